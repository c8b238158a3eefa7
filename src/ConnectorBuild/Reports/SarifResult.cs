using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Reports;

/// <summary>One result of a SARIF log.</summary>
/// <param name="diagnostic">The finding.</param>
/// <param name="path">Its file as the log writes it; null if it is in none.</param>
/// <param name="justification">Why it is suppressed; null if it is not.</param>
internal sealed class SarifResult(Diagnostic diagnostic, string? path, string? justification)
{
    // Equal findings in one place are told apart by their number, so that two of them do not become one alert.
    private int _number;

    public Diagnostic Diagnostic { get; } = diagnostic;

    public static string Level(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "note",
    };

    public static void NumberFingerprints(IEnumerable<SarifResult> results)
    {
        var seen = new Dictionary<(string, string?, string?), int>();
        foreach (var result in results)
        {
            var key = (result.Diagnostic.Id, result.Path, result.Diagnostic.Pointer);
            seen[key] = result._number = seen.GetValueOrDefault(key) + 1;
        }
    }

    private string? Path { get; } = path;

    public void Write(Utf8JsonWriter json, int ruleIndex)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", Diagnostic.Id);
        json.WriteNumber("ruleIndex", ruleIndex);
        json.WriteString("level", Level(Diagnostic.Severity));
        json.WriteStartObject("message");
        json.WriteString("text", SafeText.OneLine(Diagnostic.Message));
        json.WriteEndObject();
        json.WriteStartArray("locations");
        if (Path is not null)
        {
            WriteLocation(json, Path, Diagnostic.Location!.Value);
        }

        json.WriteEndArray();
        json.WriteStartObject("partialFingerprints");
        json.WriteString("connectorBuild/v1", Fingerprint());
        json.WriteEndObject();
        if (justification is not null)
        {
            json.WriteStartArray("suppressions");
            json.WriteStartObject();
            json.WriteString("kind", "external");
            json.WriteString("justification", SafeText.OneLine(justification));
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private void WriteLocation(Utf8JsonWriter json, string path, SourceLocation location)
    {
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", UriOf(path));
        json.WriteEndObject();

        // Code scanning shows nothing without a line.
        json.WriteStartObject("region");
        json.WriteNumber("startLine", Math.Max(1, location.Line));
        json.WriteNumber("startColumn", Math.Max(1, location.Column));
        if (location.EndLine >= location.Line && location.EndLine > 0)
        {
            json.WriteNumber("endLine", location.EndLine);
            json.WriteNumber("endColumn", Math.Max(1, location.EndColumn));
        }

        json.WriteEndObject();
        json.WriteEndObject();
        if (!string.IsNullOrEmpty(Diagnostic.Pointer))
        {
            json.WriteStartArray("logicalLocations");
            json.WriteStartObject();
            json.WriteString("fullyQualifiedName", SafeText.OneLine(Diagnostic.Pointer));
            json.WriteString("kind", "member");
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    // The pointer, not the line: an alert stays the same when lines above it are added.
    private string Fingerprint()
    {
        var place = Diagnostic.Pointer ?? $"{Diagnostic.Location?.Line}:{Diagnostic.Location?.Column}";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{Diagnostic.Id}\n{Path}\n{place}"));
        return $"{Convert.ToHexStringLower(hash.AsSpan(0, 16))}:{_number}";
    }

    private static string UriOf(string path) => System.IO.Path.IsPathRooted(path)
        ? new Uri(path).AbsoluteUri
        : string.Join('/', path.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));
}
