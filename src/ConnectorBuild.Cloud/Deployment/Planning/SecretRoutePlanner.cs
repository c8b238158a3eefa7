using System.Collections.Immutable;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>How the client secret gets into a connector that an import brings: known before the import, or the import is not begun.</summary>
internal static class SecretRoutePlanner
{
    /// <summary>Refuses an import after which the connector could not sign anybody in.</summary>
    public static void Check(PlanBuilder plan, ImportRoute route, bool isRenewing)
    {
        NotGiven(plan, route);
        if (plan.Desired.Application is not { } application)
        {
            return;
        }

        if (application.Secret.Kind == SecretSourceKind.Reference)
        {
            Reference(plan, route);
        }
        else if (isRenewing && route.Package.IsManaged)
        {
            PutBack(plan);
        }
    }

    /// <summary>What the plan says of it.</summary>
    public static ImmutableArray<string> Explain(PlanBuilder plan, ImportRoute route, bool isRenewing, bool isCleared)
    {
        var isManaged = route.Package.IsManaged;
        var why = isCleared ? "an import clears the secret; it is put back" : "nothing is imported; the secret is put";
        return isRenewing
            ? [isManaged
                ? $"{why} as an unmanaged layer over the managed connector that holds the sign-in settings only"
                : $"{why}{(isCleared ? "" : " into the sign-in settings")}, and no other field is touched"]
            : plan.Desired.Application?.Secret.Kind != SecretSourceKind.Reference
            ? ["there is no secret; sign-in settings that the import drops are put back"]
            : ["the secret is a reference to an environment variable that the package brings; one that the import drops (PowerPlatformConnectors issue 4010) is put back"];
    }

    private static void Reference(PlanBuilder plan, ImportRoute route)
    {
        var package = route.Package;
        foreach (var name in package.SecretVariables.Where(name =>
            string.IsNullOrEmpty(route.Variables.Values.GetValueOrDefault(name) ?? plan.Dataverse.Variables.GetValueOrDefault(name)?.Effective)
            && package.Manifest.EnvironmentVariables.Any(v => v.SchemaName == name && string.IsNullOrEmpty(v.DefaultValue))))
        {
            plan.Diagnostics.Add(new Diagnostic(
                SolutionDiagnostics.SecretVariableEmpty,
                $"The connector takes its client secret from environment variable '{name}', which has no value in "
                    + $"{plan.Desired.Target.DataverseUrl}, so nobody could sign in. Nothing was changed. Give it the secret's path in "
                    + "Key Vault (/subscriptions/.../vaults/.../secrets/...) in the deployment settings file that "
                    + "ConnectorDeploymentSettings names."));
        }
    }

    private static void PutBack(PlanBuilder plan)
    {
        var url = plan.Desired.Target.DataverseUrl;
        const string instead = "Let the package refer to the secret instead: clientSecret "
            + "\"@environmentVariables(\\\"prefix_Name\\\")\" in apiProperties.json, with the secret's path in Key Vault as the "
            + "variable's value in the deployment settings";
        if (plan.Dataverse.BlocksUnmanagedChanges == true)
        {
            plan.Diagnostics.Add(new Diagnostic(
                SolutionDiagnostics.NoWayForSecret,
                $"{url} blocks unmanaged customizations. An import takes the client secret away, and putting it back into a managed "
                    + $"connector is such a customization, so nobody could sign in afterwards. Nothing was changed. {instead}."));
        }
        else if (plan.Dataverse.BlocksUnmanagedChanges is null)
        {
            plan.Diagnostics.Add(new Diagnostic(
                SolutionDiagnostics.PutBackUnknown,
                $"It is not known whether {url} allows the unmanaged layer that holds the client secret: the identity cannot read the "
                    + "organization's settings. If it does not, the deployment stops after the import, and nobody can sign in. "
                    + $"{instead}."));
        }
    }

    private static void NotGiven(PlanBuilder plan, ImportRoute route)
    {
        var package = route.Package;
        var names = package.Manifest.EnvironmentVariables
            .Where(v => v.Type != EnvironmentVariableType.Secret
                && !package.DeploymentVariables.Contains(v.SchemaName)
                && !route.Variables.Values.ContainsKey(v.SchemaName)
                && plan.Dataverse.Variables.GetValueOrDefault(v.SchemaName)?.Value is null)
            .Select(v => v.DefaultValue is { } value ? $"'{v.SchemaName}' (default '{value}')" : $"'{v.SchemaName}' (no default)")
            .ToList();
        if (names.Count > 0)
        {
            plan.Diagnostics.Add(new Diagnostic(
                SolutionDiagnostics.ValueNotGiven,
                $"Nothing gives environment '{plan.Desired.Target.Name}' a value of {string.Join(", ", names)}, so the default holds. "
                    + "Name a deployment settings file with --settings or ConnectorDeploymentSettings if that is not meant."));
        }
    }
}
