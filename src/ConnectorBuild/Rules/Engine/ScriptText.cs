using ConnectorBuild.CustomCode;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Rules.Engine;

/// <summary>The tokens of a script, as far as they can be told without a compiler: comments and texts are left out.</summary>
internal sealed class ScriptText
{
    private readonly string _path;
    private readonly string _text;
    private int[]? _lines;

    internal ScriptText(string path, string text, IReadOnlyList<ScriptToken> tokens, IReadOnlyList<ScriptDirective> directives, ScriptFault? fault)
    {
        (_path, _text, Tokens, Directives, Fault) = (path, text, tokens, directives, fault);
    }

    /// <summary>The script's path as diagnostics show it.</summary>
    public string Path => _path;

    public IReadOnlyList<ScriptToken> Tokens { get; }

    public IReadOnlyList<ScriptDirective> Directives { get; }

    /// <summary>The texts, in the order in which they end.</summary>
    public IReadOnlyList<ScriptLiteral> Literals { get; init; } = [];

    /// <summary>What keeps the script from compiling, if that is certain: then the tokens end there.</summary>
    public ScriptFault? Fault { get; }

    /// <summary>The connector's script; null if it has none.</summary>
    public static ScriptText? Of(RuleContext context) => context.Connector.Script;

    /// <summary>The text of a token; empty outside of the script.</summary>
    public string TextAt(int token) => token >= 0 && token < Tokens.Count ? _text.Substring(Tokens[token].Offset, Tokens[token].Length) : "";

    /// <summary>A text as the script writes it, quotes included.</summary>
    public ReadOnlySpan<char> TextOf(ScriptLiteral literal) => _text.AsSpan(literal.Offset, literal.Length);

    public bool Is(int token, string text) =>
        token >= 0 && token < Tokens.Count && _text.AsSpan(Tokens[token].Offset, Tokens[token].Length).SequenceEqual(text);

    /// <summary>The dotted name that begins at a token, and the token behind it; null if there is none.</summary>
    public string? DottedName(int token, out int end)
    {
        end = token;
        if (token >= Tokens.Count || !Tokens[token].IsWord)
        {
            return null;
        }

        end = token + 1;
        while (Is(end, ".") && end + 1 < Tokens.Count && Tokens[end + 1].IsWord)
        {
            end += 2;
        }

        return string.Concat(Enumerable.Range(token, end - token).Select(TextAt));
    }

    /// <summary>The dotted name at the place of an error, or of the method that takes the argument there; null if there is none.</summary>
    public string? MemberAt(ScriptError error)
    {
        var at = -1;
        for (var token = 0; token < Tokens.Count && at < 0; token++)
        {
            var place = Position(Tokens[token].Offset);
            at = place.Line > error.Line || (place.Line == error.Line && place.Column >= error.Column) ? token : -1;
        }

        // CS1502, CS1503: an argument does not fit.
        return at < 0 ? null
            : error.Id is "CS1502" or "CS1503" ? (Call(at) is { } call ? NameEndingAt(call) : null)
            : !Tokens[at].IsWord ? null
            : Is(at - 1, ".") ? NameEndingAt(at) : DottedName(at, out _);
    }

    // The token before the bracket that is open at a token.
    private int? Call(int token)
    {
        var depth = 0;
        for (var at = token - 1; at >= 0; at--)
        {
            depth += Is(at, ")") ? 1 : Is(at, "(") ? -1 : 0;
            if (depth < 0)
            {
                return at > 0 && Tokens[at - 1].IsWord ? at - 1 : null;
            }

            if (Is(at, ";") || Is(at, "{"))
            {
                return null;
            }
        }

        return null;
    }

    private string NameEndingAt(int token)
    {
        var first = token;
        while (Is(first - 1, ".") && first >= 2 && Tokens[first - 2].IsWord)
        {
            first -= 2;
        }

        return string.Concat(Enumerable.Range(first, token - first + 1).Select(TextAt));
    }

    /// <summary>A span as editors count it.</summary>
    public SourceLocation Locate(int offset, int length)
    {
        var (line, column) = Position(offset);
        var (endLine, endColumn) = Position(Math.Min(offset + length, _text.Length));
        return new SourceLocation(_path, line, column, endLine, endColumn);
    }

    /// <summary>The span of a compiler's error; the file as a whole for one that has none.</summary>
    public SourceLocation Locate(ScriptError error) =>
        error.Line < 1 ? new SourceLocation(_path) : new SourceLocation(_path, error.Line, error.Column, error.EndLine, error.EndColumn);

    private (int Line, int Column) Position(int offset)
    {
        _lines ??= [0, .. Enumerable.Range(0, _text.Length).Where(i => _text[i] == '\n').Select(i => i + 1)];
        var found = Array.BinarySearch(_lines, offset);
        var line = found >= 0 ? found : ~found - 1;
        return (line + 1, offset - _lines[line] + 1);
    }
}

/// <summary>A word, number or sign.</summary>
internal readonly record struct ScriptToken(int Offset, int Length, bool IsWord);

/// <summary>A text between quotes.</summary>
/// <param name="Offset">Where its first sign (<c>"</c>, <c>@</c> or <c>$</c>) is.</param>
/// <param name="Length">Its length, quotes included.</param>
/// <param name="Token">The token that follows it; for a text with holes, the first token in it.</param>
internal readonly record struct ScriptLiteral(int Offset, int Length, int Token);

/// <summary>A line that begins with <c>#</c>.</summary>
/// <param name="Offset">The offset of the <c>#</c>.</param>
/// <param name="Name">The word behind it.</param>
internal readonly record struct ScriptDirective(int Offset, string Name);

/// <summary>What keeps a script from compiling.</summary>
internal sealed record ScriptFault(int Offset, string Message);
