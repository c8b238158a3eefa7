namespace ConnectorBuild.Testing;

/// <summary>
/// Damages an input at random: bytes changed, pieces removed, doubled and moved, and the characters that formats are made of put in.
/// </summary>
internal static class Damage
{
    private static readonly byte[] Marks = [.. "{}[],:\"\\/<>&;=-#*!|%@\n\0"u8];

    /// <summary>The damaged input; the same for the same seed.</summary>
    public static byte[] Of(ReadOnlySpan<byte> original, int seed)
    {
        var random = new Random(seed);
        List<byte> bytes = [.. original];
        for (var change = random.Next(1, 6); change > 0 && bytes.Count > 0; change--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 60), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
                case 3:
                    bytes.Insert(at, Marks[random.Next(Marks.Length)]);
                    break;
                case 4:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    var piece = bytes.GetRange(at, length);
                    bytes.RemoveRange(at, length);
                    bytes.InsertRange(random.Next(bytes.Count + 1), piece);
                    break;
            }
        }

        return [.. bytes];
    }
}
