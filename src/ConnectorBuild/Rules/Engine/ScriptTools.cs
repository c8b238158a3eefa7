using System.Globalization;
using System.Text.RegularExpressions;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Rules.Engine;

/// <summary>
/// The tools that a script serves to agents, as far as its texts show them: each tool has one <c>inputSchema</c>, in JSON that is a text
/// (<c>"""{ "inputSchema": ... }"""</c>) or as the name of a member (<c>["inputSchema"] = new JObject { ... }</c>).
/// </summary>
internal sealed partial class ScriptTools
{
    // Enough to see which tools are meant.
    private const int Named = 5;

    private readonly List<SourceLocation> _schemas = [];
    private readonly List<SourceLocation> _references = [];
    private readonly List<SourceLocation> _typeLists = [];

    private ScriptTools(ScriptText script)
    {
        foreach (var literal in script.Literals)
        {
            var text = script.TextOf(literal);
            switch (text.Trim("$@\""))
            {
                case "inputSchema":
                    _schemas.Add(script.Locate(literal.Offset, literal.Length));
                    break;
                case "$ref" or "ref" when text.Contains("$ref", StringComparison.Ordinal):
                    _references.Add(script.Locate(literal.Offset, literal.Length));
                    break;
                case "type" when IsGivenAList(script, literal.Token):
                    _typeLists.Add(script.Locate(literal.Offset, literal.Length));
                    break;
                default:
                    Read(script, literal, Schema(), _schemas);
                    Read(script, literal, Reference(), _references);
                    Read(script, literal, TypeList(), _typeLists);
                    break;
            }
        }
    }

    /// <summary>Where the input of each tool is described.</summary>
    public IReadOnlyList<SourceLocation> Schemas => _schemas;

    /// <summary>Where a schema refers to another place.</summary>
    public IReadOnlyList<SourceLocation> References => _references;

    /// <summary>Where <c>type</c> is a list.</summary>
    public IReadOnlyList<SourceLocation> TypeLists => _typeLists;

    /// <summary>The tools of the connector's script; null where no operation is a tool server, or the script serves no tools.</summary>
    public static ScriptTools? Of(RuleContext context)
    {
        if (ScriptText.Of(context) is not { } script || !context.Index.Operations.Any(o => o.IsAgentic))
        {
            return null;
        }

        var tools = new ScriptTools(script);
        return tools._schemas.Count > 0 ? tools : null;
    }

    /// <summary>
    /// Several places as the subject of one finding, so that a script of many tools has one a rule.
    /// </summary>
    /// <param name="places">At least one place.</param>
    public static string Subject(IReadOnlyList<SourceLocation> places)
    {
        var lines = places.Select(p => p.Line).Distinct().ToList();
        return places.Count == 1 ? "A tool's schema"
            : string.Create(CultureInfo.InvariantCulture, $"{places.Count} places in tools' schemas, in {ListOf(lines)},");
    }

    private static string ListOf(List<int> lines) => lines switch
    {
        [var one] => string.Create(CultureInfo.InvariantCulture, $"line {one}"),
        { Count: <= Named } => $"lines {string.Join(", ", lines[..^1])} and {lines[^1]}",
        _ => string.Create(CultureInfo.InvariantCulture, $"lines {string.Join(", ", lines[..Named])} and {lines.Count - Named} more"),
    };

    private static void Read(ScriptText script, ScriptLiteral literal, Regex pattern, List<SourceLocation> places)
    {
        foreach (var found in pattern.EnumerateMatches(script.TextOf(literal)))
        {
            places.Add(script.Locate(literal.Offset + found.Index, found.Length));
        }
    }

    // ["type"] = new JArray(...), = new[] {...}, = [...]; { "type", new JArray(...) }
    private static bool IsGivenAList(ScriptText script, int token)
    {
        var at = script.Is(token, "]") ? token + 1 : token;
        if (!script.Is(at, "=") && !script.Is(at, ","))
        {
            return false;
        }

        return script.Is(at + 1, "new") ? script.Is(at + 2, "JArray") || script.Is(at + 2, "[") : script.Is(at + 1, "[");
    }

    // Quotes inside of a text are ", \" or "".
    [GeneratedRegex("""(?:\\"|"")inputSchema(?:\\"|"")\s*:|"inputSchema"\s*:""", RegexOptions.CultureInvariant)]
    private static partial Regex Schema();

    [GeneratedRegex("""(?:\\"|"")\$ref(?:\\"|"")\s*:|"\$ref"\s*:""", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();

    [GeneratedRegex("""(?:\\"|"")type(?:\\"|"")\s*:\s*\[|"type"\s*:\s*\[""", RegexOptions.CultureInvariant)]
    private static partial Regex TypeList();
}
