using System.Text;

namespace ConnectorBuild.CustomCode.Compiler;

/// <summary>A script as the compiler gets it: with the host's using directives in front, and places that are those of the script.</summary>
internal static class ScriptSource
{
    /// <param name="text">The script.</param>
    /// <param name="path">The script's path, which symbols and errors name.</param>
    /// <param name="aliases">Names that several of the host's namespaces have, and the namespace that each is taken from.</param>
    public static string Compose(string text, string path, IReadOnlyDictionary<string, string> aliases)
    {
        // #define must stand before everything else.
        var (head, headLines) = Defines(text);
        var composed = new StringBuilder();
        if (headLines > 0)
        {
            composed.Append(Place(1, path)).Append(text, 0, head).Append('\n');
        }

        foreach (var name in HostNamespaces.All)
        {
            composed.Append("using ").Append(name).Append("; ");
        }

        foreach (var (name, from) in aliases)
        {
            composed.Append("using ").Append(name).Append(" = ").Append(from).Append('.').Append(name).Append("; ");
        }

        return composed.Append('\n').Append(Place(headLines + 1, path)).Append(text, head, text.Length - head).ToString();
    }

    private static string Place(int line, string path) => $"#line {line} \"{path.Replace('"', '_')}\"\n";

    // Offset and number of the lines up to the last #define or #undef.
    private static (int Offset, int Lines) Defines(string text)
    {
        var (found, foundLines, offset, lines) = (0, 0, 0, 0);
        while (offset < text.Length)
        {
            var end = text.IndexOf('\n', offset);
            var next = end < 0 ? text.Length : end + 1;
            var line = text.AsSpan(offset, next - offset).Trim();
            lines++;
            if (line.StartsWith("#") && line[1..].TrimStart() is var word && (word.StartsWith("define") || word.StartsWith("undef")))
            {
                (found, foundLines) = (next, lines);
            }

            offset = next;
        }

        return (found, foundLines);
    }
}
