using System.Globalization;
using System.Text;

namespace ConnectorBuild.Conversion.Operations;

/// <summary>A path as the platform takes it.</summary>
/// <param name="Path">The path; null if the platform takes it in no form.</param>
/// <param name="Names">The names of its variables, as the document writes them without their decoration.</param>
/// <param name="Renamed">Variables that have another name in the path, by their name in the document.</param>
/// <param name="Fault">Why the platform takes it in no form.</param>
internal sealed record PathVariables(string? Path, IReadOnlyList<string> Names, IReadOnlyDictionary<string, string> Renamed, string? Fault)
{
    // The gateway uses this name for itself.
    private const string Reserved = "connectionId";

    /// <summary>Why the path is written in another way, as the rest of a sentence.</summary>
    public string Oddity => Renamed.Count > 0 ? $"has the variable '{Reserved}', whose name the platform keeps for itself"
        : Path?.Length > 0 && IsRelative ? "does not begin with '/'"
        : "has a variable with what a framework adds to its name";

    private bool IsRelative { get; init; }

    private HashSet<string> Known { get; init; } = [];

    /// <summary>Whether the path has a variable with this name.</summary>
    public bool Has(string name) => Known.Contains(name);

    /// <summary>
    /// Reads a path: decorations of frameworks (<c>{proxy+}</c>, <c>{id:int}</c>, <c>{name=projects/*}</c>, <c>{+name}</c>) are taken
    /// off.
    /// </summary>
    /// <param name="path">The path.</param>
    /// <param name="before">The text before the values of variables, by their names; null if nothing does.</param>
    public static PathVariables Parse(string path, IReadOnlyDictionary<string, string>? before = null)
    {
        var names = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        var written = new StringBuilder(path.Length + 1);
        written.Append(path.StartsWith('/') ? "" : "/");
        foreach (var (text, isVariable) in Split(path))
        {
            if (!isVariable)
            {
                if (text.AsSpan().IndexOfAny("{}?#*") is >= 0 and var fault)
                {
                    return Refused(text[fault] switch
                    {
                        '?' or '#' => "holds a query or a fragment",
                        '*' => "holds the wildcard '*'",
                        _ => "has braces that do not match",
                    });
                }

                written.Append(text);
                continue;
            }

            var name = Undecorated(text);
            var shown = string.Equals(name, Reserved, StringComparison.OrdinalIgnoreCase) ? name + "Value" : name;
            if (name.Length == 0 || !known.Add(name))
            {
                return Refused(name.Length == 0 ? "has a variable without a name" : $"has the variable '{name}' twice");
            }

            names.Add(name);
            if (shown != name)
            {
                renamed[name] = shown;
            }

            written.Append(before?.GetValueOrDefault(name)).Append('{').Append(shown).Append('}');
        }

        return new(written.ToString(), names, renamed, null) { IsRelative = !path.StartsWith('/'), Known = known };
    }

    /// <summary>The same path with a number after the name of each variable.</summary>
    public PathVariables Numbered(int number)
    {
        string Of(string name) => string.Create(CultureInfo.InvariantCulture, $"{name}{number}");
        return this with
        {
            Path = string.Concat(Split(Path!).Select(p => p.IsVariable ? $"{{{Of(p.Text)}}}" : p.Text)),
            Renamed = Names.ToDictionary(n => n, n => Of(Renamed.GetValueOrDefault(n, n)), StringComparer.Ordinal),
        };
    }

    /// <summary>The pieces of a path: fixed texts, and the texts in braces.</summary>
    public static IEnumerable<(string Text, bool IsVariable)> Split(string path)
    {
        var start = 0;
        while (start < path.Length)
        {
            var open = path.IndexOf('{', start);
            var close = open < 0 ? -1 : path.IndexOf('}', open);
            if (close < 0)
            {
                yield return (path[start..], false);
                yield break;
            }

            if (open > start)
            {
                yield return (path[start..open], false);
            }

            yield return (path[(open + 1)..close], true);
            start = close + 1;
        }
    }

    /// <summary>The path without the names of its variables, by which the platform tells operations apart.</summary>
    public static string ShapeOf(string path) => string.Concat(Split(path).Select(p => p.IsVariable ? "{}" : p.Text));

    /// <summary>The name of a variable without what frameworks add to it.</summary>
    public static string Undecorated(string variable)
    {
        var end = variable.AsSpan().IndexOfAny(":=?");
        return (end < 0 ? variable : variable[..end]).Trim('+', '*');
    }

    private static PathVariables Refused(string fault) => new(null, [], new Dictionary<string, string>(), fault);
}
