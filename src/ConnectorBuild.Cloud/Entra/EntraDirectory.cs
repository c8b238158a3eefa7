using Azure.Core;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Entra;

/// <summary>Entra through Microsoft Graph, for one environment's app.</summary>
/// <remarks>
/// A read after a write may not see it: since June 2026 Graph gives apps no read-after-write consistency. Writes that answer with the object are
/// believed; writes to an object that this run made are repeated for a while when Graph says that it is not there.
/// </remarks>
public sealed class EntraDirectory : IDisposable
{
    private readonly GraphSession _session;
    private readonly TokenCredential _credential;
    private readonly DeploymentTarget _target;

    /// <summary>A directory seen through a credential.</summary>
    /// <param name="http">Carries connections, trust and retries; not disposed here.</param>
    /// <param name="target">Whose endpoints and tenant.</param>
    /// <param name="credential">Signs in to Graph.</param>
    /// <param name="clock">Measures the waits for replication.</param>
    public EntraDirectory(HttpClient http, DeploymentTarget target, TokenCredential credential, TimeProvider clock)
    {
        _target = target;
        _credential = credential;
        _session = new GraphSession(http, target, credential, clock);
        Registry = new ApplicationRegistry(_session);
        Secrets = new ApplicationSecrets(_session, clock);
        Consent = new AdminConsent(_session);
        Exposure = new ApplicationExposure(_session, Registry);
    }

    /// <summary>The app registration, its service principal and its reply URLs.</summary>
    internal ApplicationRegistry Registry { get; }

    /// <summary>The app's secrets.</summary>
    internal ApplicationSecrets Secrets { get; }

    /// <summary>What the app exposes to the platform, for on-behalf-of sign-in.</summary>
    internal ApplicationExposure Exposure { get; }

    /// <summary>Consent for all users.</summary>
    internal AdminConsent Consent { get; }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    /// <summary>Gets a token and says whose it is.</summary>
    /// <exception cref="ConnectorException">CB7001, CB7002: no token; CB7003: a token of another tenant.</exception>
    public async Task<SignedInIdentity> SignInAsync(CancellationToken cancellationToken) =>
        await SignIn.RequireTenantAsync(_credential, _target.GraphScope, _target, "Entra", cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// Reads the app, its service principal, its consent and the resources, in two round trips; consent, where the project asks for it,
    /// takes a third.
    /// </summary>
    /// <exception cref="ConnectorException">CB7004, CB7005, CB9005.</exception>
    public Task<EntraObservation> ReadAsync(DesiredApplication desired, CancellationToken cancellationToken) =>
        new EntraReader(_session).ReadAsync(desired, cancellationToken);
}
