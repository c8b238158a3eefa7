using Azure.Core;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Applying;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment;

/// <summary>The clouds of one environment: who is signed in there, what they hold, and what carries steps out.</summary>
internal sealed class DeploymentClouds : IDisposable
{
    private readonly DeploymentTarget _target;
    private readonly TimeProvider _clock;
    private readonly IDeploymentObserver _observer;
    private readonly ISecretReader _secrets;
    private readonly HttpClient _http;
    private readonly HttpClient _tokens;

    public DeploymentClouds(
        DeploymentTarget target, TokenCredential entra, TokenCredential dataverse, ISecretReader secrets, TimeProvider clock, IDeploymentObserver observer)
    {
        _target = target;
        _clock = clock;
        _observer = observer;
        _secrets = secrets;
        _http = CloudHttp.Create(target, clock);
        _tokens = CloudHttp.CreateForTokens(target);
        Directory = new EntraDirectory(_http, target, entra, clock);
        Environment = new ConnectorEnvironment(_http, target, dataverse, clock);
    }

    public EntraDirectory Directory { get; }

    public ConnectorEnvironment Environment { get; }

    public void Dispose()
    {
        Directory.Dispose();
        _tokens.Dispose();
        _http.Dispose();
    }

    /// <summary>Before anything is read or written: who we are, and that it is the environment's tenant.</summary>
    public async Task<Caller> SignInAsync(DesiredState desired, bool isSecretNeeded, CancellationToken cancellationToken)
    {
        var (entra, dataverse) = await BothAsync(
            desired.Application is null ? Task.FromResult<SignedInIdentity?>(null) : Optional(Directory.SignInAsync(cancellationToken)),
            Environment.SignInAsync(cancellationToken),
            (a, b) => SignIn.Merge(a, b, _target)).ConfigureAwait(false);
        ClientSecret? brought = null;
        if (desired.Application?.Secret is { IsBrought: true } source)
        {
            try
            {
                brought = await _secrets.ReadAsync(source, cancellationToken).ConfigureAwait(false);
            }
            catch (ConnectorException e) when (!isSecretNeeded && e.Diagnostics.All(
                d => d.Descriptor == EntraDiagnostics.SecretVariableMissing || d.Descriptor == DeploymentDiagnostics.Unreachable))
            {
                // Who only looks need not hold the secret.
                foreach (var diagnostic in e.Diagnostics)
                {
                    _observer.Report(new Diagnostic(diagnostic.Descriptor, DiagnosticSeverity.Info, diagnostic.Message));
                }
            }
        }

        if (entra is not null)
        {
            _observer.SignedIn("Entra", entra);
        }

        _observer.SignedIn("Dataverse", dataverse);
        return new Caller(entra, brought, isSecretNeeded);
    }

    /// <summary>Reads what the clouds hold of a connector.</summary>
    public async Task<ObservedState> ReadAsync(DesiredState desired, Caller caller, CancellationToken cancellationToken)
    {
        var (entra, dataverse) = await BothAsync(
            desired.Application is { } application
                ? Optional(Directory.ReadAsync(application, cancellationToken))
                : Task.FromResult<EntraObservation?>(null),
            Environment.ReadAsync(desired, cancellationToken),
            (a, b) => new ConnectorException([.. a.Diagnostics.Union(b.Diagnostics)], a)).ConfigureAwait(false);
        return new ObservedState(entra, dataverse)
        {
            SignedIn = caller.Entra,
            IsToBeApplied = caller.IsWriting,
            Brought = caller.Brought is not { } brought
                ? null
                : BroughtSecret.Create(desired.Application!.Secret, brought, desired.Row.Identity.RowId),
        };
    }

    /// <summary>Carries out the steps of a plan that was made from what was observed.</summary>
    public StepApplier Applier(
        DesiredState desired, ObservedState observed, Caller caller, IReadOnlyDictionary<string, string>? clientIds = null,
        SecretInHand? hand = null) =>
        new(
            desired, observed, Directory, Environment, new SecretProbe(_tokens, _target, _clock), _clock, caller.Brought,
            caller.Entra?.ObjectId, _observer, clientIds, hand);

    private static async Task<T?> Optional<T>(Task<T> task)
        where T : class => await task.ConfigureAwait(false);

    // Side by side; when both fail, both are told.
    private static async Task<(T1 First, T2 Second)> BothAsync<T1, T2>(
        Task<T1> first, Task<T2> second, Func<ConnectorException, ConnectorException, ConnectorException> merge)
    {
        try
        {
            await Task.WhenAll(first, second).ConfigureAwait(false);
        }
        catch (ConnectorException) when (first.Exception?.InnerException is ConnectorException a && second.Exception?.InnerException is ConnectorException b)
        {
            throw merge(a, b);
        }

        return (await first.ConfigureAwait(false), await second.ConfigureAwait(false));
    }
}
