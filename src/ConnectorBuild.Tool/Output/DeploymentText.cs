using System.Diagnostics;
using System.Globalization;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Tool.Output;

/// <summary>What a deployment says to a person, line by line; console and report show the same.</summary>
internal static class DeploymentText
{
    // A plan is read by people.
    private const int MaxDrift = 40;
    private const int MaxDependents = 10;

    /// <summary>The sign of a change: <c>+</c> made or added, <c>~</c> changed, <c>-</c> removed.</summary>
    public static string Sign(ChangeKind kind) => kind switch
    {
        ChangeKind.Create or ChangeKind.Add => "+",
        ChangeKind.Update or ChangeKind.Promote => "~",
        ChangeKind.Remove => "-",
        _ => throw new UnreachableException($"No sign for {kind}."),
    };

    /// <summary>A step in one line.</summary>
    public static string Step(DeploymentStep step) =>
        $"{Sign(step.Kind)} {step.Kind.ToString().ToLowerInvariant(),-6} {step.Thing}: {step.Summary}";

    /// <summary>What was found, a line each.</summary>
    public static IEnumerable<string> Found(DesiredState desired, ObservedState observed)
    {
        if (desired.Application is { } application)
        {
            yield return observed.Entra?.Application is { } app
                ? $"app registration   '{app.DisplayName}', client id {app.AppId}, {Plural(app.Passwords.Length, "secret")}, "
                    + $"{Plural(app.RedirectUris.Length, "reply URL")}"
                : $"app registration   none named {application.UniqueName}";
            foreach (var resource in observed.Entra?.Resources ?? [])
            {
                yield return resource.AppId is null
                    ? $"resource           {resource.Asked}: not in the tenant"
                    : $"resource           {resource.Asked}: {resource.DisplayName}";
            }
        }

        var dataverse = observed.Dataverse;
        yield return dataverse.Solution is { } solution
            ? $"solution           '{solution.UniqueName}' {solution.Version}, publisher prefix '{solution.PublisherPrefix}'"
            : $"solution           none named '{desired.Solution.UniqueName}'";
        yield return dataverse.Connector is { } connector
            ? $"connector          '{connector.Name}' ({connector.InternalId})"
            : $"connector          none named '{desired.Row.Identity.Name}'";
        if (observed.Dependents is { } dependents)
        {
            yield return $"used by            {UsedBy(dependents)}";
        }
    }

    /// <summary>What needs the connector, in one line.</summary>
    public static string UsedBy(ConnectorDependents dependents)
    {
        var shown = string.Join(", ", dependents.Found.Take(MaxDependents));
        var more = dependents.Found.Count > MaxDependents ? $" and {dependents.Found.Count - MaxDependents} more" : "";
        return (dependents.Found.Count == 0 ? "nothing that Dataverse tells of" : shown + more)
            + (dependents.IsWhole ? "" : "; some of it cannot be read with these rights");
    }

    /// <summary>That there is nothing to do, and why.</summary>
    public static string NothingToDo(DeploymentPlan plan) => plan.Diagnostics.Any(d => d.Descriptor == SolutionDiagnostics.LowerVersion)
        ? "Nothing to do: the environment has a newer version and is left as it is."
        : "Nothing to do: everything is as the project says.";

    /// <summary>The plan, a line each.</summary>
    public static IEnumerable<string> Plan(DeploymentPlan plan)
    {
        if (plan.IsBlocked)
        {
            yield return "The plan is blocked by the error below, and nothing will be changed.";
        }
        else if (plan.IsEmpty)
        {
            yield return plan.Needs.Length > 0
                ? $"Nothing to do here: what is left is for {Party(plan)}."
                : NothingToDo(plan);
        }
        else
        {
            yield return $"Plan: {Plural(plan.Steps.Length, "change")}";
            foreach (var step in plan.Steps)
            {
                yield return "  " + Step(step);
                foreach (var detail in step.Lines)
                {
                    yield return "             " + detail;
                }
            }
        }

        foreach (var unchanged in plan.Unchanged)
        {
            yield return "  = keep   " + unchanged;
        }

        if (plan.Drift.Length > 0)
        {
            yield return "Drift: somebody changed the connector since the last deployment. In the environment, unlike in the project:";
            foreach (var edit in plan.Drift.Take(MaxDrift))
            {
                yield return $"  ~ drift  {edit}";
            }

            if (plan.Drift.Length > MaxDrift)
            {
                yield return $"  ~ drift  and {plan.Drift.Length - MaxDrift} more (--json has them all)";
            }
        }

        if (plan.Needs.Length > 0)
        {
            yield return $"For {Party(plan)}:";
            foreach (var need in plan.Needs)
            {
                yield return "  * " + need;
            }
        }
    }

    /// <summary>Whom the needs of a plan are for.</summary>
    public static string Party(DeploymentPlan plan) =>
        plan.Diagnostics.Any(d => d.Descriptor == EntraDiagnostics.OnBehalfOfWaits) ? "an administrator" : "the app's owner";

    /// <summary>Where a person finds what was deployed.</summary>
    public static IEnumerable<ResultLine> Result(DesiredState desired, ObservedState observed, DateTimeOffset now)
    {
        var target = desired.Target;
        if (observed.Entra?.Application is { } app)
        {
            // The portal knows nothing of a cloud of one's own.
            yield return new("app", AppPage(target, app.AppId)?.ToString() ?? $"{app.DisplayName} in {target.AuthorityHost}");
            yield return new("client id", app.AppId);
        }

        if (observed.Dataverse.Connector is { } connector)
        {
            yield return new("connector", $"{connector.InternalId} (row {connector.Id}) in {target.DataverseUrl}");
            foreach (var url in ConnectorSignIn.RedirectUrls(connector[ConnectorColumns.ConnectionParameters], connector[ConnectorColumns.ConnectionParameterSets]))
            {
                yield return new("redirect URL", url);
            }
        }

        if (Expiry(observed) is { } expires)
        {
            yield return new("client secret", string.Create(
                CultureInfo.InvariantCulture, $"expires on {expires:yyyy-MM-dd}, in {Plural((int)Math.Ceiling((expires - now).TotalDays), "day")}"));
        }
    }

    /// <summary>The app's page in the portal; null in a cloud that the portal does not know.</summary>
    public static Uri? AppPage(DeploymentTarget target, string appId) => target.IsKnownAuthority
        ? new Uri(target.PortalUrl, $"#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Overview/appId/{appId}")
        : null;

    /// <summary>What separates the environment from the project, in a few words.</summary>
    public static string Pending(DeploymentPlan plan)
    {
        var changes = plan.IsEmpty ? "" : $"{Plural(plan.Steps.Length, "change")} pending";
        return (plan.IsBlocked, plan.Drift.Length > 0) switch
        {
            (true, _) => $"{(plan.Drift.Length > 0 ? "drift, " : "")}{(plan.IsEmpty ? "" : changes + ", ")}blocked by "
                + $"{string.Join(", ", plan.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Id).Distinct())}",
            (false, true) => $"drift, {changes}",
            _ => plan.IsEmpty ? "as the project says" : changes,
        };
    }

    /// <summary>When the secret that the connector holds expires; null when that is not known.</summary>
    public static DateTimeOffset? Expiry(ObservedState observed) =>
        observed.Dataverse.Record.Record is { SecretKeyId: { } keyId }
            ? observed.Entra?.Application?.Passwords.FirstOrDefault(p => p.KeyId == keyId)?.End
            : null;

    /// <summary>A duration as people read it.</summary>
    public static string Seconds(TimeSpan elapsed) => string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds:0.0} s");

    /// <summary>A count with its noun.</summary>
    public static string Plural(int n, string what) => n == 1 ? $"1 {what}" : string.Create(CultureInfo.InvariantCulture, $"{n} {what}s");
}
