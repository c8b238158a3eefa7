using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConnectorBuild.Cloud.Adoption.Overlays;

/// <summary>Writes JSON as YAML that people like to read: objects and lists in blocks, every text that could be something else in quotes.</summary>
internal static class YamlText
{
    private static readonly JsonSerializerOptions Flow = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];

    /// <summary>The text of a document.</summary>
    public static string Of(JsonObject document)
    {
        var text = new StringBuilder();
        Members(document, "", text);
        return text.ToString();
    }

    private static void Members(JsonObject o, string indent, StringBuilder text)
    {
        var first = true;
        foreach (var (name, value) in o)
        {
            // The first member stands on the line of its dash.
            text.Append(first && text.Length > 0 && text[^1] == ' ' ? "" : indent).Append(Scalar(name)).Append(':');
            first = false;
            Value(value, indent, text);
        }
    }

    private static void Value(JsonNode? value, string indent, StringBuilder text)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } o:
                text.Append('\n');
                Members(o, indent + "  ", text);
                break;
            case JsonArray { Count: > 0 } list when list.Any(i => i is JsonObject or JsonArray):
                text.Append('\n');
                foreach (var item in list)
                {
                    Item(item, indent + "  ", text);
                }

                break;
            case JsonArray list:
                text.Append(" [").AppendJoin(", ", list.Select(Inline)).Append("]\n");
                break;
            default:
                text.Append(' ').Append(Inline(value)).Append('\n');
                break;
        }
    }

    private static void Item(JsonNode? item, string indent, StringBuilder text)
    {
        text.Append(indent).Append("- ");
        if (item is JsonObject { Count: > 0 } o)
        {
            Members(o, indent + "  ", text);
        }
        else
        {
            text.Append(Inline(item)).Append('\n');
        }
    }

    private static string Inline(JsonNode? value) => value switch
    {
        null => "null",
        JsonValue v when v.TryGetValue(out string? s) => Scalar(s),
        _ => value.ToJsonString(Flow),
    };

    private static string Scalar(string text) =>
        text.Length > 0 && char.IsAsciiLetter(text[0]) && text[^1] != ' ' && !Words.Contains(text, StringComparer.OrdinalIgnoreCase)
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or ' ' or '/')
            ? text
            : $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
