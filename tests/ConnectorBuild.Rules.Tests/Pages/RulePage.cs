using System.Text.RegularExpressions;

namespace ConnectorBuild.Rules.Tests.Pages;

/// <summary>A page of docs/rules: its headings and the files of its examples.</summary>
internal sealed partial class RulePage
{
    private readonly Dictionary<string, string> _sections;

    private RulePage(string id, string text)
    {
        Id = id;
        Text = text;
        _sections = Section().Split(text).Skip(1)
            .ToDictionary(s => s[..s.IndexOf('\n')].Trim(), s => s[(s.IndexOf('\n') + 1)..], StringComparer.Ordinal);
    }

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "pages");

    public string Id { get; }

    public string Text { get; }

    public IReadOnlyCollection<string> Headings => _sections.Keys;

    public static IEnumerable<RulePage> All() =>
        Directory.EnumerateFiles(Folder, "CB*.md").Order(StringComparer.Ordinal)
            .Select(f => new RulePage(Path.GetFileNameWithoutExtension(f), File.ReadAllText(f)));

    public static RulePage Load(string id) => new(id, File.ReadAllText(Path.Combine(Folder, id + ".md")));

    /// <summary>The files of an example; empty if it is told in words.</summary>
    public IReadOnlyList<ExampleFile> Example(string heading) =>
        [.. Fence().Matches(_sections.GetValueOrDefault(heading, "")).Select(m => ExampleFile.Parse(m.Groups["body"].Value, m.Groups["file"].Value))];

    [GeneratedRegex(@"^## ", RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex(@"^```((jsonc|csharp|yaml)|json (?<file>\S+))\n(?<body>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
