using System.Text.Json;
using ConnectorBuild.Connectors;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Packages;

/// <summary>
/// Checks that the columns of a connector row that hold JSON hold all of it, in the shape and to the depth that everyone who reads them
/// expects.
/// </summary>
internal static class ConnectorJsonChecks
{
    // Of two values of one name a reader takes the first, the last or neither.
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = TolerantJsonReader.MaxDepth, AllowDuplicateProperties = false };

    public static IEnumerable<Diagnostic> Check(ConnectorRow row)
    {
        foreach (var column in ConnectorColumns.Content.Where(c => c.IsJson))
        {
            if (row[column] is { } text
                && Problem(text, column.Kind == ColumnKind.JsonObject ? JsonValueKind.Object : JsonValueKind.Array) is { } problem)
            {
                yield return new Diagnostic(
                    PackagingRules.UnreadableColumn,
                    $"The column {column.Name} of {QuotedText.Quote(row.Identity.Name)} cannot be used: {problem}, so the connector "
                        + "would not work, or not be imported at all: correct the text, or get the connector again from where it "
                        + "works.");
            }
        }
    }

    private static string? Problem(string text, JsonValueKind shape)
    {
        var wanted = shape == JsonValueKind.Object ? "a JSON object" : "a JSON list";
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            return document.RootElement.ValueKind == shape ? null : $"it is not {wanted} but {Name(document.RootElement.ValueKind)}";
        }
        catch (JsonException e)
        {
            // Of a name that is there twice the reader does not say where.
            var place = e.LineNumber is { } line ? $" (line {line + 1}, byte {e.BytePositionInLine + 1})" : "";
            return $"it cannot be read as {wanted} to its end{place}, as if it were cut off, had a name twice or were nested more than "
                + $"{TolerantJsonReader.MaxDepth} deep";
        }
    }

    private static string Name(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Null => "null",
        _ => "a single value",
    };
}
