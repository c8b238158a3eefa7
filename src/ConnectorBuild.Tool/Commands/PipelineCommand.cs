using System.CommandLine;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;
using ConnectorBuild.Tool.Output;
using ConnectorBuild.Tool.Pipelines;
using ConnectorBuild.Tool.Projects;

namespace ConnectorBuild.Tool.Commands;

/// <summary><c>dotnet connector pipeline</c>: a complete pipeline for the project.</summary>
internal sealed class PipelineCommand : Command
{
    private const string GitHub = "github";
    private const string AzureDevOps = "azure-devops";

    public PipelineCommand(ToolContext context)
        : base("pipeline", "Writes a pipeline for the project: validate, package once, plan, approve and deploy by environment, renew secrets.")
    {
        var system = new Argument<string>("system") { Description = "github or azure-devops." };
        system.AcceptOnlyFromAmong(GitHub, AzureDevOps);
        var project = CommonOptions.Project();
        var output = new Option<string?>("--output", "-o") { Description = "The file, such as .github/workflows/connector.yml or "
            + "azure-pipelines.yml; the console if left out." };
        var flows = new Option<string?>("--flows") { Description = "The solution with the flows and apps that use the connector, imported after "
            + "it: a zip or an unpacked folder in the repository." };
        var force = new Option<bool>("--force") { Description = "Overwrites the file where it was changed." };
        Add(system);
        Add(project);
        Add(output);
        Add(flows);
        Add(force);
        SetAction((parsed, stop) => RunAsync(
            context, parsed.GetValue(system)!, parsed.GetValue(project)!, parsed.GetValue(output), parsed.GetValue(flows),
            parsed.GetValue(force), stop));
    }

    private static async Task<int> RunAsync(
        ToolContext context, string system, string path, string? output, string? flows, bool force, CancellationToken cancellationToken)
    {
        if (flows is not null)
        {
            RequireSolution(flows);
        }

        var project = await ProjectArgument.ResolveAsync(path, environment: null, cancellationToken).ConfigureAwait(false);
        var facts = PipelineFacts.Of(project, Path.GetRelativePath(".", path)) with
        {
            Flows = flows is null ? null : PipelineFacts.Slashes(Path.GetRelativePath(".", flows)),
        };
        var text = system == GitHub ? GitHubPipeline.Write(facts, ToolVersion.Text) : AzurePipeline.Write(facts, ToolVersion.Text);
        if (output is null)
        {
            await context.Streams.Out.WriteAsync(text).ConfigureAwait(false);
        }
        else
        {
            var isWritten = ReportFile.WriteOwn(output, text, force);
            await context.Streams.Out.WriteLineAsync($"{project.ProjectName} -> {output}{(isWritten ? "" : " (unchanged)")}").ConfigureAwait(false);
        }

        // What follows is for the person, and a file is for the CI system.
        var said = output is null ? context.Streams.Error : context.Streams.Out;
        foreach (var line in facts.Environments.Count == 0
            ? ["The project has no environment to deploy to, so the pipeline only validates."]
            : system == GitHub ? FederatedCredentialText.GitHub(facts) : FederatedCredentialText.AzureDevOps())
        {
            await said.WriteLineAsync(line).ConfigureAwait(false);
        }

        await said.WriteLineAsync(
            "The jobs restore ConnectorBuild.Sdk and install ConnectorBuild.Tool from the feeds of the nuget.config in the repository: commit one "
                + "that names a feed with both (docs/pipelines.md, The packages).").ConfigureAwait(false);
        return ExitCode.Done;
    }

    // Flows and apps need not be of a form that we can read; that a solution is there is enough.
    private static void RequireSolution(string flows)
    {
        if (!PackageLocator.IsSolution(flows))
        {
            throw new ConnectorException(new Diagnostic(
                PackagingRules.CannotRead,
                $"--flows names '{flows}', which is not a solution{(Path.Exists(flows) ? "" : ": nothing is there")}. Nothing was written. Name the "
                    + "solution's zip, or the folder that 'pac solution unpack' wrote, as a path from here."));
        }
    }
}
