using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Definition;

/// <summary>JSON text that was written from YAML: every name and value knows its place in the YAML file.</summary>
/// <param name="file">The path as diagnostics show it.</param>
/// <param name="yaml">The file's text.</param>
internal sealed class YamlSourceMap(string file, string yaml) : SourceMap
{
    private readonly List<int> _offsets = [];
    private readonly List<YamlSpan> _spans = [];
    private string[]? _lines;

    /// <summary>Adds a token. Offsets must grow.</summary>
    /// <param name="offset">Where the token begins in the JSON text.</param>
    /// <param name="span">The place in the YAML file.</param>
    public void Add(int offset, YamlSpan span)
    {
        _offsets.Add(offset);
        _spans.Add(span);
    }

    public override SourceLocation Locate(int start, int end)
    {
        var found = _offsets.BinarySearch(start);
        var token = found >= 0 ? found : ~found - 1;
        if (token < 0)
        {
            return new SourceLocation(file, 1, 1, 1, 1);
        }

        var span = _spans[token];
        var (line, column) = Clamp(span.Line, span.Column);
        var (endLine, endColumn) = Clamp(span.EndLine, span.EndColumn);
        return new SourceLocation(file, line, column, endLine, endColumn);
    }

    // The parser counts the end of the file as a line of its own, and a break as a column.
    private (int Line, int Column) Clamp(int line, int column)
    {
        _lines ??= yaml.Split(["\r\n", "\n", "\r"], StringSplitOptions.None);
        line = Math.Clamp(line, 1, _lines.Length);
        return (line, Math.Clamp(column, 1, _lines[line - 1].Length + 1));
    }
}

/// <summary>A span in a YAML file, lines and columns from 1.</summary>
internal readonly record struct YamlSpan(int Line, int Column, int EndLine, int EndColumn);
