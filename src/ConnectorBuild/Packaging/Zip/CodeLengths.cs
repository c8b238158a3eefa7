namespace ConnectorBuild.Packaging;

/// <summary>The head of a dynamic deflate block: both codes' lengths, run-length coded, with a code of their own (RFC 1951, 3.2.7).</summary>
internal static class CodeLengths
{
    private const int RepeatPrevious = 16;
    private const int ShortZeros = 17;
    private const int LongZeros = 18;

    private static readonly int[] TransmissionOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    public static void Write(BitWriter output, byte[] literals, byte[] distances)
    {
        var literalCount = Used(literals, minimum: 257);
        var distanceCount = Used(distances, minimum: 1);
        var runs = Runs([.. literals[..literalCount], .. distances[..distanceCount]]);
        var frequencies = new int[19];
        foreach (var run in runs)
        {
            frequencies[run.Symbol]++;
        }

        var code = HuffmanCode.Create(frequencies, maxLength: 7);
        var codeCount = TransmissionOrder.Length;
        while (codeCount > 4 && code.Lengths[TransmissionOrder[codeCount - 1]] == 0)
        {
            codeCount--;
        }

        output.Write(literalCount - 257, 5);
        output.Write(distanceCount - 1, 5);
        output.Write(codeCount - 4, 4);
        foreach (var symbol in TransmissionOrder[..codeCount])
        {
            output.Write(code.Lengths[symbol], 3);
        }

        foreach (var run in runs)
        {
            code.Write(output, run.Symbol);
            output.Write(run.Extra, run.ExtraBits);
        }
    }

    private static int Used(byte[] lengths, int minimum)
    {
        var count = lengths.Length;
        while (count > minimum && lengths[count - 1] == 0)
        {
            count--;
        }

        return count;
    }

    private static List<Run> Runs(byte[] lengths)
    {
        var runs = new List<Run>();
        for (var i = 0; i < lengths.Length;)
        {
            var value = lengths[i];
            var count = 1;
            while (i + count < lengths.Length && lengths[i + count] == value)
            {
                count++;
            }

            i += count;
            if (value != 0)
            {
                runs.Add(new Run(value, 0, 0));
                count--;
            }

            while (count >= 3)
            {
                var taken = Math.Min(count, value == 0 ? 138 : 6);
                runs.Add(
                    value != 0 ? new Run(RepeatPrevious, taken - 3, 2)
                    : taken <= 10 ? new Run(ShortZeros, taken - 3, 3)
                    : new Run(LongZeros, taken - 11, 7));
                count -= taken;
            }

            for (; count > 0; count--)
            {
                runs.Add(new Run(value, 0, 0));
            }
        }

        return runs;
    }

    private readonly record struct Run(int Symbol, int Extra, int ExtraBits);
}
