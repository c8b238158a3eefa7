using System.Globalization;
using ConnectorBuild.Rules;

namespace ConnectorBuild.Tool.Output;

/// <summary>Canonical lines (<c>origin(line,column): error CB1001: text</c>) that MSBuild, editors and CI problem matchers read.</summary>
internal static class DiagnosticLines
{
    /// <summary>The origin of a message that is in no file.</summary>
    public const string Origin = "ConnectorBuild";

    /// <summary>Writes a line for each.</summary>
    public static void Write(TextWriter writer, IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            writer.WriteLine(Format(diagnostic));
        }
    }

    /// <summary>One line.</summary>
    public static string Format(Diagnostic diagnostic)
    {
        var where = diagnostic.Location switch
        {
            null => Origin + " ",
            { Line: 0 } file => file.File + " ",
            { } spot => string.Create(CultureInfo.InvariantCulture, $"{spot.File}({spot.Line},{spot.Column})"),
        };
        var severity = diagnostic.Severity switch
        {
            DiagnosticSeverity.Error => "error",
            DiagnosticSeverity.Warning => "warning",
            _ => "info",
        };
        return $"{where}: {severity} {diagnostic.Id}: {OneLine(diagnostic.Message)}";
    }

    /// <summary>The text without line breaks and control characters: nothing that a user wrote may start a line of its own in a CI log.</summary>
    public static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => string.Concat(word.Where(c => !char.IsControl(c)))));
}
