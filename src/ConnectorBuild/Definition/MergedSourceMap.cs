using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Definition;

/// <summary>Text that was put together from pieces of other documents, each of which keeps its place in the file that it came from.</summary>
internal sealed class MergedSourceMap : SourceMap
{
    private readonly List<int> _starts = [];
    private readonly List<Piece> _pieces = [];

    /// <summary>Adds a piece. Offsets must grow.</summary>
    public void Add(int start, int length, SourceMap source, int sourceStart)
    {
        _starts.Add(start);
        _pieces.Add(new(source, sourceStart, length));
    }

    /// <summary>The map and the offset that the piece which begins at an offset comes from; null if none begins there.</summary>
    public (SourceMap Source, int Start)? Trace(int start) =>
        _starts.BinarySearch(start) is >= 0 and var index ? (_pieces[index].Source, _pieces[index].SourceStart) : null;

    public override SourceLocation Locate(int start, int end)
    {
        var found = _starts.BinarySearch(start);
        var index = Math.Max(0, found >= 0 ? found : ~found - 1);
        var piece = _pieces[index];
        var from = Math.Min(start - _starts[index], piece.Length);
        var to = Math.Clamp(end - _starts[index], from, Math.Max(from, piece.Length));
        return piece.Source.Locate(piece.SourceStart + from, piece.SourceStart + to);
    }

    private readonly record struct Piece(SourceMap Source, int SourceStart, int Length);
}
