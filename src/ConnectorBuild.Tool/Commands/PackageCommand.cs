using System.CommandLine;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;
using ConnectorBuild.Projects;
using ConnectorBuild.Reports;
using ConnectorBuild.Tool.Output;
using ConnectorBuild.Tool.Projects;
using ConnectorBuild.Validation;

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
        var read = ValidatedProject.Open(project, ScriptingFolder.Compiler);
        var found = read.Connectors.SelectMany(connector => Validate(read, connector, cancellationToken)).ToList();
        DiagnosticLines.Write(context.Streams.Error, found.Where(d => d.Severity == DiagnosticSeverity.Warning));
        if (found.Where(d => d.Severity == DiagnosticSeverity.Error).ToList() is { Count: > 0 } errors)
        {
            throw new ConnectorException(errors);
        }

        var package = read.Package(cancellationToken);
        DiagnosticLines.Write(context.Streams.Error, package.Warnings);
        foreach (var file in SolutionPackageFiles.Write(output, package))
        {
            await context.Streams.Out.WriteLineAsync($"{project.ProjectName} -> {file}").ConfigureAwait(false);
        }

        return ExitCode.Done;
    }

    // The files of the connectors of a solution have the same names, so a name does not say whose it is.
    private static IEnumerable<Diagnostic> Validate(ValidatedProject read, ConnectorProject project, CancellationToken cancellationToken)
    {
        var paths = new ReportPaths(Environment.CurrentDirectory);
        return read.Validate(project, environmentName: null, cancellationToken).Diagnostics
            .Select(d => d.Location is { } location ? d with { Location = location with { File = paths.Of(project, location.File) } } : d);
    }
}
