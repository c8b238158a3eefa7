using System.CommandLine;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;
using ConnectorBuild.Projects;
using ConnectorBuild.Reports;
using ConnectorBuild.Tool.Certification;
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
        var certification = new Option<bool>("--certification")
        {
            Description = "Also checks what Microsoft asks of a certified connector, and writes the files to hand in to "
                + "certification/{connector}.",
        };
        Add(project);
        Add(output);
        Add(certification);
        SetAction((parsed, stop) => RunAsync(
            context, parsed.GetValue(project)!, parsed.GetValue(output)!, parsed.GetValue(certification), stop));
    }

    private static async Task<int> RunAsync(
        ToolContext context, string path, string output, bool certification, CancellationToken cancellationToken)
    {
        var project = await ProjectArgument.ResolveAsync(path, environment: null, cancellationToken).ConfigureAwait(false);
        var read = ValidatedProject.Open(project, ScriptingFolder.Compiler);
        var found = read.Connectors
            .SelectMany(connector => InReport(
                connector,
                certification
                    ? CertificationFolder.Findings(connector, cancellationToken)
                    : read.Validate(connector, environmentName: null, cancellationToken).Diagnostics))
            .ToList();
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

        foreach (var connector in certification ? read.Require(environmentName: null, cancellationToken) : [])
        {
            await WriteCertificationAsync(context, connector, output).ConfigureAwait(false);
        }

        return ExitCode.Done;
    }

    private static async Task WriteCertificationAsync(ToolContext context, ValidatedContent connector, string output)
    {
        var written = new CertificationFolder(connector.Project, connector.Content)
            .Write(Path.Combine(output, "certification", connector.Project.ProjectName));
        foreach (var (path, isGenerated) in written)
        {
            await context.Streams.Out.WriteLineAsync(
                $"{connector.Project.ProjectName} -> {path}{(isGenerated ? " (generated: complete it)" : "")}").ConfigureAwait(false);
        }
    }

    // The files of the connectors of a solution have the same names, so a name does not say whose it is.
    private static IEnumerable<Diagnostic> InReport(ConnectorProject project, IEnumerable<Diagnostic> diagnostics)
    {
        var paths = new ReportPaths(Environment.CurrentDirectory);
        return diagnostics.Select(d => d.Location is { } location ? d with { Location = location with { File = paths.Of(project, location.File) } } : d);
    }
}
