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
            text.Append(Preview(facts)).Append(Package(facts));
        }

        PipelineEnvironment? previous = null;
        foreach (var environment in facts.Environments)
        {
            text.Append(Plan(facts, environment, previous)).Append(Deploy(facts, environment)).Append(GitHubFlows.Steps(facts, environment));
            text.Append('\n');
            previous = environment;
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static string Head(string toolVersion) => $$$"""
        # Made by 'dotnet connector pipeline github'. It is yours: change what you like.
        # A pull request is validated and gets the plan as a comment. A push to main is packaged once. Then, for one environment after the
        # other: a job plans, protection rules of the GitHub environment ask for approval, and the next job applies exactly that plan.
        # Restores need a nuget.config in the repository that names a feed with ConnectorBuild.Sdk and ConnectorBuild.Tool.
        name: connector
        on:
          pull_request:
          push:
            branches: [main]
          schedule:
            - cron: "17 4 * * 1" # plans a renewal of the client secrets that would expire; without one there is nothing to approve
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
    private static string Preview(PipelineFacts facts) => $$$"""
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
              # One comment for each environment, which the next push replaces.
              - if: ${{ !cancelled() && hashFiles('plan.md') != '' }}
                run: |
                  mark='<!-- connector plan ${{ matrix.environment }} -->'
                  printf '%s\n\n' "$mark" | cat - plan.md > comment.md
                  comments="repos/$GITHUB_REPOSITORY/issues/${{ github.event.number }}/comments"
                  id=$(gh api "$comments" --paginate --jq ".[] | select(.body | startswith(\"$mark\")) | .id" | head -n 1)
                  if [ -n "$id" ]; then
                    gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" --field body=@comment.md --silent
                  else
                    gh api "$comments" --field body=@comment.md --silent
                  fi
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

    // A job that waits for a skipped job is skipped, too, unless its condition says otherwise.
    private static string Plan(PipelineFacts facts, PipelineEnvironment environment, PipelineEnvironment? previous)
    {
        var after = previous is null
            ? "    needs: package"
            : $$$"""
                  needs: [plan-{{{previous.Name}}}, deploy-{{{previous.Name}}}]
                  if: ${{ !cancelled() && !failure() && (needs.deploy-{{{previous.Name}}}.result == 'success' || needs.plan-{{{previous.Name}}}.outputs.changes == 'false') }}
              """;
        return $$$"""
              plan-{{{environment.Name}}}:
            {{{after}}}
                runs-on: ubuntu-latest
                permissions:
                  contents: read
                  id-token: write
                outputs:
                  changes: ${{ steps.plan.outputs.changes }}
                env:
                  AZURE_CLIENT_ID: ${{ vars.AZURE_PLAN_CLIENT_ID }}
                steps:
            {{{Setup}}}
            {{{Download("package", "package")}}}
                  - id: plan
                    run: |
                      code=0
                      dotnet connector plan {{{facts.Project}}} --environment {{{environment.Name}}}{{{environment.PackageOption("package", facts.Solution)}}} --out {{{environment.PlanFile}}} --detailed-exitcode || code=$?
                      case "$code" in # 2: there is something to do
                        0) echo "changes=false" >> "$GITHUB_OUTPUT" ;;
                        2) echo "changes=true" >> "$GITHUB_OUTPUT" ;;
                        *) exit "$code" ;;
                      esac
                  - uses: actions/upload-artifact@v4
                    with:
                      name: plan-{{{environment.Name}}}
                      path: {{{environment.PlanFile}}}


            """;
    }

    private static string Deploy(PipelineFacts facts, PipelineEnvironment environment)
    {
        var changes = $"needs.plan-{environment.Name}.outputs.changes == 'true'";
        return $$$"""
              deploy-{{{environment.Name}}}:
                needs: plan-{{{environment.Name}}}
                if: ${{ !cancelled() && !failure() && {{{GitHubFlows.Condition(facts, environment, changes)}}} }}
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
            {{{Download("package", "package")}}}
            {{{Download("plan-" + environment.Name, ".")}}}
                  - run: dotnet connector deploy {{{facts.Project}}} --environment {{{environment.Name}}}{{{environment.PackageOption("package", facts.Solution)}}} --plan {{{environment.PlanFile}}} --report {{{environment.ReportFile}}}
                  # The step's summary shows the same; the file stays with the run.
                  - uses: actions/upload-artifact@v4
                    if: ${{ !cancelled() }}
                    with:
                      name: report-{{{environment.Name}}}
                      path: {{{environment.ReportFile}}}
                      if-no-files-found: ignore

            """;
    }

    private static string Download(string artifact, string folder) => $"""
              - uses: actions/download-artifact@v5
                with:
                  name: {artifact}
                  path: {folder}
        """;

    private const string Setup = """
              - uses: actions/checkout@v5
              - uses: actions/setup-dotnet@v5
                with:
                  dotnet-version: 10.0.x
              - run: dotnet tool install --global ConnectorBuild.Tool --version "$TOOL_VERSION"
        """;
}
