namespace ConnectorBuild.Rules.Engine;

/// <summary>Tells images by how they begin.</summary>
internal static class ImageFormat
{
    /// <summary>The format's name, for example <c>JPEG</c>; null for anything but an image, or a PNG that cannot be shown.</summary>
    public static string? Of(ReadOnlySpan<byte> bytes) =>
        PngImage.IsPng(bytes) ? (PngImage.Read(bytes) is null ? null : "PNG")
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "JPEG"
        : bytes.StartsWith("GIF8"u8) ? "GIF"
        : bytes.StartsWith("BM"u8) ? "BMP"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0, 0, 1, 0]) ? "ICO"
        : bytes.StartsWith("RIFF"u8) && bytes.Length > 12 && bytes[8..].StartsWith("WEBP"u8) ? "WebP"
        : bytes[..Math.Min(bytes.Length, 1_000)].IndexOf("<svg"u8) >= 0 ? "SVG"
        : null;
}
