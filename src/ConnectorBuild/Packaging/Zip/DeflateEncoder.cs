namespace ConnectorBuild.Packaging;

/// <summary>
/// Deflate (RFC 1951) whose output depends on the input only. The runtime's own compressor promises that for decompression alone: its bytes
/// differ between zlib versions, processor types and distributions' builds of .NET, and a package's hash would with them.
/// </summary>
internal sealed class DeflateEncoder
{
    private const int TokensPerBlock = 1 << 15;
    private const int EndOfBlock = 256;

    private static readonly int[] LengthBase = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
    private static readonly int[] LengthExtraBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
    private static readonly int[] DistanceBase = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
    private static readonly int[] DistanceExtraBits = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];

    private readonly MatchFinder _matches = new();
    private readonly List<Token> _tokens = new(TokensPerBlock);

    /// <summary>A complete deflate stream.</summary>
    /// <param name="data">At least one byte.</param>
    public byte[] Compress(ReadOnlySpan<byte> data)
    {
        ArgumentOutOfRangeException.ThrowIfZero(data.Length);
        var output = new BitWriter();
        _matches.Reset();
        _tokens.Clear();
        var position = 0;
        var match = _matches.Find(data, 0);
        while (position < data.Length)
        {
            _matches.Insert(data, position);
            var next = _matches.Find(data, position + 1);
            if (match.Length == 0 || next.Length > match.Length)
            {
                _tokens.Add(new Token(data[position], 0));
                position++;
                match = next;
            }
            else
            {
                _tokens.Add(new Token(match.Length, match.Distance));
                for (var i = 1; i < match.Length; i++)
                {
                    _matches.Insert(data, position + i);
                }

                position += match.Length;
                match = _matches.Find(data, position);
            }

            if (_tokens.Count == TokensPerBlock || position == data.Length)
            {
                WriteBlock(output, isLast: position == data.Length);
                _tokens.Clear();
            }
        }

        return output.Finish();
    }

    private void WriteBlock(BitWriter output, bool isLast)
    {
        var literalFrequencies = new int[286];
        var distanceFrequencies = new int[30];
        literalFrequencies[EndOfBlock] = 1;
        foreach (var token in _tokens)
        {
            if (token.Distance == 0)
            {
                literalFrequencies[token.Value]++;
            }
            else
            {
                literalFrequencies[257 + Bucket(LengthBase, token.Value)]++;
                distanceFrequencies[Bucket(DistanceBase, token.Distance)]++;
            }
        }

        var literals = HuffmanCode.Create(literalFrequencies, maxLength: 15);
        var distances = HuffmanCode.Create(distanceFrequencies, maxLength: 15);
        output.Write(isLast ? 1 : 0, 1);
        output.Write(2, 2); // Block type: codes of its own.
        CodeLengths.Write(output, literals.Lengths, distances.Lengths);
        foreach (var token in _tokens)
        {
            if (token.Distance == 0)
            {
                literals.Write(output, token.Value);
                continue;
            }

            var length = Bucket(LengthBase, token.Value);
            literals.Write(output, 257 + length);
            output.Write(token.Value - LengthBase[length], LengthExtraBits[length]);
            var distance = Bucket(DistanceBase, token.Distance);
            distances.Write(output, distance);
            output.Write(token.Distance - DistanceBase[distance], DistanceExtraBits[distance]);
        }

        literals.Write(output, EndOfBlock);
    }

    private static int Bucket(int[] bases, int value)
    {
        var index = Array.BinarySearch(bases, value);
        return index >= 0 ? index : ~index - 1;
    }

    /// <summary>A literal byte (distance 0), or a match's length and distance.</summary>
    private readonly record struct Token(int Value, int Distance);
}
