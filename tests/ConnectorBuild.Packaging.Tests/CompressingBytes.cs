using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace ConnectorBuild.Packaging.Tests;

public sealed class CompressingBytes
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(258)]
    [InlineData(259)]
    [InlineData(32768)]
    [InlineData(32769)]
    [InlineData(300_000)]
    public void Repetition_OfAnyLength_IsRestored(int length) => AssertRestored(Enumerable.Repeat((byte)'a', length).ToArray());

    [Fact]
    public void Text_LargerThanWindowAndBlock_IsRestoredAndNearTheSizeOfTheRuntimesCompressor()
    {
        var text = Encoding.UTF8.GetBytes(LongDefinition(3000));

        var compressed = AssertRestored(text);

        using var reference = new MemoryStream();
        using (var deflate = new DeflateStream(reference, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(text);
        }

        Assert.True(text.Length > 300_000);
        Assert.InRange(compressed.Length, 1, reference.Length * 11 / 10);
    }

    [Fact]
    public void Noise_IsRestored()
    {
        var noise = new byte[200_000];
        new Random(20260101).NextBytes(noise);

        AssertRestored(noise);
    }

    [Fact]
    public void Skewed_FrequenciesThatAskForCodesOverFifteenBits_AreRestored()
    {
        // Fibonacci frequencies give the deepest Huffman tree there is; shuffled, so that no match hides the literals.
        var bytes = new List<byte>();
        var (a, b) = (1, 1);
        for (byte symbol = 0; symbol < 22; symbol++)
        {
            bytes.AddRange(Enumerable.Repeat(symbol, a));
            (a, b) = (b, a + b);
        }

        var shuffled = bytes.ToArray();
        new Random(7).Shuffle(shuffled);
        AssertRestored(shuffled);
    }

    [Fact]
    public void SameBytes_WithAUsedEncoder_GiveTheSameResult()
    {
        var text = Encoding.UTF8.GetBytes(LongDefinition(50));
        var encoder = new DeflateEncoder();
        encoder.Compress(Encoding.UTF8.GetBytes("something else altogether, and some of it twice, and some of it twice"));

        Assert.Equal(new DeflateEncoder().Compress(text), encoder.Compress(text));
    }

    [Fact]
    public void AnyBytes_AreRestored() =>
        Prop.ForAll<byte[], byte>((seed, repeat) =>
        {
            if (seed.Length > 0)
            {
                AssertRestored([.. Enumerable.Repeat(seed, repeat + 1).SelectMany(b => b)]);
            }
        }).QuickCheckThrowOnFailure();

    private static byte[] AssertRestored(byte[] data)
    {
        var compressed = new DeflateEncoder().Compress(data);
        using var inflate = new DeflateStream(new MemoryStream(compressed), CompressionMode.Decompress);
        using var restored = new MemoryStream();
        inflate.CopyTo(restored);
        Assert.Equal(data, restored.ToArray());
        return compressed;
    }

    private static string LongDefinition(int operations)
    {
        var random = new Random(1);
        var words = new[] { "order", "invoice", "customer", "ship", "date", "total", "line", "tax", "status", "note" };
        var paths = Enumerable.Range(0, operations).Select(i =>
            $"\"/{words[random.Next(10)]}/{i}\":{{\"get\":{{\"operationId\":\"Get{words[random.Next(10)]}{i}\",\"summary\":\"Get the {words[random.Next(10)]} {words[random.Next(10)]}\",\"responses\":{{\"200\":{{\"description\":\"OK\"}}}}}}}}");
        return "{\"swagger\":\"2.0\",\"paths\":{" + string.Join(',', paths) + "}}";
    }
}
