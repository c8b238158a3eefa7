using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ConnectorBuild.Connectors;

/// <summary>The names by which a connector is found again, the same on every machine.</summary>
/// <param name="RowId">Primary key of the <c>connector</c> row; survives export and import.</param>
/// <param name="Name">The row's immutable <c>name</c>: publisher prefix, underscore, encoded name; also the stem of the files in a package.</param>
/// <param name="DisplayName">What makers see.</param>
/// <param name="Description">The project's description, or the definition's; at most 1,000 characters.</param>
public sealed record ConnectorIdentity(Guid RowId, string Name, string DisplayName, string Description)
{
    // RFC 9562 asks for a namespace of one's own; this one was drawn at random once and must never change.
    private static readonly Guid RowNamespace = new("8f5a5d0e-6f0b-4b6e-9a54-0c8b6f1d7a21");

    private static readonly System.Buffers.SearchValues<char> PrefixCharacters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");

    /// <summary>
    /// The row name: a name that already carries the prefix is taken as it is, every other one is encoded the way the platform encodes
    /// it.
    /// </summary>
    public static string RowName(string prefix, string name)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentNullException.ThrowIfNull(name);
        return name.StartsWith(prefix + "_", StringComparison.Ordinal) ? name : $"{prefix}_{Encode(name)}";
    }

    // Prefix, underscore and an encoded name, as the platform writes them in either of its two forms.
    internal static bool IsRowName(string name)
    {
        var prefix = name.IndexOf('_', StringComparison.Ordinal);
        return prefix is >= 2 and <= 8
            && char.IsAsciiLetter(name[0])
            && name.AsSpan(0, prefix).IndexOfAnyExcept(PrefixCharacters) < 0
            && name.Length > prefix + 1
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
    }

    /// <summary>
    /// Lower-cases letters and writes every other character outside <c>[a-z0-9]</c> as <c>-</c> and two hex digits for each UTF-8 byte.
    /// </summary>
    public static string Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var encoded = new StringBuilder(text.Length + 8);
        foreach (var b in Encoding.UTF8.GetBytes(text.ToLowerInvariant()))
        {
            if (char.IsAsciiLetterLower((char)b) || char.IsAsciiDigit((char)b))
            {
                encoded.Append((char)b);
            }
            else
            {
                encoded.Append('-').Append(b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return encoded.ToString();
    }

    /// <summary>A name-based GUID (version 5, RFC 9562) of the row name.</summary>
    public static Guid DeriveRowId(string rowName)
    {
        ArgumentNullException.ThrowIfNull(rowName);
        byte[] input = [.. RowNamespace.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(rowName)];
        Span<byte> hash = stackalloc byte[20];
#pragma warning disable CA5350 // Do not use weak cryptographic algorithms: version 5 is defined over SHA-1 and nothing here is secret.
        SHA1.HashData(input, hash);
#pragma warning restore CA5350
        BinaryPrimitives.WriteUInt16BigEndian(hash[6..], (ushort)((BinaryPrimitives.ReadUInt16BigEndian(hash[6..]) & 0x0FFF) | 0x5000));
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>Title and description of a definition; null where it has none.</summary>
    internal static (string? Title, string? Description) ReadInfo(ReadOnlyMemory<byte> definition)
    {
        using var document = JsonDocument.Parse(definition);
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("info", out var info)
            || info.ValueKind != JsonValueKind.Object)
        {
            return (null, null);
        }

        return (Text(info, "title"), Text(info, "description"));

        static string? Text(JsonElement parent, string name) =>
            parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}
