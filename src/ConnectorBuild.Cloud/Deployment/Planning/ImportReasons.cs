using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>Why a package must be imported, in words.</summary>
internal sealed class ImportReasons(PlanBuilder plan, ImportRoute route)
{
    private readonly DesiredPackage _package = route.Package;

    /// <summary>Why the package must be imported; empty when everything of it is there.</summary>
    public IEnumerable<string> Find(IReadOnlyDictionary<string, string?> changed)
    {
        if (plan.Dataverse.Solution is not { } solution)
        {
            yield return "the environment does not have the solution";
            if (plan.Dataverse.Publisher is null)
            {
                yield return $"publisher '{_package.Manifest.PublisherName}' with prefix '{_package.Manifest.PublisherPrefix}' is new";
            }
        }
        else if (ImportSolution.ParsedVersion(solution) is var installed && installed != _package.Version)
        {
            yield return $"version {installed} becomes {_package.Version}";
        }

        if (plan.Dataverse.Connector is null)
        {
            yield return "the environment does not have the connector";
        }
        else if (changed.Count > 0)
        {
            yield return $"the connector differs in {string.Join(", ", changed.Keys)}";
        }

        foreach (var variable in _package.Manifest.EnvironmentVariables)
        {
            var name = variable.SchemaName;
            var known = plan.Dataverse.Variables.GetValueOrDefault(name);
            if (known is null)
            {
                yield return $"environment variable '{name}' is new{(ResolvedColumns.Value(plan, name) is { } first ? $": '{first}'" : "")}";
            }
            else if (!route.Variables.ClientIds.Contains(name) && ResolvedColumns.Value(plan, name) is { } value && value != known.Effective)
            {
                // The connector takes a value over when it is saved, and an import saves it.
                yield return $"environment variable '{name}': {SecretVariables.Show(variable.Type, known.Effective)} -> '{value}'";
            }

            foreach (var difference in known is null || _package.DeploymentVariables.Contains(name) ? [] : known.Differences(variable, IsOtherPackage))
            {
                if (AsReason($"environment variable '{name}': {difference}") is { } reason)
                {
                    yield return reason;
                }
            }
        }

        foreach (var reason in Connections())
        {
            yield return reason;
        }
    }

    // Of the package that was imported last, texts that differ are the platform's own words; who imported it otherwise than by a
    // deployment brought them as they are.
    private bool IsOtherPackage => plan.Record?.PackageHash is { } hash && hash != _package.Hash;

    // None where a managed package was imported and somebody has changed its component since, because an import leaves that as it is.
    private string? AsReason(string difference)
    {
        if (!_package.IsManaged || plan.Desired.OverwriteDrift || plan.Record?.PackageHash != _package.Hash)
        {
            return difference;
        }

        plan.Diagnostics.Add(new Diagnostic(
            SolutionDiagnostics.ChangedOver,
            $"In {plan.Desired.Target.DataverseUrl} somebody changed what solution '{_package.Manifest.UniqueName}' brought, and an "
                + $"import of a managed solution leaves such changes as they are: {difference}. Take it into the project, remove the "
                + "unmanaged customization in the maker portal (See solution layers), or set ConnectorOverwriteDrift=true to have it "
                + "overwritten."));
        return null;
    }

    /// <summary>
    /// Client ids that variables do not hold yet; the app may yet have to be made. An import for another connector brings those of all.
    /// </summary>
    public IEnumerable<string> ClientIds() =>
        from name in plan.Desired.Application is null || plan.Observed.ImportedWith is not null
            ? Enumerable.Empty<string>()
            : route.Variables.ClientIds
        let known = plan.Dataverse.Variables.GetValueOrDefault(name)
        let wanted = ResolvedColumns.Value(plan, name)
        where known is not null && (wanted is null || wanted != known.Effective)
        select $"environment variable '{name}': '{known.Effective}' -> {(wanted is null ? "the client id of the app that is made" : $"'{wanted}'")}";

    // Only an import makes a reference, or points it at another connector.
    private IEnumerable<string> Connections()
    {
        foreach (var reference in _package.Manifest.ConnectionReferences)
        {
            if (!plan.Dataverse.Connections.TryGetValue(reference.LogicalName, out var known))
            {
                var given = _package.Connections.FirstOrDefault(c => c.LogicalName == reference.LogicalName);
                yield return $"connection reference '{reference.LogicalName}' is new{(given is null ? "" : $": connection '{given.ConnectionId}'")}";
            }

            foreach (var difference in known?.Differences(reference, IsOtherPackage) ?? [])
            {
                if (AsReason($"connection reference '{reference.LogicalName}': {difference}") is { } reason)
                {
                    yield return reason;
                }
            }
        }
    }
}
