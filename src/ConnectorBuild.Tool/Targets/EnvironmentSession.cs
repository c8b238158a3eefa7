using Azure.Core;
using ConnectorBuild.Cloud.Entra.Credentials;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Tool.Calls;

namespace ConnectorBuild.Tool.Targets;

/// <summary>An environment with its endpoints and the means to sign in, for as long as a command runs.</summary>
internal abstract class EnvironmentSession : IAsyncDisposable
{
    /// <summary>The endpoints.</summary>
    public abstract DeploymentTarget Target { get; }

    /// <summary>Signs in to Graph.</summary>
    public abstract TokenCredential Entra { get; }

    /// <summary>Signs in to Dataverse.</summary>
    public abstract TokenCredential Dataverse { get; }

    /// <summary>Which ways to sign in are tried and why others are passed over, a line each.</summary>
    public virtual IReadOnlyList<string> SignInWays => [];

    /// <summary>What a person should know of the environment before anything happens; null when there is nothing.</summary>
    public virtual string? Banner => null;

    /// <summary>Opens the environment that the project names.</summary>
    /// <param name="project">The project.</param>
    /// <param name="context">Streams and time.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <param name="user">The user of the local cloud who signs in; null for the deployment's app.</param>
    /// <param name="publicClientId">As <see cref="DeploymentTarget.PublicClientId"/>.</param>
    /// <exception cref="ConnectorException">CB9014: none is named, or the project has no such; CB9002 to CB9004; CB9029; CB7002, CB7006;
    /// CB95xx and CB9625 of the local cloud.</exception>
    public static async Task<EnvironmentSession> OpenAsync(
        ConnectorProject project, ToolContext context, CancellationToken cancellationToken, string? user = null, string? publicClientId = null)
    {
        var environment = Find(project);
        return environment.IsLocalCloud
            ? await LocalCloudSession.OpenAsync(project, environment, user, context, cancellationToken).ConfigureAwait(false)
            : user is not null ? throw new ConnectorException(new Diagnostic(
                DeploymentDiagnostics.UserNotOfLocalCloud,
                $"--user names a user of the local cloud, and environment '{environment.Name}' is another one, where nobody can sign in "
                    + $"for '{SafeText.OneLine(user)}'. Nothing was changed. Leave --user out, and sign in as that person, with 'az login' "
                    + "for example."))
            : new CloudSession(DeploymentTarget.Resolve(environment, project.ProjectFile) with { PublicClientId = publicClientId }, context);
    }

    /// <summary>Opens an environment that no project names.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="stateFile">The state file of the local cloud; of no meaning for another one.</param>
    /// <param name="context">Streams and time.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">CB9002 to CB9004; CB7002, CB7006; CB95xx of the local cloud.</exception>
    public static async Task<EnvironmentSession> OpenAsync(
        DeploymentEnvironment environment, string stateFile, ToolContext context, CancellationToken cancellationToken) =>
        environment.IsLocalCloud
            ? await LocalCloudSession.OpenAsync(stateFile, environment, context, cancellationToken).ConfigureAwait(false)
            : new CloudSession(DeploymentTarget.Resolve(environment), context);

    /// <summary>Makes ready what the connectors sign in to, where the environment can: before anything is read.</summary>
    /// <returns>The states to deploy, and the APIs that were assumed to exist; what is proved afterwards rests on these.</returns>
    public virtual Task<PreparedApis> PrepareAsync(IReadOnlyList<DesiredState> states, CancellationToken cancellationToken) =>
        Task.FromResult(new PreparedApis(states, []));

    /// <summary>
    /// Has the maker, and for a connector that signs in on behalf of users a second user, sign in through it, where the environment can
    /// play them.
    /// </summary>
    /// <returns>What came of it, with CB9015 where it was refused; null where only a person can.</returns>
    public virtual Task<SignInProof?> TrySignInAsync(DesiredState desired, CancellationToken cancellationToken) =>
        Task.FromResult<SignInProof?>(null);

    /// <summary>Calls an operation through the connector, where the environment can; null where it cannot, or nothing asks for a call.</summary>
    public virtual Task<CallProof?> ProveCallAsync(ConnectorProject project, DesiredState desired, CancellationToken cancellationToken) =>
        Task.FromResult<CallProof?>(null);

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static DeploymentEnvironment Find(ConnectorProject project)
    {
        var names = string.Join(", ", project.Environments.Select(e => e.Name));
        var location = project.ProjectFile is { } file ? new SourceLocation(file) : (SourceLocation?)null;
        if (project.EnvironmentName is not { Length: > 0 } name)
        {
            throw new ConnectorException(new Diagnostic(
                DeploymentDiagnostics.EnvironmentMissing,
                $"No environment was chosen. Nothing was changed. Name one of the project's with --environment: {names}.",
                location));
        }

        return project.FindEnvironment(name) ?? throw new ConnectorException(new Diagnostic(
            DeploymentDiagnostics.EnvironmentMissing,
            $"The project has no environment '{name}'; it has {(names.Length == 0 ? "none" : names)}. Nothing was changed. Name one of "
                + "these, or add a ConnectorEnvironment item.",
            location));
    }

    /// <summary>An environment with an address.</summary>
    private sealed class CloudSession : EnvironmentSession
    {
        private readonly ResolvedCredential _entra;
        private readonly ResolvedCredential _dataverse;

        public CloudSession(DeploymentTarget target, ToolContext context)
        {
            Target = target;
            var resolver = new CredentialResolver(
                Environment.GetEnvironmentVariable,
                context.Streams.IsInteractive,
                text => context.Streams.Error.WriteLineAsync(text));
            _entra = resolver.Resolve(target.Environment.EntraCredential, target);
            _dataverse = string.Equals(target.Environment.DataverseCredential, target.Environment.EntraCredential, StringComparison.OrdinalIgnoreCase)
                ? _entra
                : resolver.Resolve(target.Environment.DataverseCredential, target);
        }

        public override DeploymentTarget Target { get; }

        public override TokenCredential Entra => _entra.Credential;

        public override TokenCredential Dataverse => _dataverse.Credential;

        public override IReadOnlyList<string> SignInWays => ReferenceEquals(_entra, _dataverse)
            ? [.. Ways("Entra and Dataverse", _entra)]
            : [.. Ways("Entra", _entra), .. Ways("Dataverse", _dataverse)];

        private static IEnumerable<string> Ways(string service, ResolvedCredential resolved) =>
        [
            $"signing in to {service} by {resolved.Candidates[0]}",
            .. resolved.Candidates.Skip(1).Select(c => $"  where that has no sign-in to offer: {c}"),
            .. resolved.PassedOver.Select(p => $"  passed over {p}"),
        ];
    }
}
