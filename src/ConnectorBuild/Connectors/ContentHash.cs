using System.Security.Cryptography;
using System.Text;

namespace ConnectorBuild.Connectors;

/// <summary>Short hashes of column values: enough to see a change, too short to keep what was there.</summary>
internal static class ContentHash
{
    /// <summary>The first 16 hex digits of the SHA-256 of the bytes.</summary>
    public static string Of(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8));

    /// <summary>The first 16 hex digits of the SHA-256 of the text as UTF-8.</summary>
    public static string Of(string content) => Of(Encoding.UTF8.GetBytes(content));
}
