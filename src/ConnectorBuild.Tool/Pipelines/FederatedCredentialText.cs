namespace ConnectorBuild.Tool.Pipelines;

/// <summary>The commands that let a pipeline sign in without a secret.</summary>
internal static class FederatedCredentialText
{
    /// <summary>What a person runs once, for GitHub.</summary>
    public static IEnumerable<string> GitHub(PipelineFacts facts)
    {
        yield return "To let the workflow sign in without a secret, run once. CLIENT_ID is the app that deploys, PLAN_CLIENT_ID an app that only "
            + "reads, OWNER/REPOSITORY is yours (docs/pipelines.md has the rights of both):";
        yield return "  gh api repos/OWNER/REPOSITORY/actions/oidc/customization/sub --jq .sub_claim_prefix";
        yield return "and put what that says in the place of PREFIX (without an answer, repo:OWNER/REPOSITORY):";
        foreach (var environment in facts.Environments)
        {
            yield return Command("CLIENT_ID", $"github-{environment.Name}", $"PREFIX:environment:{environment.Name}", environment.Audience);
        }

        foreach (var audience in facts.Environments.Select(e => e.Audience).Distinct())
        {
            yield return Command("PLAN_CLIENT_ID", "github-pull-request", "PREFIX:pull_request", audience);
            yield return Command("PLAN_CLIENT_ID", "github-main", "PREFIX:ref:refs/heads/main", audience);
        }

        foreach (var environment in facts.Environments)
        {
            yield return $"  gh variable set AZURE_CLIENT_ID --env {environment.Name} --body CLIENT_ID";
        }

        yield return "  gh variable set AZURE_PLAN_CLIENT_ID --body PLAN_CLIENT_ID";
    }

    /// <summary>What a person runs once, for Azure Pipelines.</summary>
    public static IEnumerable<string> AzureDevOps()
    {
        yield return "To let the pipeline sign in without a secret, make two service connections (Azure Resource Manager, app registration, workload "
            + "identity federation): 'connector-deployment' for the app that deploys, 'connector-plan' for an app that only reads.";
        yield return "The page of each shows issuer and subject; for apps of your own, run once for each:";
        yield return "  az ad app federated-credential create --id CLIENT_ID --parameters '{ \"name\": \"azure-pipelines\", "
            + "\"issuer\": \"ISSUER\", \"subject\": \"SUBJECT\", \"audiences\": [\"api://AzureADTokenExchange\"] }'";
    }

    private static string Command(string app, string name, string subject, string audience) =>
        $"  az ad app federated-credential create --id {app} --parameters '{{ \"name\": \"{name}\", \"issuer\": "
            + $"\"https://token.actions.githubusercontent.com\", \"subject\": \"{subject}\", \"audiences\": [\"{audience}\"] }}'";
}
