using System.Buffers.Binary;
using System.Text;
using ConnectorBuild.Packages.Zip;

namespace ConnectorBuild.Packaging.Tests;

/// <summary>Zip headers byte for byte (PKWARE APPNOTE 4.3): the same in every run and on every machine.</summary>
public sealed class ZipHeaderTests
{
    [Theory]
    [InlineData("solution.xml", 0x0000)]
    [InlineData("Überblick.xml", 0x0800)] // bit 11: the name is UTF-8
    public void Finish_OneEntry_HasTheseHeaders(string name, int flags)
    {
        using var output = new MemoryStream();
        var writer = new ZipWriter(output);
        writer.Add(name, "123456789"u8);
        writer.Finish();

        var zip = output.ToArray();
        var bytes = Encoding.UTF8.GetBytes(name);
        var local = zip.AsSpan();
        var central = zip.AsSpan(30 + bytes.Length + 9);
        var end = central[(46 + bytes.Length)..];
        Assert.Equal(0x04034b50u, BinaryPrimitives.ReadUInt32LittleEndian(local));
        Assert.Equal(Common(flags, bytes.Length), local[4..30].ToArray());
        Assert.Equal(bytes, local[30..(30 + bytes.Length)].ToArray());
        Assert.Equal(0x02014b50u, BinaryPrimitives.ReadUInt32LittleEndian(central));
        Assert.Equal(Common(flags, bytes.Length), central[6..32].ToArray());
        Assert.Equal(new byte[14], central[32..46].ToArray());
        Assert.Equal(
            [
                0x50, 0x4b, 5, 6, 0, 0, 0, 0, 1, 0, 1, 0, (byte)(46 + bytes.Length), 0, 0, 0, (byte)(30 + bytes.Length + 9), 0, 0, 0, 0, 0,
            ],
            end.ToArray());
    }

    // Version 2.0, flags, stored, midnight of 1 January 1980, CRC-32 of 123456789, both sizes, length of the name, no extra field.
    private static byte[] Common(int flags, int name) =>
    [
        20, 0, (byte)flags, (byte)(flags >> 8), 0, 0, 0, 0, 0x21, 0, 0x26, 0x39, 0xf4, 0xcb, 9, 0, 0, 0, 9, 0, 0, 0, (byte)name, 0, 0, 0,
    ];
}
