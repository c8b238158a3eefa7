using System.Text;
using System.Text.RegularExpressions;

namespace ConnectorBuild.Tool.Tests.Reference;

/// <summary>Markdown out of the plain text of descriptions: names become code, codes become links.</summary>
internal static partial class Markdown
{
    /// <summary>The start of a generated page.</summary>
    public static StringBuilder Page(string title, string introduction) => new StringBuilder($"""
        <!-- Generated. To change this page, change its source, then run:
             {ReferencePages.Update} -->
        # {title}

        {introduction}


        """.ReplaceLineEndings("\n"));

    /// <summary>A cell or sentence.</summary>
    public static string Text(string? plain) => Special().Replace(plain ?? "", match => match.Value switch
    {
        "|" or "*" or "<" => "\\" + match.Value,
        ['C', 'B', ..] code => $"[{code}](../rules/{code}.md)",
        ['\'', .. var quoted, '\''] => Code(quoted),
        var name => Code(name),
    });

    /// <summary>Code; empty for nothing.</summary>
    public static string Code(string? text) => string.IsNullOrEmpty(text) ? "" : $"`{text.Replace("|", @"\|", StringComparison.Ordinal)}`";

    /// <summary>A link from a page of docs/reference to a page of the repository, named as <c>docs/page.md#part</c>.</summary>
    public static string See(string? page) => page is null ? "" : $" [More](../{page["docs/".Length..]})";

    // Codes; quoted words; MSBuild's references and paths with placeholders; addresses; names of settings; options; files; what Markdown
    // would take for its own.
    [GeneratedRegex("""
        \bCB\d{4}\b
        | (?<!\w)'[^']+'(?!\w)
        | (?:\$\(\w+\))+(?:\.\w+)*
        | [\w./]*\{\w+\}(?:[\w./{}]*[\w}])?
        | https?://[^\s,;)]*[\w/}]
        | /providers/[\w./]+
        | \bConnector(?!Build\b)[A-Z]\w+\b
        | (?<![\w-])--[a-z][a-z-]+
        | (?<!\w)[\w./-]*\.(?:json|png|csx|zip|yaml|yml|md)\b
        | \bobj/
        | [|*<]
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Special();
}
