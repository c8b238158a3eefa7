using System.Text.RegularExpressions;
using ConnectorBuild.Testing;

namespace ConnectorBuild.Tool.Tests.Documented;

/// <summary>A command line of a page that starts <c>dotnet</c>, as its reader copies it.</summary>
/// <param name="Page">The page, from the root.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Text">The command, without prompt, YAML around it and comment behind it.</param>
internal sealed partial record CommandLine(string Page, int Line, string Text)
{
    /// <summary>The command lines of all pages, in order.</summary>
    public static IReadOnlyList<CommandLine> All { get; } = [.. GuidePages.Paths.SelectMany(Of)];

    /// <summary>
    /// The commands within sentences and tables that a reader could copy: with an argument, and without an ellipsis or an angle bracket.
    /// </summary>
    public static IEnumerable<CommandLine> Inline => GuidePages.Paths.SelectMany(page => RepositoryRoot.Read(page).Split('\n')
        .SelectMany((line, i) => InCode().Matches(line).Select(m => new CommandLine(page, i + 1, m.Groups["command"].Value))));

    /// <summary>What comes after <c>dotnet connector</c>, or null for another command of <c>dotnet</c>.</summary>
    public IReadOnlyList<string>? Arguments => Words is ["connector", ..] ? [.. Words.Skip(1)] : null;

    /// <summary>The words after <c>dotnet</c>.</summary>
    public IReadOnlyList<string> Words =>
        [.. Word().Matches(Text).Skip(1).Select(m => m.Groups["quoted"].Success ? m.Groups["quoted"].Value : m.Value)];

    public override string ToString() => $"{Page}:{Line}: {Text}";

    private static IEnumerable<CommandLine> Of(string page)
    {
        var lines = RepositoryRoot.Read(page).ReplaceLineEndings("\n").Split('\n');
        var isInFence = false;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal))
            {
                isInFence = !isInFence;
                continue;
            }

            if (!isInFence && !line.StartsWith("    dotnet ", StringComparison.Ordinal))
            {
                continue;
            }

            var start = i;
            var text = line.TrimStart();
            while (text.EndsWith('\\'))
            {
                text = text[..^1].TrimEnd() + " " + lines[++i].Trim();
            }

            // A folded scalar of YAML is one command.
            if (Folded().IsMatch(text))
            {
                var indent = Indent(line);
                text = "";
                while (i + 1 < lines.Length && Indent(lines[i + 1]) > indent)
                {
                    text += lines[++i].Trim() + " ";
                }
            }

            text = Around().Replace(Expression().Replace(text, "prod"), "").Trim();
            if (text.StartsWith("dotnet ", StringComparison.Ordinal))
            {
                yield return new CommandLine(page, start + 1, text);
            }
        }
    }

    [GeneratedRegex(@"`(?<command>dotnet connector [a-z-]+ [^`<.…]*(?:\.(?!\.)[^`<.…]*)*)`")]
    private static partial Regex InCode();

    private static int Indent(string line) => line.Length - line.TrimStart().Length;

    // A prompt, keys of YAML and variables before the command; a comment and the shell's own behind it.
    [GeneratedRegex(@"^(?:\$ |- |run: |script: |inlineScript: |[A-Z_]+=\S+ )+|\s+#.*$|\s+(?:\|\| code=|>|&&).*$")]
    private static partial Regex Around();

    // An expression of GitHub Actions; in commands of guides each stands for an environment's name.
    [GeneratedRegex(@"\$\{\{[^}]*\}\}")]
    private static partial Regex Expression();

    [GeneratedRegex(@"^(?:- )?(?:run|script): >-?$")]
    private static partial Regex Folded();

    [GeneratedRegex("""
        (?<=^|\s)(?:"(?<quoted>[^"]*)"|'(?<quoted>[^']*)'|\S+)(?=\s|$)
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Word();
}
