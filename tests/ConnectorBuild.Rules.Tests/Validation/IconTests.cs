using System.Buffers.Binary;
using System.IO.Compression;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Rules.Tests.Validation;

public sealed class IconTests
{
    [Theory]
    [InlineData(230, 230, "")]
    [InlineData(100, 100, "")]
    [InlineData(99, 99, "CB4013")]
    [InlineData(231, 231, "CB4013")]
    [InlineData(200, 150, "CB4013")]
    public void Icon_OfAnySize_IsSquareAndBetweenTheLimits(int width, int height, string expected)
    {
        Assert.Equal(expected, Codes(Png(width, height, 6, [0x1B, 0x6A, 0xC9, 0xFF])));
    }

    [Theory]
    [InlineData(6, new byte[] { 0x1B, 0x6A, 0xC9, 0x80 }, "CB4014")]
    [InlineData(6, new byte[] { 0xFF, 0xFF, 0xFF, 0xFF }, "CB4014")]
    [InlineData(2, new byte[] { 0x00, 0x7E, 0xE5 }, "CB4014")]
    [InlineData(2, new byte[] { 0x1B, 0x6A, 0xC8 }, "CB4014")]
    [InlineData(2, new byte[] { 0x1B, 0x6A, 0xC9 }, "")]
    [InlineData(3, new byte[] { 1 }, "")]
    [InlineData(3, new byte[] { 0 }, "CB4014")]
    [InlineData(0, new byte[] { 0xFF }, "CB4014")]
    [InlineData(4, new byte[] { 0x10, 0x00 }, "CB4014")]
    public void IconBackground_OfAnyColorType_IsComparedWithTheBrandColor(byte colorType, byte[] pixel, string expected)
    {
        Assert.Equal(expected, Codes(Png(128, 128, colorType, pixel)));
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xE0 }, "JPEG")]
    [InlineData(new byte[] { 0x47, 0x49, 0x46, 0x38, 0x39, 0x61 }, "GIF")]
    [InlineData(new byte[] { 0x3C, 0x73, 0x76, 0x67, 0x3E }, "SVG")]
    public void Icon_OfAnotherFormat_IsReportedWithItsName(byte[] bytes, string format)
    {
        var found = Assert.Single(Find(bytes));

        Assert.Equal("CB4013", found.Id);
        Assert.Contains(format, found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[0], "is empty")]
    [InlineData(new byte[] { 0x68, 0x65, 0x6C, 0x6C, 0x6F }, "is not an image")]
    [InlineData(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A }, "damaged")]
    public void Icon_ThatIsNoImage_IsAWarningAtTheFile(byte[] bytes, string expected)
    {
        var found = Assert.Single(Find(bytes));

        Assert.Equal(("CB2005", DiagnosticSeverity.Warning, "icon.png"), (found.Id, found.Severity, found.Location!.Value.File));
        Assert.Contains(expected, found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Icon_CutOffBehindItsHeader_IsNoImage() =>
        Assert.Equal("CB2005", Codes(Png(128, 128, 6, [0x1B, 0x6A, 0xC9, 0xFF])[..^12]));

    [Fact]
    public void Icon_CutOffOrDamaged_IsNoCrash()
    {
        var png = Png(128, 128, 6, [1, 2, 3, 255]);
        for (var length = 0; length < png.Length; length++)
        {
            Codes(png[..length]);
            var damaged = (byte[])png.Clone();
            damaged[length] ^= 0xFF;
            Codes(damaged);
        }
    }

    [Fact]
    public void Icon_OfAMegabyte_IsReported() =>
        Assert.Equal("CB4013", Codes([.. Png(128, 128, 2, [0x1B, 0x6A, 0xC9]), .. new byte[1_000_000]]));

    private static string Codes(byte[] icon) => string.Join(' ', Find(icon).Select(d => d.Id));

    private static List<Diagnostic> Find(byte[] icon)
    {
        using var connector = new TestConnector().WithProperties("""{ "properties": { "iconBrandColor": "#1B6AC9" } }""").WithIcon(icon);
        return [.. connector.Validate().Diagnostics.Where(d => d.Id is "CB2005" or "CB4013" or "CB4014")];
    }

    // One line is enough: nobody looks further.
    private static byte[] Png(int width, int height, byte colorType, byte[] pixel)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = colorType;
        using var data = new MemoryStream();
        using (var deflate = new ZLibStream(data, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.WriteByte(1);
            for (var column = 0; column < width; column++)
            {
                deflate.Write(pixel);
            }
        }

        return
        [
            0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A,
            .. Chunk("IHDR"u8, header), .. Chunk("PLTE"u8, [0xFF, 0xFF, 0xFF, 0x1B, 0x6A, 0xC9]), .. Chunk("IDAT"u8, data.ToArray()), .. Chunk("IEND"u8, []),
        ];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] data)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        return [.. length, .. type, .. data, 0, 0, 0, 0];
    }
}
