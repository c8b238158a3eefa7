using System.Text;
using System.Text.RegularExpressions;
using ConnectorBuild.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConnectorBuild.Rules.Tests.Wording;

/// <summary>What is written for people in the repository, with everything else blanked out, so that lines stay those of the file.</summary>
internal static partial class Texts
{
    /// <summary>The pages: guides, rules, README and the like, by path from the root.</summary>
    public static IEnumerable<string> Pages() =>
        Directory.EnumerateFiles(RepositoryRoot.PathOf("docs"), "*.md", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(RepositoryRoot.Path, "*.md"))
            .Append(RepositoryRoot.PathOf("build/README.md"))
            .Append(RepositoryRoot.PathOf("samples/README.md"))
            .Append(RepositoryRoot.PathOf("tests/ConnectorBuild.Benchmarks/README.md"))
            .Select(Relative)
            .Order(StringComparer.Ordinal);

    /// <summary>The sources of the product, by path from the root.</summary>
    public static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(RepositoryRoot.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Select(Relative)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    /// <summary>A page's sentences, without code, and without a code's title: that is one of the sources' texts.</summary>
    public static string OfPage(string text) => Code().Replace(text, m => Blank(m.ValueSpan));

    /// <summary>A source file's string literals and documentation comments; a hole of an interpolated string is an X.</summary>
    public static string OfSource(string text)
    {
        var kept = new StringBuilder(Blank(text));
        foreach (var node in CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodesAndTokens(descendIntoTrivia: true))
        {
            if (node.IsToken && IsText(node.AsToken()))
            {
                Copy(text, kept, node.Span.Start, node.Span.End);
            }
            else if (node.AsNode() is InterpolationSyntax hole)
            {
                kept[hole.SpanStart] = 'X';
            }
        }

        return kept.ToString();
    }

    private static bool IsText(SyntaxToken token) => token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken
        or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.XmlTextLiteralToken;

    private static void Copy(string text, StringBuilder kept, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            kept[i] = text[i];
        }
    }

    private static string Blank(ReadOnlySpan<char> text)
    {
        var blank = new char[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            blank[i] = text[i] == '\n' ? '\n' : ' ';
        }

        return new string(blank);
    }

    private static string Relative(string path) => Path.GetRelativePath(RepositoryRoot.Path, path).Replace('\\', '/');

    [GeneratedRegex("^```.*?^```|`[^`\n]*`|^# CB[^\n]*", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();
}
