using System.Text;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Tests.Reading;

/// <summary>
/// Lines and columns against a count from the beginning, over texts that are longer than the blocks that <see cref="LineIndex"/> counts
/// by.
/// </summary>
public sealed class LinePositionTests
{
    private static readonly string[] Pieces = ["a", " ", "\n", "\r\n", "\r", "é", "\u2003", "😀", "abcdefgh", new('x', 600), new('é', 700), new('\n', 40)];

    [Theory]
    [InlineData(new[] { 0, 1, 2, 8, 9 })]
    [InlineData(new[] { 0, 2, 5, 6, 7, 10 })]
    [InlineData(new[] { 0, 1, 3, 8, 9 })]
    [InlineData(new[] { 0, 2, 3, 4, 5, 7, 9, 11 })]
    [InlineData(new[] { 5, 7, 9, 10 })]
    [InlineData(new[] { 4, 9, 10 })]
    public void Locate_AnyOffsets_AreTheLinesAndColumnsThatAnEditorShows(int[] pieces)
    {
        for (var seed = 0; seed < 6; seed++)
        {
            var random = new Random(seed);
            var text = string.Concat(Enumerable.Range(0, 60).Select(_ => Pieces[pieces[random.Next(pieces.Length)]]));
            var bytes = Encoding.UTF8.GetBytes(text);
            var map = new TextSourceMap("a.json", bytes, Ascii.IsValid(bytes));
            var offsets = Offsets(text);
            for (var count = 0; count < 200; count++)
            {
                var start = random.Next(offsets.Count);
                var end = Math.Min(offsets.Count - 1, start + random.Next(count % 2 == 0 ? 8 : 4_000));

                var found = map.Locate(offsets[start].Offset, offsets[end].Offset);

                Assert.Equal(
                    (offsets[start].Line, offsets[start].Column, offsets[end].Line, offsets[end].Column),
                    (found.Line, found.Column, found.EndLine, found.EndColumn));
            }
        }
    }

    // The offset of each character in UTF-8, with its line and column; between the halves of a line end there is no place.
    private static List<(int Offset, int Line, int Column)> Offsets(string text)
    {
        var places = new List<(int, int, int)>();
        var (offset, line, column) = (0, 1, 1);
        for (var index = 0; index <= text.Length; index++)
        {
            var isInside = index > 0 && index < text.Length && ((text[index] == '\n' && text[index - 1] == '\r') || char.IsLowSurrogate(text[index]));
            if (!isInside)
            {
                places.Add((offset, line, column));
            }

            if (index == text.Length)
            {
                break;
            }

            offset += char.IsSurrogate(text[index]) ? 2 : Encoding.UTF8.GetByteCount(text.AsSpan(index, 1));
            var endsLine = text[index] == '\n' || (text[index] == '\r' && (index + 1 == text.Length || text[index + 1] != '\n'));
            (line, column) = endsLine ? (line + 1, 1) : (line, column + 1);
        }

        return places;
    }
}
