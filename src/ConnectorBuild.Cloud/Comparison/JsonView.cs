using System.Text.Json;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Comparison;

/// <summary>Reads JSON of unknown origin without ever failing on a shape that is not the expected one.</summary>
internal static class JsonView
{
    private const int MaxShown = 60;

    // How much of what is the same stands before a difference.
    private const int Before = 20;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 512 };

    /// <summary>The root of a text; undefined when the text is not JSON.</summary>
    public static JsonElement Parse(string? text)
    {
        try
        {
            using var document = JsonDocument.Parse(string.IsNullOrWhiteSpace(text) ? "null" : text, Options);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }

    /// <summary>A member; undefined when there is none.</summary>
    public static JsonElement Get(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    /// <summary>A member whose name may be spelled in another case; undefined when there is none.</summary>
    public static JsonElement GetAnyCase(this JsonElement element, string name) =>
        element.Members().FirstOrDefault(m => m.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>Whether there is a value.</summary>
    public static bool Exists(this JsonElement element) => element.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>The text of a string, or null.</summary>
    public static string? Text(this JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString() : null;

    /// <summary>The text of a string member, or null.</summary>
    public static string? Text(this JsonElement element, string name) => element.Get(name).Text();

    /// <summary>Whether it says yes: <c>true</c> or <c>"true"</c>, both are in use.</summary>
    public static bool IsTrue(this JsonElement element) =>
        element.ValueKind == JsonValueKind.True || string.Equals(element.Text(), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The members of an object; of anything else, none.</summary>
    public static IEnumerable<(string Name, JsonElement Value)> Members(this JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
            {
                yield return (member.Name, member.Value);
            }
        }
    }

    /// <summary>The elements of an array; of anything else, none.</summary>
    public static IEnumerable<JsonElement> Elements(this JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                yield return item;
            }
        }
    }

    /// <summary>The names of the members of two objects, each once, in the order in which they come.</summary>
    public static IEnumerable<string> Names(JsonElement a, JsonElement b) =>
        a.Members().Concat(b.Members()).Select(m => m.Name).Distinct(StringComparer.Ordinal);

    /// <summary>Whether two values mean the same; the order of members does not count, and null is nothing.</summary>
    public static bool Same(JsonElement a, JsonElement b) =>
        a.Exists() == b.Exists() && (!a.Exists() || JsonElement.DeepEquals(a, b));

    /// <summary>A value as a message quotes it.</summary>
    public static string Show(this JsonElement element) => Quote(Raw(element), 0);

    /// <summary>Two values as a message quotes a change. Of long ones the part is shown in which they differ.</summary>
    public static string Becomes(JsonElement was, JsonElement becomes)
    {
        var (a, b) = (Raw(was), Raw(becomes));
        var same = a is null || b is null || (a.Length <= MaxShown && b.Length <= MaxShown) ? 0 : a.AsSpan().CommonPrefixLength(b);
        var start = same < MaxShown - Before ? 0 : same - Before;
        return $"{Quote(a, start)} becomes {Quote(b, start)}";
    }

    private static string? Raw(JsonElement element) => element.Exists() ? SafeText.OneLine(element.Text() ?? element.GetRawText()) : null;

    private static string Quote(string? text, int start)
    {
        if (text is null)
        {
            return "nothing";
        }

        // Not between the two halves of one character.
        start -= start > 0 && start < text.Length && char.IsLowSurrogate(text[start]) ? 1 : 0;
        var end = Math.Min(text.Length, start + MaxShown);
        end -= end < text.Length && char.IsLowSurrogate(text[end]) ? 1 : 0;
        return $"'{(start > 0 ? "…" : "")}{text[start..end]}{(end < text.Length ? "…" : "")}'";
    }

    /// <summary>Names as a message lists them.</summary>
    public static string List(IReadOnlyList<string> names, int shown = 5) => names.Count <= shown
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(shown))} and {names.Count - shown} more";
}
