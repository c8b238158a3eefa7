using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Reports;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Rules.Tests.Reporting;

/// <summary>Reports to write.</summary>
internal static class Reports
{
    public static readonly DiagnosticDescriptor Descriptor = new("CB1001", "The file is not well-formed", DiagnosticSeverity.Error);

    public static readonly ReportPaths Paths = ReportPaths.AsFound;

    public static IReadOnlyList<ValidationReport> Of(params Diagnostic[] diagnostics) => Of(diagnostics, []);

    public static IReadOnlyList<ValidationReport> Of(Diagnostic[] diagnostics, SuppressedDiagnostic[] suppressed) =>
    [
        new(
            new ConnectorProject { ProjectName = "items", ProjectDirectory = Path.Combine(Path.GetTempPath(), "repo", "connectors", "items") },
            new ValidationResult(diagnostics, null) { Suppressed = suppressed }),
    ];

    public static Diagnostic Finding(
        string message = "Broken", DiagnosticSeverity severity = DiagnosticSeverity.Error, string file = "a b.json", int line = 3,
        string? pointer = "/paths/~1x") =>
        new(Descriptor, severity, message, new SourceLocation(file, line, line == 0 ? 0 : 5, line, line == 0 ? 0 : 9), pointer);

    public static string Text(Action<TextWriter> write)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        write(writer);
        return writer.ToString();
    }
}
