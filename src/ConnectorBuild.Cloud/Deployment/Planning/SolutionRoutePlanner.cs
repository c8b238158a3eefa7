using System.Collections.Immutable;
using ConnectorBuild.Cloud.Comparison;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>The route Solution: whether the package is imported, and how sign-in settings and secret get into the connector afterwards.</summary>
internal static class SolutionRoutePlanner
{
    /// <summary>Refuses what no import could do, and says whether there is anything to import.</summary>
    /// <returns>False when the environment has a newer version and is left alone.</returns>
    public static bool Check(PlanBuilder plan)
    {
        var package = plan.Desired.Package!;
        var url = plan.Desired.Target.DataverseUrl;
        if (plan.Dataverse.BlocksUnmanagedChanges == true && !package.IsManaged)
        {
            plan.Diagnostics.Add(new Diagnostic(
                SolutionDiagnostics.UnmanagedBlocked,
                $"{url} blocks unmanaged customizations, so it would refuse the unmanaged package of '{package.Manifest.UniqueName}'. Nothing was changed. Set Managed=\"true\" for environment '{plan.Desired.Target.Name}', or deploy the package {package.Manifest.UniqueName}_managed.zip."));
        }

        if (plan.Dataverse.Solution is not { } solution)
        {
            return true;
        }

        SolutionPlanner.RequirePrefix(plan, solution);
        if (solution.IsManaged != package.IsManaged)
        {
            plan.Diagnostics.Add(new Diagnostic(
                SolutionDiagnostics.KindMismatch,
                $"Solution '{solution.UniqueName}' is {Kind(solution.IsManaged)} in {url}, and the package is {Kind(package.IsManaged)}; an import cannot change the one into the other. Nothing was changed. Import the {Kind(solution.IsManaged)} package (Managed=\"{(solution.IsManaged ? "true" : "false")}\"), or uninstall the solution first."));
        }

        var installed = ImportSolution.ParsedVersion(solution);
        if (installed <= package.Version)
        {
            OmissionPlanner.Check(plan, solution);
            return true;
        }

        return Lower(plan, package, installed, $"{url} has version {installed} of solution '{solution.UniqueName}', and the package is {package.Version}");
    }

    /// <summary>Plans import, put-back, reply URLs and record.</summary>
    public static void Plan(PlanBuilder plan)
    {
        var (package, row) = (plan.Desired.Package!, plan.Dataverse.Connector);
        ConnectorPlanner.RequireName(plan);
        var columns = ConnectorColumns.Of(plan.Desired.Row, plan.Application?.AppId);
        var changed = row is null ? columns : ConnectorPlanner.Changed(plan, columns, row);
        DriftPlanner.Plan(plan, changed);
        var reasons = Reasons(plan, changed).ToList();
        var clientIds = ClientIds(plan).ToList();
        var setsClientId = clientIds.Count > 0 && reasons.Count == 0 && CanBeSaved(plan);
        if (!setsClientId)
        {
            reasons.AddRange(clientIds);
        }

        var connections = ConnectionPlanner.Changes(plan).ToList();
        var setsConnections = reasons.Count == 0 && ConnectionPlanner.CanBeSet(plan);
        if (!setsConnections)
        {
            reasons.AddRange(connections.Select(c => $"connection reference {c.Summary}"));
        }

        plan.IsImporting = reasons.Count > 0;
        ConnectorPlanner.WarnOfRecord(plan);
        var isRenewing = SecretPlanner.Plan(plan, changed);
        SecretRoutePlanner.Check(plan, isRenewing);
        if (plan.IsImporting)
        {
            PlanImport(plan, changed, reasons);
        }
        else if (setsClientId)
        {
            plan.Steps.Add(new SetClientId([.. package.ClientIdVariables.Order(StringComparer.Ordinal)]) { Details = [.. clientIds] });
        }
        else
        {
            plan.Unchanged.Add($"solution '{package.Manifest.UniqueName}' {package.Version} with connector '{row!.Name}'{(plan.Observed.ImportedWith is { } other ? $", as the import for connector '{other}' brings it before" : "")}");
        }

        if (setsConnections)
        {
            plan.Steps.AddRange(connections);
        }

        if (isRenewing || (plan.IsImporting && plan.Desired.Application is not null))
        {
            plan.Steps.Add(new RestoreSignIn(plan.Desired.Row.Identity.Name, IsOnlyIfLost: !isRenewing) { Details = SecretRoutePlanner.Explain(plan, isRenewing) });
        }

        ReplyUrlPlanner.Plan(plan);
        TrustPlanner.Plan(plan);
        var isAssigning = SharingPlanner.Plan(plan);
        if (plan.IsImporting || isRenewing || isAssigning || !plan.IsRowOurs || plan.Record!.PackageHash != package.Hash)
        {
            plan.Steps.Add(new WriteRecord(plan.Desired.RecordName, plan.Dataverse.Record.ValueId is not null));
        }

        SecretPlanner.Retire(plan, isRenewing);
    }

    private static void PlanImport(PlanBuilder plan, IReadOnlyDictionary<string, string?> changed, IEnumerable<string> reasons)
    {
        var row = plan.Dataverse.Connector;
        ImmutableArray<ConnectorDifference> differences = row is null ? [] : ResolvedColumns.Compare(plan, row, changed);
        DifferencePlanner.Warn(plan, row?.Name ?? "", differences);
        plan.Steps.Add(new ImportSolution(plan.Desired.Package!, plan.Dataverse.Solution, plan.Desired.OverwriteDrift)
        {
            Details =
            [
                .. reasons,
                .. OmissionPlanner.Explain(plan),
                .. DifferencePlanner.Details(differences),
            ],
            Differences = differences,
        });
    }

    /// <summary>Why the package must be imported; empty when everything of it is there.</summary>
    private static IEnumerable<string> Reasons(PlanBuilder plan, IReadOnlyDictionary<string, string?> changed)
    {
        var package = plan.Desired.Package!;
        if (plan.Dataverse.Solution is not { } solution)
        {
            yield return "the environment does not have the solution";
            if (plan.Dataverse.Publisher is null)
            {
                yield return $"publisher '{package.Manifest.PublisherName}' with prefix '{package.Manifest.PublisherPrefix}' is new";
            }
        }
        else if (ImportSolution.ParsedVersion(solution) is var installed && installed != package.Version)
        {
            yield return $"version {installed} becomes {package.Version}";
        }

        if (plan.Dataverse.Connector is null)
        {
            yield return "the environment does not have the connector";
        }
        else if (changed.Count > 0)
        {
            yield return $"the connector differs in {string.Join(", ", changed.Keys)}";
        }

        foreach (var variable in package.Manifest.EnvironmentVariables)
        {
            var name = variable.SchemaName;
            var known = plan.Dataverse.Variables.GetValueOrDefault(name);
            if (known is null)
            {
                yield return $"environment variable '{name}' is new{(ResolvedColumns.Value(plan, name) is { } first ? $": '{first}'" : "")}";
            }
            else if (!package.ClientIdVariables.Contains(name) && ResolvedColumns.Value(plan, name) is { } value && value != known.Effective)
            {
                // The connector takes a value over when it is saved, and an import saves it.
                yield return $"environment variable '{name}': {SecretVariables.Show(variable.Type, known.Effective)} -> '{value}'";
            }

            foreach (var difference in known is null || package.DeploymentVariables.Contains(name) ? [] : known.Differences(variable, IsOtherPackage(plan)))
            {
                if (AsReason(plan, $"environment variable '{name}': {difference}") is { } reason)
                {
                    yield return reason;
                }
            }
        }

        foreach (var reason in ConnectionPlanner.Reasons(plan))
        {
            yield return reason;
        }
    }

    /// <summary>
    /// Whether another package than this was imported last. Of the same one, texts that differ are the platform's own words; who imported it otherwise
    /// than by a deployment brought them as they are.
    /// </summary>
    internal static bool IsOtherPackage(PlanBuilder plan) => plan.Record?.PackageHash is { } hash && hash != plan.Desired.Package!.Hash;

    /// <summary>A difference as a reason to import; none where a managed package was imported and somebody has changed its component since, because an import leaves that as it is.</summary>
    internal static string? AsReason(PlanBuilder plan, string difference)
    {
        var package = plan.Desired.Package!;
        if (!package.IsManaged || plan.Desired.OverwriteDrift || plan.Record?.PackageHash != package.Hash)
        {
            return difference;
        }

        plan.Diagnostics.Add(new Diagnostic(
            SolutionDiagnostics.ChangedOver,
            $"In {plan.Desired.Target.DataverseUrl} somebody changed what solution '{package.Manifest.UniqueName}' brought, and an import of a managed solution leaves such changes as they are: {difference}. Take it into the project, remove the unmanaged customization in the maker portal (See solution layers), or set ConnectorOverwriteDrift=true to have it overwritten."));
        return null;
    }

    // The app may yet have to be made.
    private static IEnumerable<string> ClientIds(PlanBuilder plan) =>
        from name in plan.Desired.Application is null ? Enumerable.Empty<string>() : plan.Desired.Package!.ClientIdVariables
        let known = plan.Dataverse.Variables.GetValueOrDefault(name)
        let wanted = ResolvedColumns.Value(plan, name)
        where known is not null && (wanted is null || wanted != known.Effective)
        select $"environment variable '{name}': '{known.Effective}' -> {(wanted is null ? "the client id of the app that is made" : $"'{wanted}'")}";

    // A new client id needs no import where the put-back of the secret saves the connector anyway.
    private static bool CanBeSaved(PlanBuilder plan) =>
        plan.Desired.Application!.Secret.Kind is not (SecretSourceKind.Reference or SecretSourceKind.Federated)
        && (!plan.Desired.Package!.IsManaged || plan.Dataverse.BlocksUnmanagedChanges == false);

    private static bool Lower(PlanBuilder plan, DesiredPackage package, Version installed, string what)
    {
        if (package.SkipsLowerVersion)
        {
            plan.Diagnostics.Add(new Diagnostic(SolutionDiagnostics.LowerVersion, DiagnosticSeverity.Warning, $"{what}. ConnectorSkipLowerVersion is true, so the environment stays as it is."));
            plan.Unchanged.Add($"solution '{package.Manifest.UniqueName}' {installed}, which is newer than the package");
            return false;
        }

        if (package is { MayRollBack: true, IsManaged: false })
        {
            plan.Diagnostics.Add(new Diagnostic(SolutionDiagnostics.LowerVersion, DiagnosticSeverity.Warning, $"{what}. The package was named on purpose, so this deployment rolls the solution back."));
            return true;
        }

        plan.Diagnostics.Add(new Diagnostic(
            SolutionDiagnostics.LowerVersion,
            package.IsManaged
                ? $"{what}; the platform never replaces a managed solution by an older one. Nothing was changed. Give the project a higher Version; to go back, package the former content with a Version above {installed}. ConnectorSkipLowerVersion=true leaves such an environment alone."
                : $"{what}. Importing it would undo what is newer. Nothing was changed. Give the project a higher Version, deploy a former package with 'dotnet connector deploy --package' to go back on purpose, or set ConnectorSkipLowerVersion=true to leave such an environment alone."));
        return true;
    }

    private static string Kind(bool managed) => managed ? "managed" : "unmanaged";
}
