using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Reports;
using ConnectorBuild.Validation;
using Spectre.Console;

namespace ConnectorBuild.Tool.Output;

/// <summary>
/// Shows a validation: progress and a table where a person looks on, plain lines elsewhere, or one of the forms for other programs.
/// </summary>
/// <param name="streams">Where to.</param>
/// <param name="format"><c>text</c>, <c>sarif</c>, <c>json</c>, <c>github</c> or <c>azure</c>.</param>
/// <param name="file">A file for the findings; null for the console.</param>
/// <param name="level">The lowest severity that is shown as text; the forms for other programs always hold everything.</param>
internal sealed class ValidationOutput(ToolStreams streams, string format, string? file, DiagnosticSeverity level)
{
    // The least number of connectors for which waiting is worth a progress bar.
    private const int Many = 20;

    private bool IsForMachine => format is "sarif" or "json";

    /// <summary>Validates, with progress where a person looks on.</summary>
    public IReadOnlyList<ValidationReport> Validate(
        IReadOnlyList<ConnectorProject> projects,
        IReadOnlyList<PackagedConnector> packaged,
        string? environment,
        IReadOnlyList<ConnectorSuppression> suppressions,
        CancellationToken cancellationToken)
    {
        var count = projects.Count + packaged.Count;
        if (!streams.IsInteractive || IsForMachine || count < Many)
        {
            return TreeValidation.Validate(
                projects, packaged, environment, suppressions, ScriptingFolder.Compiler, progress: null, cancellationToken);
        }

        return streams.Ansi().Progress().AutoClear(true).Start(progress =>
        {
            var task = progress.AddTask($"Validating {count} connectors", maxValue: count);
            return TreeValidation.Validate(
                projects, packaged, environment, suppressions, ScriptingFolder.Compiler, p => task.Value = p.Done, cancellationToken);
        });
    }

    /// <summary>Writes findings and summary.</summary>
    /// <exception cref="ConnectorException">CB9011: the file cannot be written.</exception>
    public void Write(IReadOnlyList<ValidationReport> reports)
    {
        var paths = Paths(reports);
        if (file is null)
        {
            WriteFindings(streams.RawOut, reports, paths);
        }
        else
        {
            using var text = new StringWriter(CultureInfo.InvariantCulture);
            WriteFindings(text, reports, paths);
            ReportFile.Write(file, text.ToString());
        }

        if (!IsForMachine || file is not null)
        {
            Summarize(reports, paths);
        }
    }

    // People read paths from where they stand, CI systems from the repository's root.
    private ReportPaths Paths(IReadOnlyList<ValidationReport> reports)
    {
        var here = Environment.CurrentDirectory;
        return format is "github" or "azure" or "sarif" && reports.Count > 0
            ? ReportPaths.OfRepository(reports[0].Project.ProjectDirectory, Environment.GetEnvironmentVariable, here)
            : new ReportPaths(here);
    }

    private void WriteFindings(TextWriter writer, IReadOnlyList<ValidationReport> reports, ReportPaths paths)
    {
        switch (format)
        {
            case "sarif":
                writer.WriteLine(Encoding.UTF8.GetString(SarifLog.Write(reports, paths, Version())));
                break;
            case "json":
                writer.WriteLine(Encoding.UTF8.GetString(JsonReport.Write(reports, paths)));
                break;
            case "github":
                GitHubAnnotations.Write(writer, Shown(reports), paths);
                break;
            case "azure":
                AzurePipelinesIssues.Write(writer, Shown(reports), paths);
                break;
            default:
                WriteText(writer, Shown(reports), paths);
                break;
        }
    }

    private IEnumerable<ValidationReport> Shown(IEnumerable<ValidationReport> reports) => reports.Select(r =>
        r with { Result = r.Result with { Diagnostics = [.. r.Result.Diagnostics.Where(d => d.Severity >= level)] } });

    // The excerpt is for eyes: a log that a problem matcher reads gets the canonical lines only.
    private void WriteText(TextWriter writer, IEnumerable<ValidationReport> reports, ReportPaths paths)
    {
        if (!streams.IsInteractive || file is not null)
        {
            CanonicalText.Write(writer, reports, paths);
            return;
        }

        var ansi = streams.AnsiLines();
        foreach (var report in reports)
        {
            var excerpt = new SourceExcerpt(report.Project);
            foreach (var diagnostic in report.Result.Diagnostics)
            {
                ansi.WriteLine(CanonicalText.Line(diagnostic, paths.Of(report.Project, diagnostic)), Style.Parse(Colour(diagnostic.Severity)));
                foreach (var line in excerpt.Of(diagnostic))
                {
                    ansi.WriteLine("    " + line, Style.Parse("grey"));
                }
            }
        }
    }

    private void Summarize(IReadOnlyList<ValidationReport> reports, ReportPaths paths)
    {
        if (streams.IsInteractive && reports.Count > 1)
        {
            var table = new Table().Border(TableBorder.Simple).AddColumn("Connector");
            foreach (var heading in new[] { "Errors", "Warnings", "Infos" })
            {
                table.AddColumn(new TableColumn(heading).RightAligned());
            }

            foreach (var report in reports.Where(r => r.Result.Diagnostics.Any(d => d.Severity >= level)).OrderByDescending(r => Count(r, DiagnosticSeverity.Error)))
            {
                table.AddRow(
                    Markup.Escape(SafeText.ForLog(Name(report, paths))), Text(report, DiagnosticSeverity.Error),
                    Text(report, DiagnosticSeverity.Warning), Text(report, DiagnosticSeverity.Info));
            }

            streams.Ansi().Write(table);
        }

        // On the stream for people: nothing but the findings is to be parsed.
        streams.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{DeploymentText.Plural(reports.Count, "connector")}: {DeploymentText.Plural(Total(DiagnosticSeverity.Error), "error")}, "
                + $"{DeploymentText.Plural(Total(DiagnosticSeverity.Warning), "warning")}, "
                + $"{DeploymentText.Plural(Total(DiagnosticSeverity.Info), "info")}{Hint()}"));

        int Total(DiagnosticSeverity severity) => reports.Sum(r => Count(r, severity));

        string Hint() =>
            level > DiagnosticSeverity.Info && Total(DiagnosticSeverity.Info) > 0 && format == "text" ? " (--level info shows them)" : "";
    }

    private static string Name(ValidationReport report, ReportPaths paths) =>
        report.Project.DefinitionFile is { } definition ? paths.Of(report.Project, definition) : report.Project.ProjectName;

    private static int Count(ValidationReport report, DiagnosticSeverity severity) => report.Result.Diagnostics.Count(d => d.Severity == severity);

    private static string Text(ValidationReport report, DiagnosticSeverity severity) =>
        Count(report, severity).ToString(CultureInfo.InvariantCulture);

    private static string Colour(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "red",
        DiagnosticSeverity.Warning => "yellow",
        DiagnosticSeverity.Info => "grey",
        _ => throw new UnreachableException($"No colour for {severity}."),
    };

    private static string Version() =>
        (typeof(ValidationOutput).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "").Split('+')[0];
}
