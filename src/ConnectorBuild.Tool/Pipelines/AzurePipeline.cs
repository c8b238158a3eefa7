using System.Text;

namespace ConnectorBuild.Tool.Pipelines;

/// <summary>A pipeline of Azure Pipelines.</summary>
internal static class AzurePipeline
{
    private const string Packages = "$(Pipeline.Workspace)/package";

    /// <summary>The pipeline's text.</summary>
    /// <param name="facts">The project.</param>
    /// <param name="toolVersion">The version of ConnectorBuild.Tool that the jobs install.</param>
    public static string Write(PipelineFacts facts, string toolVersion)
    {
        var text = new StringBuilder(Head(toolVersion)).Append(Validate(facts));
        if (facts.Environments.Count > 0)
        {
            text.Append(Preview(facts)).Append(Package(facts));
        }

        PipelineEnvironment? previous = null;
        foreach (var environment in facts.Environments)
        {
            text.Append(Plan(facts, environment, previous)).Append(Deploy(facts, environment)).Append(AzureFlows.Steps(facts, environment));
            text.Append('\n');
            previous = environment;
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static string Head(string toolVersion) => $$"""
        # Made by 'dotnet connector pipeline azure-devops'. It is yours: change what you like.
        # A pull request is validated and planned. A push to main is packaged once. Then, for one environment after the other: a stage plans,
        # checks of the environment in Azure Pipelines ask for approval, and the next stage applies exactly that plan.
        # Restores need a nuget.config in the repository that names a feed with ConnectorBuild.Sdk and ConnectorBuild.Tool.
        # In Azure Repos a branch policy (build validation) starts the run of a pull request.
        trigger: [main]
        pr: [main]
        schedules:
          - cron: "17 4 * * 1"
            displayName: plan a renewal of client secrets that would expire; without one there is nothing to approve
            branches:
              include: [main]
            always: true

        variables:
          TOOL_VERSION: {{toolVersion}}
          # Azure Resource Manager, with workload identity federation; the first belongs to an app that only reads.
          PLAN_CONNECTION: connector-plan
          DEPLOY_CONNECTION: connector-deployment

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
                      - script: dotnet connector validate {{facts.Project}} --format sarif --output connector.sarif
                        condition: succeededOrFailed()
                        continueOnError: true
                      # The tab "Scans" of the extension SARIF SAST Scans Tab reads this artifact.
                      - publish: connector.sarif
                        artifact: CodeAnalysisLogs
                        condition: succeededOrFailed()
                        continueOnError: true

            """ + proof + "\n";
    }

    private static string Preview(PipelineFacts facts)
    {
        var jobs = string.Concat(facts.Environments.Select(e => $$"""
                  - job: plan_{{e.Identifier}}
                    steps:
            {{Setup}}
            {{SignedIn("PLAN_CONNECTION", $"dotnet connector plan {facts.Project} --environment {e.Name} --markdown plan.md")}}
            {{Comment(e.Name)}}

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

    // A stage after a skipped one is skipped, too, unless its condition says otherwise.
    private static string Plan(PipelineFacts facts, PipelineEnvironment environment, PipelineEnvironment? previous)
    {
        var after = previous is null
            ? "    dependsOn: package"
            : $$"""
                  dependsOn: [plan_{{previous.Identifier}}, deploy_{{previous.Identifier}}]
                  condition: and(not(canceled()), succeeded('plan_{{previous.Identifier}}'), or(succeeded('deploy_{{previous.Identifier}}'), eq({{Changes(previous)}}, 'false')))
              """;
        var command = $"code=0\ndotnet connector plan {facts.Project} --environment {environment.Name}{environment.PackageOption(Packages, facts.Solution)} "
            + $"--out {environment.PlanFile} --detailed-exitcode || code=$?";
        const string Result = """
            case "$code" in # 2: there is something to do
              0) echo "##vso[task.setvariable variable=changes;isOutput=true]false" ;;
              2) echo "##vso[task.setvariable variable=changes;isOutput=true]true" ;;
              *) exit "$code" ;;
            esac
            """;
        return $$"""
              - stage: plan_{{environment.Identifier}}
            {{after}}
                jobs:
                  - job: plan
                    steps:
            {{Setup}}
                      - download: current
                        artifact: package
            {{SignedIn("PLAN_CONNECTION", command + "\n" + Result, name: "plan")}}
                      - publish: {{environment.PlanFile}}
                        artifact: plan_{{environment.Identifier}}


            """;
    }

    private static string Deploy(PipelineFacts facts, PipelineEnvironment environment)
    {
        var plan = $"$(Pipeline.Workspace)/plan_{environment.Identifier}/{environment.PlanFile}";
        var command = $"dotnet connector deploy {facts.Project} --environment {environment.Name}{environment.PackageOption(Packages, facts.Solution)} "
            + $"--plan {plan} --report {environment.ReportFile}";
        var changes = $"eq({Changes(environment)}, 'true')";
        return $$"""
              - stage: deploy_{{environment.Identifier}}
                dependsOn: plan_{{environment.Identifier}}
                condition: and(not(canceled()), succeeded('plan_{{environment.Identifier}}'), {{AzureFlows.Condition(facts, changes)}})
                jobs:
                  - deployment: deploy
                    environment: {{environment.Name}} # its checks ask for approval
                    strategy:
                      runOnce:
                        deploy:
                          steps:
            {{Indent(Setup)}}
                            - download: current
                              artifact: package
                            - download: current
                              artifact: plan_{{environment.Identifier}}
            {{Indent(SignedIn("DEPLOY_CONNECTION", command))}}
                            # A tab of the run shows the same; the file stays with the run.
                            - publish: {{environment.ReportFile}}
                              artifact: report_{{environment.Identifier}}_$(System.JobAttempt)
                              condition: succeededOrFailed()
                              continueOnError: true

            """;
    }

    private static string Changes(PipelineEnvironment environment) => $"dependencies.plan_{environment.Identifier}.outputs['plan.plan.changes']";

    /// <summary>A step that runs commands with the identity of a service connection.</summary>
    private static string SignedIn(string connection, string commands, string? name = null) => $$"""
                  - task: AzureCLI@2
        {{(name is null ? "" : $"            name: {name}\n")}}            inputs:
                      azureSubscription: $({{connection}})
                      scriptType: bash
                      scriptLocation: inlineScript
                      inlineScript: |
                        {{commands.Replace("\n", "\n                ", StringComparison.Ordinal)}}
                    env:
                      SYSTEM_ACCESSTOKEN: $(System.AccessToken)
        """;

    private static string Comment(string environment) => $$"""
                  # In Azure Repos also as a comment; the build service needs the right "Contribute to pull requests".
                  - bash: |
                      [ -f plan.md ] || exit 0
                      jq --null-input --rawfile plan plan.md '{ comments: [ { content: $plan } ], status: "closed" }' |
                        curl --silent --show-error --fail --output /dev/null --data @- --header "Content-Type: application/json" \
                          --header "Authorization: Bearer $SYSTEM_ACCESSTOKEN" \
                          "$(System.CollectionUri)$(System.TeamProjectId)/_apis/git/repositories/$(Build.Repository.ID)/pullRequests/$(System.PullRequest.PullRequestId)/threads?api-version=7.1"
                    displayName: comment on the plan for {{environment}}
                    condition: and(succeededOrFailed(), eq(variables['Build.Repository.Provider'], 'TfsGit'))
                    continueOnError: true
                    env:
                      SYSTEM_ACCESSTOKEN: $(System.AccessToken)
        """;

    private static string Indent(string lines) => string.Join('\n', lines.Split('\n').Select(l => "      " + l));

    private const string Setup = """
                  - checkout: self
                  - task: UseDotNet@2
                    inputs:
                      version: 10.0.x
                  - script: dotnet tool install --global ConnectorBuild.Tool --version $(TOOL_VERSION)
        """;
}
