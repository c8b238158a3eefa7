using System.Collections.Concurrent;
using System.Text;

namespace ConnectorBuild.Testing;

/// <summary>
/// Expected texts by name: files in the test project's folder Golden, with a heading (<c># name</c>) before each text.
/// <c>CONNECTORBUILD_UPDATE_DOCS=1</c> writes them anew, for a person to read the difference.
/// </summary>
internal static class ExpectedTexts
{
    private static readonly ConcurrentDictionary<string, Dictionary<string, string>> Files = new(StringComparer.Ordinal);

    public static Dictionary<string, string> Read(string file) => Files.GetOrAdd(file, Parse);

    private static Dictionary<string, string> Parse(string file)
    {
        var found = new Dictionary<string, StringBuilder>(StringComparer.Ordinal);
        var text = new StringBuilder();
        foreach (var line in File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Golden", $"{file}.txt")))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal))
            {
                found.Add(line[2..], text = new StringBuilder());
            }
            else if (line.Length > 0)
            {
                text.Append(line).Append('\n');
            }
        }

        return found.ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal);
    }

    public static void Write(string file, IEnumerable<(string Name, string Text)> texts) => File.WriteAllText(
        RepositoryRoot.PathOf($"tests/{typeof(ExpectedTexts).Assembly.GetName().Name}/Golden/{file}.txt"),
        string.Concat(texts.Select(t => $"# {t.Name}\n{t.Text}\n")));
}
