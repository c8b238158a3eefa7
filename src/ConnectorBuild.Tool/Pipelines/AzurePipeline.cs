using System.Text;

namespace ConnectorBuild.Tool.Pipelines;

/// <summary>A pipeline of Azure Pipelines.</summary>
internal static class AzurePipeline
{
    /// <summary>The pipeline's text.</summary>
    /// <param name="facts">The project.</param>
    /// <param name="toolVersion">The version of ConnectorBuild.Tool that the jobs install.</param>
    public static string Write(PipelineFacts facts, string toolVersion)
    {
        var text = new StringBuilder(Head(toolVersion)).Append(Validate(facts));
        if (facts.Environments.Count > 0)
        {
            text.Append(Plan(facts)).Append(Package(facts));
        }

        foreach (var (environment, previous) in facts.Environments.Zip(facts.Environments.Select(e => Stage(e)).Prepend("package")))
        {
            text.Append(Deploy(facts, environment, previous));
        }

        return text.Append(facts.Environments.Count > 0 ? Flows(facts.Environments[^1]) : "").ToString();
    }

    // A stage's name takes letters, digits and underscores.
    private static string Stage(PipelineEnvironment environment) => "deploy_" + environment.Name.Replace('-', '_');

    private static string Head(string toolVersion) => $$"""
        # Made by 'dotnet connector pipeline azure-devops'. It is yours: change what you like.
        # A pull request is validated and planned. A push to main is packaged once, and that package goes to one environment after the other.
        # Approvals are checks of the environments in Azure Pipelines. In Azure Repos a branch policy starts the run of a pull request.
        trigger: [main]
        pr: [main]
        schedules:
          - cron: "17 4 * * 1"
            displayName: renew client secrets that would expire; an unchanged deployment changes nothing else
            branches:
              include: [main]
            always: true

        variables:
          TOOL_VERSION: {{toolVersion}}
          SERVICE_CONNECTION: connector-deployment # Azure Resource Manager, with workload identity federation

        pool:
          vmImage: ubuntu-latest

        stages:

        """;

    private static string Validate(PipelineFacts facts)
    {
        var proof = facts.HasLocal
            ? $"""
                        # A deployment to the local cloud on the build machine: the sign-in is proved without a tenant.
                        - script: dotnet connector deploy {facts.Project} --environment local

              """
            : "";
        return $$"""
              - stage: validate
                jobs:
                  - job: validate
                    steps:
            {{Setup}}
                      - script: dotnet connector validate {{facts.Project}} --format azure

            """ + proof + "\n";
    }

    private static string Plan(PipelineFacts facts)
    {
        var jobs = string.Concat(facts.Environments.Select(e => $$"""
                  - job: plan_{{e.Name.Replace('-', '_')}}
                    steps:
            {{Setup}}
                      - task: AzureCLI@2
                        inputs:
                          azureSubscription: $(SERVICE_CONNECTION)
                          scriptType: bash
                          scriptLocation: inlineScript
                          inlineScript: |
                            dotnet connector plan {{facts.Project}} --environment {{e.Name}} --markdown plan.md
                            status=$?
                            echo "##vso[task.uploadsummary]$PWD/plan.md"
                            exit $status
                        env:
                          SYSTEM_ACCESSTOKEN: $(System.AccessToken)

            """));
        return $$"""
              - stage: plan
                dependsOn: validate
                condition: and(succeeded(), eq(variables['Build.Reason'], 'PullRequest'))
                jobs:

            """ + jobs + "\n";
    }

    private static string Package(PipelineFacts facts) => $$"""
          - stage: package
            dependsOn: validate
            condition: and(succeeded(), ne(variables['Build.Reason'], 'PullRequest'))
            jobs:
              - job: package
                steps:
        {{Setup}}
                  - script: dotnet connector package {{facts.Project}} --output package
                  - publish: package
                    artifact: package


        """;

    private static string Deploy(PipelineFacts facts, PipelineEnvironment environment, string previous) => $$"""
          - stage: {{Stage(environment)}}
            dependsOn: {{previous}}
            jobs:
              - deployment: deploy
                environment: {{environment.Name}} # its checks ask for approval
                strategy:
                  runOnce:
                    deploy:
                      steps:
                        - checkout: self
        {{Indent(Setup.Split('\n').Skip(1))}}
                        - download: current
                          artifact: package
                        - task: AzureCLI@2
                          inputs:
                            azureSubscription: $(SERVICE_CONNECTION)
                            scriptType: bash
                            scriptLocation: inlineScript
                            inlineScript: |
                              dotnet connector deploy {{facts.Project}} --environment {{environment.Name}}{{environment.PackageOption("$(Pipeline.Workspace)/package", facts.Solution)}} --report report.md
                              status=$?
                              echo "##vso[task.uploadsummary]$PWD/report.md"
                              exit $status
                          env:
                            SYSTEM_ACCESSTOKEN: $(System.AccessToken)


        """;

    private static string Flows(PipelineEnvironment last) => $$"""
          # The solution with the flows and apps that use the connector comes after: its connection references find the connector then.
          # - stage: flows
          #   dependsOn: {{Stage(last)}}
          #   jobs:
          #     - job: flows
          #       steps:
          #         - task: PowerPlatformImportSolution@2

        """;

    private static string Indent(IEnumerable<string> lines) => string.Join('\n', lines.Select(l => "      " + l));

    private const string Setup = """
                  - checkout: self
                  - task: UseDotNet@2
                    inputs:
                      version: 10.0.x
                  - script: dotnet tool install --global ConnectorBuild.Tool --version $(TOOL_VERSION)
        """;
}
