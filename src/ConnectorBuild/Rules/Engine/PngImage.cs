using System.Buffers.Binary;
using System.IO.Compression;

namespace ConnectorBuild.Rules.Engine;

/// <summary>What can be told of a PNG image from its first chunks.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Corner">The pixel in the upper left corner; null if it cannot be read.</param>
internal sealed record PngImage(int Width, int Height, PngColor? Corner)
{
    private const int HeaderEnd = 33;

    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Whether a file begins as a PNG does.</summary>
    public static bool IsPng(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Signature);

    /// <summary>Reads an image; null if it is not a PNG, or is cut off.</summary>
    public static PngImage? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderEnd || !IsPng(bytes) || !bytes.Slice(12, 4).SequenceEqual("IHDR"u8) || !HasEnd(bytes))
        {
            return null;
        }

        var width = BinaryPrimitives.ReadInt32BigEndian(bytes[16..]);
        var height = BinaryPrimitives.ReadInt32BigEndian(bytes[20..]);
        return width > 0 && height > 0 ? new PngImage(width, height, ReadCorner(bytes, bytes[24], bytes[25])) : null;
    }

    private static bool HasEnd(ReadOnlySpan<byte> bytes)
    {
        var at = 8L;
        while (at + 12 <= bytes.Length)
        {
            var chunk = bytes[(int)at..];
            if (chunk.Slice(4, 4).SequenceEqual("IEND"u8))
            {
                return true;
            }

            at += 12L + BinaryPrimitives.ReadUInt32BigEndian(chunk);
        }

        return false;
    }

    private static PngColor? ReadCorner(ReadOnlySpan<byte> bytes, int bitDepth, int colorType)
    {
        ReadOnlySpan<byte> palette = default;
        ReadOnlySpan<byte> transparency = default;
        for (var at = 8; at + 12 <= bytes.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            var type = bytes.Slice(at + 4, 4);
            if (length > bytes.Length - at - 12)
            {
                return null;
            }

            var data = bytes.Slice(at + 8, (int)length);
            if (type.SequenceEqual("PLTE"u8))
            {
                palette = data;
            }
            else if (type.SequenceEqual("tRNS"u8))
            {
                transparency = data;
            }
            else if (type.SequenceEqual("IDAT"u8))
            {
                return FirstPixel(data, bitDepth, colorType, palette, transparency);
            }

            at += 12 + (int)length;
        }

        return null;
    }

    // Every filter predicts zero for the first pixel of the first line, so its bytes stand there as they are.
    private static PngColor? FirstPixel(
        ReadOnlySpan<byte> data, int bitDepth, int colorType, ReadOnlySpan<byte> palette, ReadOnlySpan<byte> transparency)
    {
        var line = new byte[9];
        try
        {
            using var inflater = new ZLibStream(new MemoryStream(data.ToArray()), CompressionMode.Decompress);
            if (inflater.ReadAtLeast(line, 2, throwOnEndOfStream: false) < 2)
            {
                return null;
            }
        }
        catch (InvalidDataException)
        {
            return null;
        }

        var pixel = line.AsSpan(1);
        var step = bitDepth == 16 ? 2 : 1;
        return colorType switch
        {
            0 => Gray(Scale(pixel[0], bitDepth), 255),
            2 => new PngColor(pixel[0], pixel[step], pixel[2 * step], 255),
            3 => FromPalette(bitDepth >= 8 ? pixel[0] : pixel[0] >> (8 - bitDepth), palette, transparency),
            4 => Gray(pixel[0], pixel[step]),
            6 => new PngColor(pixel[0], pixel[step], pixel[2 * step], pixel[3 * step]),
            _ => null,
        };
    }

    private static PngColor? FromPalette(int index, ReadOnlySpan<byte> palette, ReadOnlySpan<byte> transparency) =>
        (index * 3) + 2 < palette.Length
            ? new PngColor(
                palette[index * 3], palette[(index * 3) + 1], palette[(index * 3) + 2],
                index < transparency.Length ? transparency[index] : (byte)255)
            : null;

    private static PngColor Gray(byte level, byte alpha) => new(level, level, level, alpha);

    private static byte Scale(byte first, int bitDepth) =>
        bitDepth >= 8 ? first : (byte)((first >> (8 - bitDepth)) * 255 / ((1 << bitDepth) - 1));
}

/// <summary>A color, each part from 0 to 255.</summary>
internal readonly record struct PngColor(byte Red, byte Green, byte Blue, byte Alpha);
