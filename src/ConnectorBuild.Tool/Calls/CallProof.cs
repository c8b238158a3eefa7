using System.Globalization;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud;
using ConnectorBuild.LocalCloud.Diagnostics;
using ConnectorBuild.LocalCloud.Runtime.Connections;
using ConnectorBuild.Projects;
using ConnectorBuild.Tool.Targets;

namespace ConnectorBuild.Tool.Calls;

/// <summary>What came of a call that is to prove a deployment.</summary>
/// <param name="OperationId">The operation; null where none could be chosen.</param>
/// <param name="Status">The status; 0 without an answer.</param>
/// <param name="Text">What happened: behind <c>called:</c>, or as a reason.</param>
/// <param name="IsProved">Whether the call was answered with success.</param>
internal sealed record CallProof(string? OperationId, int Status, string Text, bool IsProved)
{
    /// <summary>Whether nothing was called because a connection needs a key or a password, which only a person has.</summary>
    public bool NeedsCredential { get; private init; }

    /// <summary>Calls an operation of a connector that was just deployed, with the project's API running on this machine.</summary>
    /// <param name="cloud">The local cloud.</param>
    /// <param name="environment">The environment's name.</param>
    /// <param name="connectorId">The connector's row id.</param>
    /// <param name="project">The project.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static async Task<CallProof> TryAsync(
        LocalCloudConnection cloud, string environment, string connectorId, ConnectorProject project, CancellationToken cancellationToken)
    {
        string? operationId = null;
        try
        {
            using var session = await CallSession.OpenAsync(cloud, environment, connectorId, cancellationToken).ConfigureAwait(false);
            if (Choose(session, project.ProofOperation) is not { } operation)
            {
                return Failed(
                    null,
                    "no operation can be called without values; name one with ConnectorProofOperation, and give its required "
                        + "parameters a default");
            }

            operationId = operation.Id;
            var request = CallRequest.Create(session.Document, operation, CallValues.None);
            if (project.Api?.Assembly is null)
            {
                return await CallAsync(session, operation, request, cancellationToken).ConfigureAwait(false);
            }

            var api = await ApiNextDoor.StartAsync(
                project.Api, cloud.Endpoints, cloud.Environment(environment).TenantId, cancellationToken).ConfigureAwait(false);
            await using (api.ConfigureAwait(false))
            {
                return await CallAsync(cloud, session, operation, request, api, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (ConnectorException e)
        {
            return Failed(
                operationId,
                $"{e.Diagnostics[0].Id}: {e.Diagnostics[0].Message}") with { NeedsCredential = e.Diagnostics[0].Descriptor == RuntimeErrors.SignInMissing };
        }
        catch (Exception e) when (e is InvalidOperationException or HttpRequestException)
        {
            return Failed(operationId, e.Message);
        }
    }

    private static async Task<CallProof> CallAsync(
        LocalCloudConnection cloud, CallSession session, SwaggerOperation operation, CallRequest request, ApiNextDoor api, CancellationToken cancellationToken)
    {
        await LocalCloudClient.StandInAsync(cloud.Endpoints, session.Document.Host, api.Address, cancellationToken).ConfigureAwait(false);
        try
        {
            return await CallAsync(session, operation, request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await LocalCloudClient.StandInAsync(cloud.Endpoints, session.Document.Host, null, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static async Task<CallProof> CallAsync(
        CallSession session, SwaggerOperation operation, CallRequest request, CancellationToken cancellationToken)
    {
        await session.ConnectAsync(new ConnectionRequest { Reuse = true }, cancellationToken).ConfigureAwait(false);
        var result = await session.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (result.Trace?.Finding?.Code == RuntimeErrors.ScriptTimeLimit.Id)
        {
            // Script and API have just started: their first call compiles and connects, on a busy machine for longer than a script may take.
            result = await session.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        if (result.IsSuccess)
        {
            return new CallProof(
                operation.Id, result.Status,
                string.Create(CultureInfo.InvariantCulture, $"{operation.Id} returned {result.Status} {CallFindings.Way(result.Trace)}"),
                IsProved: true);
        }

        var finding = CallFindings.Of(session.Document, operation, result)[0];
        return Failed(operation.Id, $"{finding.Id}: {finding.Message}") with { Status = result.Status };
    }

    // A call that nobody named must not change anything, and nobody gives values for it.
    private static SwaggerOperation? Choose(CallSession session, string? name) => name is not null
        ? session.RequireOperation(name)
        : session.Document.Operations.FirstOrDefault(o => o.Method == "GET" && !TriggerKind.IsTrigger(o)
            && session.Document.Parameters(o).All(p => !p.IsRequired || p.Default is not null));

    private static CallProof Failed(string? operation, string why) => new(operation, 0, why, IsProved: false);
}
