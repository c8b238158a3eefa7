using System.Text.RegularExpressions;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Rules.Engine;

/// <summary>
/// The tools that a script serves to agents, as far as its texts show them: each tool has one <c>inputSchema</c>, in JSON that is a text
/// (<c>"""{ "inputSchema": ... }"""</c>) or as the name of a member (<c>["inputSchema"] = new JObject { ... }</c>).
/// </summary>
internal sealed partial class ScriptTools
{
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
