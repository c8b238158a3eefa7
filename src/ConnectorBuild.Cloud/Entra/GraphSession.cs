using System.Net;
using Azure.Core;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using Microsoft.Graph;
using Microsoft.Graph.Authentication;
using Microsoft.Graph.Models.ODataErrors;

namespace ConnectorBuild.Cloud.Entra;

/// <summary>The Graph SDK's client with what every call needs: a token for the right host, patience with replicas, coded errors.</summary>
internal sealed class GraphSession : IDisposable
{
    // Objects that this run made: only of these does "not found" or "denied" mean "not here yet".
    private readonly HashSet<string> _fresh = new(StringComparer.Ordinal);
    private readonly DeploymentTarget _target;

    public GraphSession(HttpClient http, DeploymentTarget target, TokenCredential credential, TimeProvider clock)
    {
        _target = target;
        Replication = new Replication(clock);

        // Without the list of hosts and the scope, the SDK sends no token at all to an address that is not Microsoft's.
        var authentication = new AzureIdentityAuthenticationProvider(credential, [target.GraphUrl.Host], null, isCaeEnabled: true, target.GraphScope);
        Client = new GraphServiceClient(http, authentication, new Uri(target.GraphUrl, "v1.0").ToString());
    }

    public GraphServiceClient Client { get; }

    public Replication Replication { get; }

    public void Dispose() => Client.Dispose();

    /// <summary>Remembers that this run made the objects.</summary>
    public void MarkFresh(params ReadOnlySpan<string?> ids)
    {
        foreach (var id in ids)
        {
            if (id is not null)
            {
                _fresh.Add(id);
            }
        }
    }

    /// <summary>Calls until a replica knows the object, if this run made it.</summary>
    public Task<T> OnAsync<T>(string id, Func<Task<T>> call, CancellationToken cancellationToken) =>
        Replication.RepeatAsync(call, e => IsLag(e, id), cancellationToken);

    // Right after an app is made, a replica may not know it (404), or not know its owner (403; ARO-HCP #6348), and will a moment later.
    public bool IsLag(ODataError e, string id) => _fresh.Contains(id) && e.ResponseStatusCode is 403 or 404;

    /// <summary>Runs calls, and gives what they throw a code.</summary>
    /// <param name="doing">What is being done, as the end of "while …".</param>
    /// <param name="right">The Graph permission that it needs.</param>
    /// <param name="call">The calls.</param>
    public async Task<T> CallingAsync<T>(string doing, string right, Func<Task<T>> call)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (ODataError e) when (IsPolicy(e))
        {
            throw new ConnectorException(
                new Diagnostic(
                    EntraDiagnostics.SecretForbidden,
                    SafeText.OneLine(
                        $"A policy of the tenant refused the request while {doing} ({e.Error!.Code}: {e.Error.Message}). Have the "
                            + "tenant's app management policy allow it for this app, or bring a secret of your own with "
                            + "ConnectorClientSecretEnvVar.")),
                e);
        }
        catch (ODataError e) when (e.Error?.Code?.StartsWith("ServiceTree", StringComparison.Ordinal) == true)
        {
            throw new ConnectorException(
                new Diagnostic(
                    EntraDiagnostics.ServiceReferenceMissing,
                    SafeText.OneLine(
                        $"The tenant asks for a service management reference while {doing} ({e.Error.Code}: {e.Error.Message}). Set "
                            + "ConnectorServiceManagementReference to the id that your organisation uses, and run again.")),
                e);
        }
        catch (ODataError e) when (GraphRefusals.IsNameTaken(e))
        {
            throw new ConnectorException(
                new Diagnostic(
                    EntraDiagnostics.AppDeleted,
                    SafeText.OneLine(
                        $"The app's unique name is taken while {doing} ({e.Error?.Message}), but no live app has it: a deleted app "
                            + "keeps its name for 30 days. Give the identity Application.ReadWrite.All so that it can be found and "
                            + "restored, or restore it under 'Deleted applications' in the Entra admin center; then run again.")),
                e);
        }
        catch (Exception e) when (GraphErrors.IsKnown(e))
        {
            throw GraphErrors.Translate(e, doing, right, _target);
        }
    }

    /// <summary>Whether there is no such object.</summary>
    public static bool IsNotFound(ODataError e) => e.ResponseStatusCode == (int)HttpStatusCode.NotFound;

    /// <summary>Whether the right to it is missing.</summary>
    public static bool IsDenied(ODataError e) => e.ResponseStatusCode == (int)HttpStatusCode.Forbidden;

    /// <summary>Whether an app management policy refused it.</summary>
    public static bool IsPolicy(ODataError e) => e.Error?.Code?.Contains("AppPolicy", StringComparison.Ordinal) == true;

    /// <summary>Whether a run before this one made the object and the replica that was asked does not know it yet.</summary>
    public static bool IsThereAlready(ODataError e) => e.Error?.Code == "Request_MultipleObjectsWithSameKeyValue";

    /// <summary>Whether the error has a detail of that code.</summary>
    public static bool HasDetail(ODataError e, string code) => e.Error?.Details?.Any(d => d.Code == code) == true;
}
