using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ConnectorBuild.Connectors;

/// <summary>
/// References to environment variables in a connector's texts, <c>@environmentVariables("schemaname")</c> (learn, "Environment variables in custom
/// connectors"), in any letter case; the platform resolves them when the connector is saved.
/// </summary>
internal static partial class VariableReference
{
    private const string Start = "@environmentVariables(";

    /// <summary>The text that refers to a variable.</summary>
    public static string To(string schemaName) => $"@environmentVariables(\"{schemaName}\")";

    /// <summary>Whether a text has the beginning of a reference, be the rest of it well-formed or not.</summary>
    public static bool IsBegunIn(string text) => text.Contains(Start, StringComparison.OrdinalIgnoreCase);

    /// <summary>A text with its references in the platform's letter case.</summary>
    public static string Canonical(string text) => IsBegunIn(text) ? text.Replace(Start, Start, StringComparison.OrdinalIgnoreCase) : text;

    /// <summary>Whether a value is, or has in it, a reference.</summary>
    public static bool IsIn(string? value) => value is not null && Pattern().IsMatch(value);

    /// <summary>Whether a value is a reference and nothing else: a text around one may be anything, a secret too.</summary>
    public static bool IsWhole(string? value) => value is not null && Whole().IsMatch(value);

    /// <summary>The names that a value refers to.</summary>
    public static IEnumerable<string> Names(string value) => Pattern().Matches(value).Select(m => m.Groups[1].Value);

    /// <summary>Every text of a JSON document that has a reference, with the name of the member that holds it.</summary>
    public static IEnumerable<(string Member, string Value)> Find(string? json) =>
        json is null || !IsBegunIn(json) ? [] : Texts(JsonNode.Parse(json), "");

    /// <summary>The names that a connector refers to, each once.</summary>
    public static IEnumerable<string> NamesIn(ConnectorRow row) => row.ReferringTexts
        .SelectMany(Find)
        .SelectMany(r => Names(r.Value))
        .Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>A JSON text with every reference replaced by what it stands for; a name without a value stays.</summary>
    public static string Resolve(string json, Func<string, string?> value)
    {
        if (!IsBegunIn(json))
        {
            return json;
        }

        var root = JsonNode.Parse(json);
        Replace(root, value);
        return RowJson.Write(root!);
    }

    /// <summary>The same in a document; what has no reference is not copied.</summary>
    public static void Resolve(JsonNode? document, Func<string, string?> value) => Replace(document, value);

    private static IEnumerable<(string Member, string Value)> Texts(JsonNode? node, string member) => node switch
    {
        JsonObject o => o.SelectMany(p => Texts(p.Value, p.Key)),
        JsonArray a => a.SelectMany(e => Texts(e, member)),
        JsonValue v when v.TryGetValue<string>(out var text) && IsIn(text) => [(member, text)],
        _ => [],
    };

    private static void Replace(JsonNode? node, Func<string, string?> value)
    {
        switch (node)
        {
            case JsonObject o:
                foreach (var name in o.Select(p => p.Key).ToList())
                {
                    if (Resolved(o[name], value) is { } text)
                    {
                        o[name] = text;
                    }
                    else
                    {
                        Replace(o[name], value);
                    }
                }

                break;
            case JsonArray a:
                for (var i = 0; i < a.Count; i++)
                {
                    if (Resolved(a[i], value) is { } text)
                    {
                        a[i] = text;
                    }
                    else
                    {
                        Replace(a[i], value);
                    }
                }

                break;
        }
    }

    private static string? Resolved(JsonNode? node, Func<string, string?> value) =>
        node is JsonValue v && v.TryGetValue<string>(out var text) && IsIn(text)
            ? Pattern().Replace(text, m => value(m.Groups[1].Value) ?? m.Value)
            : null;

    [GeneratedRegex("""^@environmentVariables\("[^"]*"\)\z""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Whole();

    [GeneratedRegex("""@environmentVariables\("([^"\\]+)"\)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
