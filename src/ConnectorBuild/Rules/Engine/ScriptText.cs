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

    public IReadOnlyList<ScriptToken> Tokens { get; }

    public IReadOnlyList<ScriptDirective> Directives { get; }

    /// <summary>What keeps the script from compiling, if that is certain.</summary>
    public ScriptFault? Fault { get; }

    /// <summary>The connector's script; null if it has none.</summary>
    public static ScriptText? Of(RuleContext context) => context.Connector.Script;

    /// <summary>The text of a token; empty outside of the script.</summary>
    public string TextAt(int token) => token >= 0 && token < Tokens.Count ? _text.Substring(Tokens[token].Offset, Tokens[token].Length) : "";

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

    /// <summary>A span as editors count it.</summary>
    public SourceLocation Locate(int offset, int length)
    {
        var (line, column) = Position(offset);
        var (endLine, endColumn) = Position(Math.Min(offset + length, _text.Length));
        return new SourceLocation(_path, line, column, endLine, endColumn);
    }

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

/// <summary>A line that begins with <c>#</c>.</summary>
/// <param name="Offset">The offset of the <c>#</c>.</param>
/// <param name="Name">The word behind it.</param>
internal readonly record struct ScriptDirective(int Offset, string Name);

/// <summary>What keeps a script from compiling.</summary>
internal sealed record ScriptFault(int Offset, string Message);
