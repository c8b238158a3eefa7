using ConnectorBuild.Rules;

namespace ConnectorBuild.Definition;

/// <summary>A text that is a file as it stands (but for its BOM).</summary>
/// <param name="file">The path as diagnostics show it.</param>
/// <param name="text">UTF-8 without BOM.</param>
internal sealed class TextSourceMap(string file, ReadOnlyMemory<byte> text) : SourceMap
{
    private LineIndex? _lines;

    public override SourceLocation Locate(int start, int end)
    {
        var lines = _lines ??= new LineIndex(text);
        var (line, column) = lines.Position(start);
        var (endLine, endColumn) = lines.Position(end);
        return new SourceLocation(file, line, column, endLine, endColumn);
    }
}
