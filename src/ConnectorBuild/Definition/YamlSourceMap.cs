using ConnectorBuild.Rules;

namespace ConnectorBuild.Definition;

/// <summary>JSON text that was written from YAML: every name and value knows where it stands in the YAML file.</summary>
internal sealed class YamlSourceMap(string file) : SourceMap
{
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
        return new SourceLocation(file, span.Line, span.Column, span.EndLine, span.EndColumn);
    }
}

/// <summary>A span in a YAML file, lines and columns from 1.</summary>
internal readonly record struct YamlSpan(int Line, int Column, int EndLine, int EndColumn);
