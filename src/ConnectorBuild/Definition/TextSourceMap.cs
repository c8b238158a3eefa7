using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Definition;

/// <summary>A text that is a file as it stands (but for its BOM).</summary>
/// <param name="file">The path as diagnostics show it.</param>
/// <param name="text">UTF-8 without BOM.</param>
/// <param name="isAscii">Whether all of the text is ASCII.</param>
internal sealed class TextSourceMap(string file, ReadOnlyMemory<byte> text, bool isAscii) : SourceMap
{
    private LineIndex? _lines;

    public override SourceLocation Locate(int start, int end)
    {
        var lines = _lines ??= new LineIndex(text, isAscii);
        var (line, column) = lines.Position(start);
        var (endLine, endColumn) = lines.PositionBehind(start, line, column, end);
        return new SourceLocation(file, line, column, endLine, endColumn);
    }
}
