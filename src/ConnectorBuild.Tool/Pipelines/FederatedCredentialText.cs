namespace ConnectorBuild.Tool.Pipelines;

/// <summary>The commands that let a pipeline sign in without a secret.</summary>
internal static class FederatedCredentialText
{
    /// <summary>What a person runs once, for GitHub.</summary>
    public static IEnumerable<string> GitHub(PipelineFacts facts)
    {
        yield return "To let the workflow sign in without a secret, run once (OWNER, REPOSITORY and CLIENT_ID are yours; "
            + "docs/signing-in.md has the rights):";
        yield return "  gh api repos/OWNER/REPOSITORY/actions/oidc/customization/sub --jq .sub_claim_prefix";
        yield return "and put what that says in the place of PREFIX (without an answer, repo:OWNER/REPOSITORY):";
        foreach (var environment in facts.Environments)
        {
            yield return Command($"github-{environment.Name}", $"PREFIX:environment:{environment.Name}");
        }

        yield return Command("github-pull-request", "PREFIX:pull_request");
        foreach (var environment in facts.Environments)
        {
            yield return $"  gh variable set AZURE_CLIENT_ID --env {environment.Name} --body CLIENT_ID";
        }

        yield return "  gh variable set AZURE_PLAN_CLIENT_ID --body CLIENT_ID";
    }

    /// <summary>What a person runs once, for Azure Pipelines.</summary>
    public static IEnumerable<string> AzureDevOps()
    {
        yield return "To let the pipeline sign in without a secret, make a service connection 'connector-deployment' (Azure Resource "
            + "Manager, app registration, workload identity federation):";
        yield return "  its page shows issuer and subject; for an app of your own, run once:";
        yield return "  az ad app federated-credential create --id CLIENT_ID --parameters '{ \"name\": \"azure-pipelines\", "
            + "\"issuer\": \"ISSUER\", \"subject\": \"SUBJECT\", \"audiences\": [\"api://AzureADTokenExchange\"] }'";
    }

    private static string Command(string name, string subject) =>
        $"  az ad app federated-credential create --id CLIENT_ID --parameters '{{ \"name\": \"{name}\", \"issuer\": "
            + $"\"https://token.actions.githubusercontent.com\", \"subject\": \"{subject}\", \"audiences\": "
            + $"[\"api://AzureADTokenExchange\"] }}'";
}
