namespace ConnectorBuild.Packaging;

/// <summary>Finds earlier occurrences of the bytes at a position in the 32 KiB before it.</summary>
internal sealed class MatchFinder
{
    public const int MinLength = 3;
    public const int MaxLength = 258;

    private const int WindowSize = 1 << 15;
    private const int HashBits = 15;

    // How many candidates are compared: beyond this, JSON gains almost nothing (measured in the packaging tests and benchmark).
    private const int MaxCandidates = 96;

    // A match of three bytes from far away costs more bits than three literals.
    private const int FarDistance = 4096;

    private readonly int[] _newest = new int[1 << HashBits];
    private readonly int[] _older = new int[WindowSize];

    public void Reset() => Array.Fill(_newest, -1);

    /// <summary>Makes the position findable. Positions must come in order, each once.</summary>
    public void Insert(ReadOnlySpan<byte> data, int position)
    {
        if (position + MinLength <= data.Length)
        {
            var hash = Hash(data, position);
            _older[position & (WindowSize - 1)] = _newest[hash];
            _newest[hash] = position;
        }
    }

    /// <summary>The longest match, the nearest among equals; length 0 if there is none worth its bits.</summary>
    public (int Length, int Distance) Find(ReadOnlySpan<byte> data, int position)
    {
        var limit = Math.Min(MaxLength, data.Length - position);
        if (limit < MinLength)
        {
            return default;
        }

        var here = data.Slice(position, limit);
        var best = (Length: MinLength - 1, Distance: 0);
        var candidate = _newest[Hash(data, position)];
        for (var tries = 0; candidate >= 0 && position - candidate <= WindowSize && tries < MaxCandidates; tries++)
        {
            if (data[candidate + best.Length] == here[best.Length])
            {
                var length = here.CommonPrefixLength(data.Slice(candidate, limit));
                if (length > best.Length)
                {
                    best = (length, position - candidate);
                    if (length == limit)
                    {
                        break;
                    }
                }
            }

            candidate = _older[candidate & (WindowSize - 1)];
        }

        return best.Length < MinLength || (best.Length == MinLength && best.Distance > FarDistance) ? default : best;
    }

    private static int Hash(ReadOnlySpan<byte> data, int position)
    {
        var three = data[position] | ((uint)data[position + 1] << 8) | ((uint)data[position + 2] << 16);
        return (int)(unchecked(three * 0x9E3779B1u) >> (32 - HashBits));
    }
}
