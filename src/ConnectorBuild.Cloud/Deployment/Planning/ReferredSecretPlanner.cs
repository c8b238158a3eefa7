using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>A secret that the connector takes from Key Vault: the app must have one, and only people can put it into the vault.</summary>
internal static class ReferredSecretPlanner
{
    /// <summary>Says what is left to do where the app has no secret that could be in the vault.</summary>
    public static void Plan(PlanBuilder plan)
    {
        if (plan.Desired.Application is not { Secret.Kind: SecretSourceKind.Reference } wanted
            || plan.Application?.Passwords.Any(p => p.End > plan.Now) == true)
        {
            return;
        }

        var id = plan.Application?.AppId ?? "<client id>";
        var path = Path(plan);
        var (vault, name) = (path is null ? "<vault>" : Segment(path, "vaults"), path is null ? "<name>" : Segment(path, "secrets"));
        var app = $"app registration '{plan.Application?.DisplayName ?? wanted.DisplayName}' ({(plan.Application is null ? "which is made" : id)})";
        var command = $"az keyvault secret set --vault-name {vault} --name {name} --value \"$(az ad app credential reset --id {id} "
            + $"--append --query password --output tsv)\"";
        plan.Needs.Add($"client secret: {app} has none. Make one and put it into the vault: {command}");
        plan.Diagnostics.Add(new Diagnostic(
            EntraDiagnostics.ReferredSecretMissing,
            $"The connector takes its client secret from Key Vault, and {app} has no client secret that is valid, so nobody can sign "
                + $"in (AADSTS7000215). No secret is made for it here. Make one and put it into the vault: {command}"));
    }

    // As the deployment gives it, as the environment has it, or as the project says.
    private static string? Path(PlanBuilder plan)
    {
        var variables = plan.Desired.Route.Variables;
        return VariableReference.NamesIn(plan.Desired.Row)
            .Select(n => variables.Values.GetValueOrDefault(n) ?? plan.Dataverse.Variables.GetValueOrDefault(n)?.Effective ?? variables.Default(n))
            .FirstOrDefault(v => v?.Contains("/providers/Microsoft.KeyVault/vaults/", StringComparison.OrdinalIgnoreCase) == true);
    }

    private static string Segment(string path, string after)
    {
        var parts = path.Split('/');
        var index = Array.FindIndex(parts, p => p.Equals(after, StringComparison.OrdinalIgnoreCase));
        return index >= 0 && index + 1 < parts.Length ? parts[index + 1] : $"<{after[..^1]}>";
    }
}
