namespace ConnectorBuild.Packaging;

/// <summary>A canonical prefix code as deflate transmits it (RFC 1951, 3.2.2): only the lengths matter, the codes follow.</summary>
internal sealed class HuffmanCode
{
    private readonly int[] _codes;

    private HuffmanCode(byte[] lengths)
    {
        Lengths = lengths;
        _codes = AssignCodes(lengths);
    }

    /// <summary>Bits per symbol; 0 for a symbol that does not occur.</summary>
    public byte[] Lengths { get; }

    /// <summary>The best code for the frequencies in which no symbol takes more than <paramref name="maxLength"/> bits.</summary>
    public static HuffmanCode Create(ReadOnlySpan<int> frequencies, int maxLength)
    {
        var lengths = new byte[frequencies.Length];
        var leaves = Leaves(frequencies);
        if (leaves.Count == 1)
        {
            lengths[leaves[0].Symbol] = 1;
        }
        else if (leaves.Count > 1)
        {
            foreach (var node in PackageMerge(leaves, maxLength).Take((2 * leaves.Count) - 2))
            {
                Count(node, lengths);
            }
        }

        return new HuffmanCode(lengths);
    }

    public void Write(BitWriter output, int symbol) => output.Write(_codes[symbol], Lengths[symbol]);

    private static List<Node> Leaves(ReadOnlySpan<int> frequencies)
    {
        var leaves = new List<Node>();
        for (var symbol = 0; symbol < frequencies.Length; symbol++)
        {
            if (frequencies[symbol] > 0)
            {
                leaves.Add(new Node(frequencies[symbol], symbol));
            }
        }

        // By symbol among equals: the sort itself need not be stable.
        leaves.Sort((a, b) => a.Weight != b.Weight ? a.Weight.CompareTo(b.Weight) : a.Symbol.CompareTo(b.Symbol));
        return leaves;
    }

    // Larmore and Hirschberg: each round pairs up the former one's list and merges it with the symbols; a symbol's length is how often it is taken.
    private static List<Node> PackageMerge(List<Node> leaves, int maxLength)
    {
        var current = leaves;
        for (var round = 1; round < maxLength; round++)
        {
            var merged = new List<Node>(leaves.Count + (current.Count / 2));
            var leaf = 0;
            for (var i = 0; i + 1 < current.Count; i += 2)
            {
                var package = new Node(current[i].Weight + current[i + 1].Weight, -1, current[i], current[i + 1]);
                while (leaf < leaves.Count && leaves[leaf].Weight <= package.Weight)
                {
                    merged.Add(leaves[leaf++]);
                }

                merged.Add(package);
            }

            merged.AddRange(leaves[leaf..]);
            current = merged;
        }

        return current;
    }

    private static void Count(Node node, byte[] lengths)
    {
        if (node.Symbol >= 0)
        {
            lengths[node.Symbol]++;
            return;
        }

        Count(node.First!, lengths);
        Count(node.Second!, lengths);
    }

    private static int[] AssignCodes(byte[] lengths)
    {
        var countOfLength = new int[16];
        foreach (var length in lengths)
        {
            countOfLength[length]++;
        }

        countOfLength[0] = 0;
        var next = new int[16];
        for (var length = 1; length < 16; length++)
        {
            next[length] = (next[length - 1] + countOfLength[length - 1]) << 1;
        }

        var codes = new int[lengths.Length];
        for (var symbol = 0; symbol < lengths.Length; symbol++)
        {
            if (lengths[symbol] > 0)
            {
                codes[symbol] = Reverse(next[lengths[symbol]]++, lengths[symbol]);
            }
        }

        return codes;
    }

    // Deflate packs codes from their most significant bit, everything else from the least.
    private static int Reverse(int code, int length)
    {
        var reversed = 0;
        for (var i = 0; i < length; i++)
        {
            reversed = (reversed << 1) | ((code >> i) & 1);
        }

        return reversed;
    }

    private sealed record Node(long Weight, int Symbol, Node? First = null, Node? Second = null);
}
