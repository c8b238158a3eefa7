using ConnectorBuild.Rules;

namespace ConnectorBuild.Definition;

/// <summary>JSON text that was written from YAML: every name and value knows where it stands in the YAML file.</summary>
/// <param name="file">The path as diagnostics show it.</param>
/// <param name="yaml">UTF-8 without BOM.</param>
internal sealed class YamlSourceMap(string file, ReadOnlyMemory<byte> yaml) : SourceMap
{
    private LineIndex? _lines;

    private readonly List<int> _offsets = [];
    private readonly List<YamlSpan> _spans = [];

    /// <summary>Adds a token. Offsets must grow.</summary>
    /// <param name="offset">Where the token begins in the JSON text.</param>
    /// <param name="span">Where it stands in the YAML file.</param>
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
        var lines = _lines ??= new LineIndex(yaml);
        var (line, column) = lines.Clamp(span.Line, span.Column);
        var (endLine, endColumn) = lines.Clamp(span.EndLine, span.EndColumn);
        return new SourceLocation(file, line, column, endLine, endColumn);
    }
}

/// <summary>A span in a YAML file, lines and columns from 1.</summary>
internal readonly record struct YamlSpan(int Line, int Column, int EndLine, int EndColumn);
