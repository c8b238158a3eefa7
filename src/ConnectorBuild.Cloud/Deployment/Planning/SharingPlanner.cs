using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>
/// Owner and shares: those that the project names are made true, those that a former deployment gave and it names no more are taken back,
/// all others stay.
/// </summary>
internal static class SharingPlanner
{
    // What the maker portal calls "can view" and "can view + edit" (the exact masks behind its words are not published: INFERRED).
    private static readonly string[] View = ["ReadAccess"];
    private static readonly string[] Edit = ["ReadAccess", "WriteAccess"];

    /// <summary>Plans owner and shares.</summary>
    /// <returns>Whether the record must be written: the row moves, or whom we gave a share is others than before.</returns>
    public static bool Plan(PlanBuilder plan)
    {
        Layer(plan);
        if (plan.Dataverse.Sharing is not { } sharing)
        {
            return false;
        }

        foreach (var twins in plan.Desired.Shares
            .Where(s => sharing.Principals.GetValueOrDefault(s.Principal) is [_])
            .GroupBy(s => sharing.Principals[s.Principal][0].Id)
            .Where(g => g.Select(s => s.Access).Distinct(StringComparer.OrdinalIgnoreCase).Count() > 1))
        {
            plan.Diagnostics.Add(new Diagnostic(
                RetirementDiagnostics.AccessUnknown,
                $"ConnectorShare names {sharing.Principals[twins.First().Principal][0]} several times with different access: "
                    + $"{string.Join(", ", twins.Select(s => $"'{s.Principal}' {s.Access}"))}. Nothing was changed. Keep one of them."));
        }

        // A principal that two names stand for gets one share.
        foreach (var share in plan.Desired.Shares.DistinctBy(s =>
            (sharing.Principals.GetValueOrDefault(s.Principal) is [var one] ? one.Id.ToString() : s.Principal, s.Access.ToUpperInvariant())))
        {
            Share(plan, sharing, share);
        }

        Revoke(plan, sharing);
        var isOthers = !(Granted(plan.Desired, plan.Dataverse) ?? []).SequenceEqual(plan.Record?.Granted ?? []);
        if (plan.Desired.Owner is not { } asked || Find(plan, sharing, asked, "ConnectorOwner") is not { } owner)
        {
            return isOthers;
        }

        if (sharing.OwnerId == owner.Id)
        {
            plan.Unchanged.Add($"owner {owner}");
            return isOthers;
        }

        plan.Steps.Add(new AssignOwner(owner));
        return true;
    }

    /// <summary>
    /// Whom deployments gave a share, this one included; null for nobody. Whom somebody else shared it with before is not among them.
    /// </summary>
    public static IReadOnlyList<string>? Granted(DesiredState desired, DataverseObservation dataverse)
    {
        if (dataverse.Sharing is not { } sharing)
        {
            return null;
        }

        var former = dataverse.Record.Record?.Granted ?? [];
        var granted = desired.Shares
            .Select(s => sharing.Principals.GetValueOrDefault(s.Principal) is [var one] ? one.Id : Guid.Empty)
            .Where(id => id != Guid.Empty && (former.Contains(DeploymentRecord.PrincipalKey(id)) || sharing.Shared.All(s => s.PrincipalId != id)))
            .Select(DeploymentRecord.PrincipalKey)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Take(DeploymentRecord.MaxGranted)
            .ToList();
        return granted.Count == 0 ? null : granted;
    }

    private static void Revoke(PlanBuilder plan, SharingState sharing)
    {
        var named = plan.Desired.Shares.SelectMany(s => sharing.Principals.GetValueOrDefault(s.Principal) ?? []).Select(p => p.Id).ToHashSet();
        foreach (var shared in sharing.Shared.Where(s => !named.Contains(s.PrincipalId) && plan.Record?.Granted?.Contains(DeploymentRecord.PrincipalKey(s.PrincipalId)) == true))
        {
            plan.Steps.Add(new RevokeShare(new PrincipalState(shared.PrincipalId, shared.IsTeam, shared.PrincipalId.ToString())));
        }
    }

    private static void Share(PlanBuilder plan, SharingState sharing, ConnectorShare share)
    {
        var isEdit = share.Access.Equals("CanEdit", StringComparison.OrdinalIgnoreCase);
        if (!isEdit && !share.Access.Equals("CanView", StringComparison.OrdinalIgnoreCase))
        {
            plan.Diagnostics.Add(new Diagnostic(
                RetirementDiagnostics.AccessUnknown,
                $"The ConnectorShare '{share.Principal}' asks for Access=\"{share.Access}\", and there are only CanView (use it) and "
                    + "CanEdit (use and change it). Nothing was changed. Set one of them."));
            return;
        }

        if (Find(plan, sharing, share.Principal, "ConnectorShare") is not { } principal)
        {
            return;
        }

        var former = sharing.Shared.FirstOrDefault(s => s.PrincipalId == principal.Id);
        if (former is not null && former.Rights.Contains("ReadAccess") && former.Rights.Contains("WriteAccess") == isEdit)
        {
            plan.Unchanged.Add($"shared with {principal}, {share.Access}");
        }
        else
        {
            plan.Steps.Add(new ShareConnector(principal, isEdit ? "CanEdit" : "CanView", [.. isEdit ? Edit : View], former is not null));
        }
    }

    private static PrincipalState? Find(PlanBuilder plan, SharingState sharing, string asked, string setting)
    {
        var found = sharing.Principals.GetValueOrDefault(asked) ?? [];
        if (found.Count == 1)
        {
            return found[0];
        }

        plan.Diagnostics.Add(found.Count == 0
            ? new Diagnostic(
                RetirementDiagnostics.PrincipalNotFound,
                $"{setting} names '{asked}', and {plan.Desired.Target.DataverseUrl} has no such user or team. Nothing was changed. "
                    + "Name a user principal name, an object id or a team's name; a group of Entra needs a team of its own in the "
                    + "environment (type 'Microsoft Entra ID security group'), and a user must have been added to the environment.")
            : new Diagnostic(
                RetirementDiagnostics.PrincipalAmbiguous,
                $"{setting} names '{asked}', and {plan.Desired.Target.DataverseUrl} has {found.Count} such: "
                    + $"{string.Join(", ", found.Select(f => $"{f} {f.Id}"))}. Nothing was changed. Name the object id of the one that "
                    + "is meant."));
        return null;
    }

    private static void Layer(PlanBuilder plan)
    {
        // Where a deployment put sign-in settings back, that is the layer; the import for another connector of the package moves the row
        // and leaves it.
        var isOurs = plan.Desired.Route is ImportRoute && (plan.IsRowOurs || (plan.Record?.ClientId is not null && plan.Drift.IsEmpty));
        if (plan.Dataverse is { Connector: { } row, HasUnmanagedLayer: true } && !isOurs)
        {
            plan.Diagnostics.Add(new Diagnostic(
                RetirementDiagnostics.UnmanagedLayer,
                $"Connector '{row.Name}' in {plan.Desired.Target.DataverseUrl} is managed, and unmanaged changes lie over it: what a "
                    + "new version of the solution brings does not show where they differ. Remove them there (Solutions > the "
                    + "connector > See solution layers > Remove unmanaged customizations) once their content is in the project; the "
                    + "sign-in settings and the secret may be among them."));
        }
    }
}
