using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConnectorBuild.LocalCloud.OData;

/// <summary>A value in a filter, with its type; texts compare without case, as in both services.</summary>
/// <param name="Value">A text, number, boolean, GUID or time; null for null.</param>
/// <param name="Type">The type's name for messages.</param>
internal readonly record struct Literal(IComparable? Value, string Type)
{
    /// <summary>Reads a value.</summary>
    /// <exception cref="QueryException">It is not a literal.</exception>
    public static Literal Read(FilterToken token) => token.Kind switch
    {
        FilterTokenKind.Text => new(token.Value, "Edm.String"),
        FilterTokenKind.Word => Word(token.Value),
        _ => throw QueryException.Invalid($"Syntax error: a value was expected at '{token.Value}'."),
    };

    /// <summary>Whether a property can be compared with it.</summary>
    public bool Fits(ODataKind kind) => Value is null || kind switch
    {
        ODataKind.Text => Value is string,
        ODataKind.Number => Value is decimal,
        ODataKind.Boolean => Value is bool,
        ODataKind.Guid => Value is Guid,
        ODataKind.Time => Value is DateTimeOffset,
        _ => false,
    };

    /// <summary>How a stored value compares with it: below, at or above 0; null where one of both is null.</summary>
    public int? Compare(JsonNode? stored, ODataKind kind) => Of(stored, kind) is { } value && Value is not null
        ? kind == ODataKind.Text ? string.Compare((string)value, (string)Value, StringComparison.OrdinalIgnoreCase) : value.CompareTo(Value)
        : null;

    /// <summary>Whether a stored value is it.</summary>
    public bool Equals(JsonNode? stored, ODataKind kind) => Value is null ? stored is null : Compare(stored, kind) == 0;

    /// <summary>A stored value as one that can be compared; null where it is null or of another kind.</summary>
    public static IComparable? Of(JsonNode? stored, ODataKind kind)
    {
        if (stored is not JsonValue value)
        {
            return null;
        }

        var text = value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
        return kind switch
        {
            ODataKind.Text => text,
            ODataKind.Number => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
            ODataKind.Boolean => bool.TryParse(text, out var boolean) ? boolean : null,
            ODataKind.Guid => System.Guid.TryParse(text, out var guid) ? guid : null,
            ODataKind.Time => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null,
            _ => null,
        };
    }

    private static Literal Word(string word) =>
        word == "null" ? new(null, "null")
        : word is "true" or "false" ? new(word == "true", "Edm.Boolean")
        : decimal.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? new(number, "Edm.Int32")
        : System.Guid.TryParse(word, out var guid) ? new(guid, "Edm.Guid")
        : word.Length >= 10 && DateTimeOffset.TryParse(
            word, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? new(time, "Edm.DateTimeOffset")
        : throw QueryException.Invalid($"Could not find a property named '{word}' to compare with; texts are quoted.");
}
