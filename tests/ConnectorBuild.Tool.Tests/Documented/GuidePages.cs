using System.Text.RegularExpressions;
using ConnectorBuild.Testing;

namespace ConnectorBuild.Tool.Tests.Documented;

/// <summary>The pages that people copy from: README, the guides, and what stands beside the samples. Not the generated reference.</summary>
internal static partial class GuidePages
{
    public static IReadOnlyList<string> Paths { get; } =
    [
        "README.md", "CONTRIBUTING.md", "SECURITY.md", "samples/README.md",
        .. Directory.EnumerateFiles(RepositoryRoot.PathOf("docs"), "*.md").Select(f => $"docs/{Path.GetFileName(f)}").Order(StringComparer.Ordinal),
    ];

    /// <summary>The fenced blocks of a page.</summary>
    public static IEnumerable<(string Language, int Line, string Text)> Blocks(string page)
    {
        var text = RepositoryRoot.Read(page).ReplaceLineEndings("\n");
        return Fence().Matches(text).Select(m => (
            m.Groups["language"].Value, text.AsSpan(0, m.Index).Count('\n') + 2, m.Groups["text"].Value));
    }

    [GeneratedRegex(@"^(?<indent> *)```(?<language>\w*)\n(?<text>.*?)^\k<indent>```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
