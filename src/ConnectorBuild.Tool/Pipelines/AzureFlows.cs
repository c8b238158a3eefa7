using System.Text;

namespace ConnectorBuild.Tool.Pipelines;

/// <summary>
/// The solution with the flows and apps that use the connector, in Azure Pipelines: imported after the connector by Power Platform Build
/// Tools, so that its connection references find the connector.
/// </summary>
internal static class AzureFlows
{
    /// <summary>When the stage of an environment runs: with flows also without a change of the connector, but not by schedule.</summary>
    /// <param name="facts">The project.</param>
    /// <param name="changes">The condition that the plan has changes.</param>
    public static string Condition(PipelineFacts facts, string changes) =>
        facts.Flows is null ? changes : $"or({changes}, ne(variables['Build.Reason'], 'Schedule'))";

    /// <summary>The steps after the deployment of the connector.</summary>
    public static string Steps(PipelineFacts facts, PipelineEnvironment environment)
    {
        if (facts.Flows is null)
        {
            return "";
        }

        var file = facts.AreFlowsUnpacked ? "flows.zip" : facts.Flows;
        var text = new StringBuilder("""
                            # The flows come after the connector: the settings file names this environment's connector.
                            - task: PowerPlatformToolInstaller@2

            """);
        if (facts.AreFlowsUnpacked)
        {
            text.Append($"""
                                - task: PowerPlatformPackSolution@2
                                  inputs:
                                    SolutionSourceFolder: {facts.Flows}
                                    SolutionOutputFile: {file}
                                    SolutionType: {(environment.IsManaged ? "Managed" : "Unmanaged")}

                """);
        }

        text.Append($"""
                            - task: PowerPlatformImportSolution@2
                              inputs:
                                authenticationType: PowerPlatformSPN
                                PowerPlatformSPN: {environment.Name} # a service connection of the kind Power Platform
                                SolutionInputFile: {file}

            """);
        return environment.Settings is null
            ? text.ToString()
            : text.Append($"""
                                    UseDeploymentSettingsFile: true
                                    DeploymentSettingsFile: {environment.Settings}

                """).ToString();
    }
}
