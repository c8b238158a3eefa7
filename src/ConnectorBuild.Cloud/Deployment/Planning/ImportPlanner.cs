using System.Collections.Immutable;
using ConnectorBuild.Cloud.Comparison;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>The route Solution: whether the package is imported, and how sign-in settings and secret get into the connector afterwards.</summary>
internal sealed class ImportPlanner(PlanBuilder plan, ImportRoute route) : RoutePlanner
{
    private readonly DesiredPackage _package = route.Package;
    private readonly ImportReasons _reasons = new(plan, route);
    private List<string> _because = [];
    private List<string> _clientIds = [];
    private List<SetConnection> _connections = [];

    private bool _isPromoting;

    private bool IsImporting => _because.Count > 0;

    /// <summary>Whether the import clears the secret: this connector's own, or one for another connector of the package.</summary>
    private bool IsCleared => IsImporting || _isPromoting || plan.Observed.ImportedWith is not null;

    public override bool IsRecordOutdated => IsImporting || plan.Record?.PackageHash != _package.Hash;

    public override bool PlanSolution()
    {
        PublisherPlanner.Compare(plan);
        _isPromoting = StagedUpgradePlanner.Plan(plan, _package);
        return PackageChecker.Check(plan, route);
    }

    // An import sets client ids and connections along the way; without one they are set where they can be.
    public override IReadOnlyDictionary<string, string?> PlanVariables(IReadOnlyDictionary<string, string?> changed)
    {
        _because = [.. _reasons.Find(changed)];
        _clientIds = [.. _reasons.ClientIds()];
        if (IsImporting || !CanSaveClientId)
        {
            _because.AddRange(_clientIds);
            _clientIds = [];
        }

        _connections = [.. ConnectionPlanner.Changes(plan, _package)];
        if (IsImporting || !ConnectionPlanner.CanBeSet(plan, _package))
        {
            _because.AddRange(_connections.Select(c => $"connection reference {c.Summary}"));
            _connections = [];
        }

        return changed;
    }

    public override SecretReason? LosesSecret(IReadOnlyDictionary<string, string?> changed) =>
        IsImporting || _isPromoting ? SecretReason.ClearedByImport : null;

    public override void PlanConnector(IReadOnlyDictionary<string, string?> changed, bool isRenewing)
    {
        SecretRoutePlanner.Check(plan, route, isRenewing);
        if (IsImporting)
        {
            Import(changed);
        }
        else if (_clientIds.Count > 0)
        {
            plan.Steps.Add(new SetClientId([.. route.Variables.ClientIds.Order(StringComparer.Ordinal)]) { Details = [.. _clientIds] });
        }
        else
        {
            plan.Unchanged.Add(
                $"solution '{_package.Manifest.UniqueName}' {_package.Version} with connector "
                    + $"'{plan.Desired.Row.Identity.Name}'{(plan.Observed.ImportedWith is { } other ? $", as the import for connector '{other}' brings it before" : "")}");
        }

        plan.Steps.AddRange(_connections);
        if (isRenewing || ((IsImporting || _isPromoting) && plan.Desired.Application is not null))
        {
            plan.Steps.Add(
                new RestoreSignIn(
                    plan.Desired.Row.Identity.Name,
                    IsOnlyIfLost: !isRenewing) { Details = SecretRoutePlanner.Explain(plan, route, isRenewing, IsCleared) });
        }
    }

    // The package brings it.
    public override void PlanCode()
    {
    }

    private void Import(IReadOnlyDictionary<string, string?> changed)
    {
        LayerPlanner.Check(plan, _package, changed);
        var row = plan.Dataverse.Connector;
        var deletes = OmissionPlanner.Deleted(plan, _package).ToList();
        ImmutableArray<ConnectorDifference> differences = row is null ? [] : ResolvedColumns.Compare(plan, row, changed);
        DifferencePlanner.Warn(plan, row?.Name ?? "", differences);
        plan.Steps.Add(new ImportSolution(route, plan.Dataverse.Solution, plan.Desired.OverwriteDrift)
        {
            Details = [.. _because, .. OmissionPlanner.Explain(deletes)],
            Deletes = [.. deletes],
            Differences = differences,
        });
    }

    // A new client id needs no import where the put-back of the secret saves the connector anyway.
    private bool CanSaveClientId =>
        plan.Desired.Application is not { Secret.Kind: SecretSourceKind.Reference or SecretSourceKind.Federated }
        && (!_package.IsManaged || plan.Dataverse.BlocksUnmanagedChanges == false);
}
