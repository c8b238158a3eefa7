using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment.Applying;

/// <summary>Carries out an import: in line, only if it is still needed, and looked at afterwards.</summary>
/// <param name="desired">The connector that needs it.</param>
/// <param name="environment">The environment.</param>
/// <param name="importer">Imports.</param>
/// <param name="observer">Receives what happens.</param>
/// <param name="clientIds">Client ids of the other connectors of the package, by the environment variable that holds them.</param>
internal sealed class SolutionApplier(
    DesiredState desired, ConnectorEnvironment environment, SolutionImporter importer, IDeploymentObserver observer, IReadOnlyDictionary<string, string>? clientIds)
{
    // A pipeline that is faster a hundred times in a row is not there by chance.
    private const int MaxAttempts = 100;

    /// <summary>Imports, if that is still needed.</summary>
    /// <param name="import">The step.</param>
    /// <param name="observed">What the plan was made from.</param>
    /// <param name="application">The app as it is by now.</param>
    /// <param name="clock">The time.</param>
    /// <param name="cancellationToken">Stops the work; an import that has begun continues, and the next run finds what it brought.</param>
    /// <exception cref="ConnectorException">CB8102 to CB8104, CB8xxx, CB9005.</exception>
    /// <returns>What the environment held before; <see cref="LookAsync"/> reads what it holds now.</returns>
    public async Task<(DataverseObservation State, bool IsDone)> ImportAsync(
        ImportSolution import, ObservedState observed, ApplicationState? application, TimeProvider clock, CancellationToken cancellationToken)
    {
        var attempts = 0;
        for (var before = observed.Dataverse; ; before = await environment.ReadAsync(desired, cancellationToken).ConfigureAwait(false))
        {
            if (!ReferenceEquals(before, observed.Dataverse))
            {
                // What ran may have been our own import, begun by a run that was stopped, or another pipeline's with the same package.
                if (StillNeeded(observed, before, application, clock) is not { } still)
                {
                    return (before, false);
                }

                RequireSameDeletions(import, still);
                import = still;
            }

            if (await importer.WaitInLineAsync(cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            if (++attempts > MaxAttempts)
            {
                throw importer.AlwaysBusy();
            }

            if (await importer.TryAsync(
                new SolutionImport(import.Package, import.IsUpgrade, import.OverwritesUnmanaged),
                Values(import.Route, before, application), isRetry: attempts > 1, cancellationToken).ConfigureAwait(false))
            {
                return (before, true);
            }
        }
    }

    private ImportSolution? StillNeeded(ObservedState observed, DataverseObservation now, ApplicationState? application, TimeProvider clock)
    {
        var entra = observed.Entra is { } e ? e with { Application = application } : null;
        var plan = DeploymentPlanner.Plan(desired, observed with { Entra = entra, Dataverse = now }, clock.GetUtcNow());
        return plan.IsBlocked
            ? throw new ConnectorException([.. plan.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)])
            : plan.Steps.OfType<ImportSolution>().FirstOrDefault();
    }

    // What is deleted stands in the plan.
    private void RequireSameDeletions(ImportSolution planned, ImportSolution now)
    {
        if (now.Deletes.Where(d => !planned.Deletes.Any(p => p.ToString() == d.ToString())).ToList() is { Count: > 0 } more)
        {
            throw new ConnectorException(new Diagnostic(
                DataverseDiagnostics.Moved,
                $"While this run waited, another import changed solution '{desired.Solution.UniqueName}' in "
                    + $"{desired.Target.DataverseUrl}, and the upgrade would now also delete {string.Join(", ", more)}. Nothing was "
                    + "imported. Run again: the plan is then made from the current state."));
        }
    }

    /// <summary>Reads what the environment holds after an import, and sets what the import should have set.</summary>
    /// <exception cref="ConnectorException">CB8103: the import left no trace; CB8xxx, CB9005.</exception>
    public async Task<(DataverseObservation Now, string? Outcome)> LookAsync(
        ImportRoute route, DataverseObservation before, ApplicationState? application, CancellationToken cancellationToken)
    {
        var now = await environment.ReadAsync(desired, cancellationToken).ConfigureAwait(false);
        if (await CorrectAsync(route, now, application, cancellationToken).ConfigureAwait(false))
        {
            now = await environment.ReadAsync(desired, cancellationToken).ConfigureAwait(false);
        }

        Require(now, before);
        return (now, $"version {now.Solution!.Version}");
    }

    /// <summary>The failure of a put-back that the environment refuses.</summary>
    public static ConnectorException CannotRestore(DesiredState desired, RestoreSignIn restore, ConnectorException refusal) => new(
        [
            new Diagnostic(
                restore.IsOnlyIfLost ? SolutionDiagnostics.ReferenceDropped : SolutionDiagnostics.NoWayForSecret,
                restore.IsOnlyIfLost
                    ? $"The import into {desired.Target.DataverseUrl} lost the reference to the client secret (PowerPlatformConnectors "
                        + "issue 4010), and the environment does not let it be put back, so nobody can sign in. Open the connector's "
                        + "security page in the maker portal, set the client secret to the environment variable again and save, or "
                        + "have unmanaged customizations allowed and run again."
                    : $"The package is imported into {desired.Target.DataverseUrl}, but the environment does not let the client secret "
                        + "be put back, so nobody can sign in. Have unmanaged customizations allowed and run again, or let the "
                        + "package refer to a secret in Key Vault, see docs/solutions.md."),
            .. refusal.Diagnostics,
        ],
        refusal);

    // Only what would hold otherwise than wanted; a value that equals the default is left to the default.
    private Dictionary<string, string> Values(ImportRoute route, DataverseObservation before, ApplicationState? application) =>
        Wanted(route, application)
        .Where(v => before.Variables.GetValueOrDefault(v.Key) is { Value: not null }
            || v.Value != route.Variables.Default(v.Key))
        .ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal);

    private IEnumerable<KeyValuePair<string, string>> Wanted(ImportRoute route, ApplicationState? application) => route.Variables.Values
        .Where(v => !route.Variables.ClientIds.Contains(v.Key) && route.Variables.Definitions.Any(d => d.SchemaName == v.Key))
        .Concat(application is null ? [] : route.Variables.ClientIds.Select(name => KeyValuePair.Create(name, application.AppId)))
        .Concat(clientIds ?? new Dictionary<string, string>());

    // That an import sets values and connections is documented; that it always did is read back.
    private async Task<bool> CorrectAsync(
        ImportRoute route, DataverseObservation now, ApplicationState? application, CancellationToken cancellationToken)
    {
        var corrected = false;
        foreach (var (name, value) in Wanted(route, application))
        {
            if (now.Variables.GetValueOrDefault(name) is { } variable && variable.Effective != value)
            {
                await environment.Variables.SetAsync(name, variable, value, cancellationToken).ConfigureAwait(false);
                corrected = true;
            }
        }

        foreach (var given in route.Package.Connections)
        {
            if (now.Connections.GetValueOrDefault(given.LogicalName) is { } reference && reference.ConnectionId != given.ConnectionId)
            {
                await environment.Connections.SetConnectionAsync(reference, given.ConnectionId, cancellationToken).ConfigureAwait(false);
                corrected = true;
            }
        }

        return corrected;
    }

    private void Require(DataverseObservation now, DataverseObservation before)
    {
        if (now.Solution is null || now.Connector is not { } row || row.ETag == before.Connector?.ETag)
        {
            throw new ConnectorException(new Diagnostic(
                SolutionDiagnostics.ImportFailed,
                $"The import of solution '{desired.Solution.UniqueName}' into {desired.Target.DataverseUrl} was reported as done, but "
                    + $"{(now.Solution is null ? "the solution is not there" : now.Connector is null ? $"connector '{desired.Row.Identity.Name}' is not there" : "the connector's row did not move")}. "
                    + "Look at the solution's history in the maker portal, and run again."));
        }

        if (desired.Row.Icon is { Length: > 0 } && row.HasIcon == false)
        {
            observer.Report(new Diagnostic(
                SolutionDiagnostics.IconMissing,
                $"The package has an icon, and after the import connector '{row.Name}' in {desired.Target.DataverseUrl} has none. "
                    + "Makers see the default one. Deploy again; if it stays so, set the icon in the maker portal."));
        }
    }
}
