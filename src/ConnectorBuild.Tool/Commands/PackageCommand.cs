using System.CommandLine;
using ConnectorBuild.Packaging;
using ConnectorBuild.Project;
using ConnectorBuild.Rules;
using ConnectorBuild.Tool.Output;
using ConnectorBuild.Tool.Projects;

namespace ConnectorBuild.Tool.Commands;

/// <summary><c>dotnet connector package</c>: writes the solution zips, the same for every environment.</summary>
internal sealed class PackageCommand : Command
{
    public PackageCommand(ToolContext context)
        : base("package", "Writes the connector's solution packages, unmanaged and managed.")
    {
        var project = CommonOptions.Project();
        var output = new Option<string>("--output", "-o") { Description = "The folder for the packages.", DefaultValueFactory = _ => "." };
        Add(project);
        Add(output);
        SetAction((parsed, cancellationToken) => RunAsync(context, parsed.GetValue(project)!, parsed.GetValue(output)!, cancellationToken));
    }

    private static async Task<int> RunAsync(ToolContext context, string path, string output, CancellationToken cancellationToken)
    {
        var project = await ProjectArgument.ResolveAsync(path, environment: null, cancellationToken).ConfigureAwait(false);
        var validation = ConnectorValidator.Validate(project, environmentName: null, cancellationToken);
        DiagnosticLines.Write(context.Streams.Error, validation.Diagnostics.Where(d => d.Severity != DiagnosticSeverity.Info));
        if (validation.HasErrors || validation.Content is null)
        {
            return ExitCode.Failed;
        }

        var row = ConnectorRow.Create(ConnectorIdentity.Create(project, validation.Content), validation.Content);
        var manifest = SolutionManifest.Create(project);
        DiagnosticLines.Write(context.Streams.Error, PackageChecks.Check(manifest, [row]).Where(d => d.Severity == DiagnosticSeverity.Warning));
        foreach (var file in SolutionPackageFiles.Write(output, manifest, [row]))
        {
            await context.Streams.Out.WriteLineAsync($"{project.ProjectName} -> {file}").ConfigureAwait(false);
        }

        return ExitCode.Done;
    }
}
