using System.Text;

namespace ConnectorBuild.Tool.Pipelines;

/// <summary>
/// The solution with the flows and apps that use the connector, in a workflow of GitHub Actions: imported after the connector, so that its
/// connection references find the connector.
/// </summary>
internal static class GitHubFlows
{
    /// <summary>When the job of an environment runs: with flows also without a change of the connector, but not by schedule.</summary>
    /// <param name="facts">The project.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="changes">The condition that the plan has changes.</param>
    public static string Condition(PipelineFacts facts, PipelineEnvironment environment, string changes) => facts.Flows is null
        ? changes
        : $"({changes} || (needs.plan-{environment.Name}.result == 'success' && github.event_name != 'schedule'))";

    /// <summary>The steps after the deployment of the connector.</summary>
    public static string Steps(PipelineFacts facts, PipelineEnvironment environment)
    {
        if (facts.Flows is null)
        {
            return "";
        }

        var file = facts.AreFlowsUnpacked ? "flows.zip" : facts.Flows;
        var text = new StringBuilder($"""
                  # The flows come after the connector: the settings file names this environment's connector.
                  - run: dotnet tool install --global Microsoft.PowerApps.CLI.Tool
                  - run: pac auth create --githubFederated --applicationId "$AZURE_CLIENT_ID" --tenant {environment.TenantId} --environment {environment.Url}

            """);
        if (facts.AreFlowsUnpacked)
        {
            var kind = environment.IsManaged ? "Managed" : "Unmanaged";
            text.Append($"      - run: pac solution pack --folder {facts.Flows} --zipfile {file} --packagetype {kind}\n");
        }

        var settings = environment.Settings is null ? "" : $" --settings-file {environment.Settings}";
        return text.Append($"      - run: pac solution import --path {file}{settings}\n").ToString();
    }
}
