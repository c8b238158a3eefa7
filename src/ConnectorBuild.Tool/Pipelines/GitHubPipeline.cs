using System.Text;

namespace ConnectorBuild.Tool.Pipelines;

/// <summary>A workflow of GitHub Actions.</summary>
internal static class GitHubPipeline
{
    /// <summary>The workflow's text.</summary>
    /// <param name="facts">The project.</param>
    /// <param name="toolVersion">The version of ConnectorBuild.Tool that the jobs install.</param>
    public static string Write(PipelineFacts facts, string toolVersion)
    {
        var text = new StringBuilder(Head(toolVersion)).Append(Validate(facts));
        if (facts.Environments.Count > 0)
        {
            text.Append(Plan(facts)).Append(Package(facts));
        }

        foreach (var (environment, previous) in facts.Environments.Zip(facts.Environments.Select(e => "deploy-" + e.Name).Prepend("package")))
        {
            text.Append(Deploy(facts, environment, previous));
        }

        return text.Append(facts.Environments.Count > 0 ? Flows(facts.Environments[^1]) : "").ToString();
    }

    private static string Head(string toolVersion) => $$$"""
        # Made by 'dotnet connector pipeline github'. It is yours: change what you like.
        # A pull request is validated and gets the plan as a comment. A push to main is packaged once, and that package goes to one environment
        # after the other. Approvals are protection rules of the GitHub environments.
        name: connector
        on:
          pull_request:
          push:
            branches: [main]
          schedule:
            - cron: "17 4 * * 1" # an unchanged deployment renews the client secrets that would expire, and changes nothing else
          workflow_dispatch:

        permissions:
          contents: read

        env:
          DOTNET_NOLOGO: "true"
          TOOL_VERSION: {{{toolVersion}}}

        jobs:

        """;

    private static string Validate(PipelineFacts facts)
    {
        var proof = facts.HasLocal
            ? $"""
                    # A deployment to the local cloud on the build machine: the sign-in is proved without a tenant.
                    - run: dotnet connector deploy {facts.Project} --environment local

              """
            : "";
        return $$$"""
              validate:
                runs-on: ubuntu-latest
                permissions:
                  contents: read
                  security-events: write # for the SARIF file
                steps:
            {{{Setup}}}
                  - run: dotnet connector validate {{{facts.Project}}} --format github
                  - run: dotnet connector validate {{{facts.Project}}} --format sarif --output connector.sarif
                    if: ${{ !cancelled() }}
                    continue-on-error: true
                  - uses: github/codeql-action/upload-sarif@v4
                    if: ${{ !cancelled() }}
                    continue-on-error: true # without code scanning, the annotations above are all there is
                    with:
                      sarif_file: connector.sarif

            """ + proof + "\n";
    }

    // Forks get no token, so that there is no plan for their pull requests.
    private static string Plan(PipelineFacts facts) => $$$"""
          plan:
            if: ${{ github.event_name == 'pull_request' && github.event.pull_request.head.repo.full_name == github.repository }}
            needs: validate
            runs-on: ubuntu-latest
            strategy:
              fail-fast: false
              matrix:
                environment: [{{{string.Join(", ", facts.Environments.Select(e => e.Name))}}}]
            permissions:
              contents: read
              id-token: write # the sign-in without a secret
              pull-requests: write # the comment
            env:
              AZURE_CLIENT_ID: ${{ vars.AZURE_PLAN_CLIENT_ID }} # an app that only reads is enough for a plan
            steps:
        {{{Setup}}}
              - run: dotnet connector plan {{{facts.Project}}} --environment ${{ matrix.environment }} --markdown plan.md
              - run: cat plan.md >> "$GITHUB_STEP_SUMMARY"
                if: ${{ !cancelled() && hashFiles('plan.md') != '' }}
              - run: gh pr comment ${{ github.event.number }} --body-file plan.md
                if: ${{ !cancelled() && hashFiles('plan.md') != '' }}
                env:
                  GH_TOKEN: ${{ github.token }}


        """;

    private static string Package(PipelineFacts facts) => $$$"""
          package:
            if: ${{ github.event_name != 'pull_request' }}
            needs: validate
            runs-on: ubuntu-latest
            steps:
        {{{Setup}}}
              - run: dotnet connector package {{{facts.Project}}} --output package
              - uses: actions/upload-artifact@v4
                with:
                  name: package
                  path: package


        """;

    private static string Deploy(PipelineFacts facts, PipelineEnvironment environment, string previous) => $$$"""
          deploy-{{{environment.Name}}}:
            needs: {{{previous}}}
            runs-on: ubuntu-latest
            environment: {{{environment.Name}}} # its protection rules ask for approval; the federated credential's subject names it
            concurrency: deploy-{{{environment.Name}}}
            permissions:
              contents: read
              id-token: write
            env:
              AZURE_CLIENT_ID: ${{ vars.AZURE_CLIENT_ID }}
            steps:
        {{{Setup}}}
              - uses: actions/download-artifact@v5
                with:
                  name: package
                  path: package
              - run: dotnet connector deploy {{{facts.Project}}} --environment {{{environment.Name}}}{{{environment.PackageOption("package", facts.Solution)}}} --report report.md
              - run: cat report.md >> "$GITHUB_STEP_SUMMARY"
                if: ${{ !cancelled() && hashFiles('report.md') != '' }}


        """;

    private static string Flows(PipelineEnvironment last) => $$$"""
          # The solution with the flows and apps that use the connector comes after: its connection references find the connector then.
          # flows:
          #   needs: deploy-{{{last.Name}}}
          #   runs-on: ubuntu-latest
          #   steps:
          #     - uses: microsoft/powerplatform-actions/import-solution@v1

        """;

    private const string Setup = """
              - uses: actions/checkout@v5
              - uses: actions/setup-dotnet@v5
                with:
                  dotnet-version: 10.0.x
              - run: dotnet tool install --global ConnectorBuild.Tool --version "$TOOL_VERSION"
        """;
}
