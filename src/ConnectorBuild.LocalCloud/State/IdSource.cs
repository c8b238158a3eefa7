using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ConnectorBuild.LocalCloud.State;

/// <summary>Where ids, secrets and chances come from: the system, or a seed that makes a run repeatable.</summary>
/// <param name="seed">Null for unpredictable values.</param>
/// <param name="counter">How many values were drawn before, in earlier runs on the same state.</param>
internal sealed class IdSource(int? seed, long counter = 0)
{
    /// <summary>How many values have been drawn.</summary>
    public long Counter { get; private set; } = counter;

    /// <summary>A version 4 GUID.</summary>
    public Guid NextGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>A GUID as text.</summary>
    public string NextId() => NextGuid().ToString();

    /// <summary>A number from 0 up to, but not including, 1.</summary>
    public double NextDouble()
    {
        Span<byte> bytes = stackalloc byte[8];
        NextBytes(bytes);
        return (BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>A text out of the given characters.</summary>
    public string NextText(int length, string alphabet)
    {
        Span<byte> bytes = stackalloc byte[length];
        NextBytes(bytes);
        var text = new char[length];
        for (var i = 0; i < length; i++)
        {
            text[i] = alphabet[bytes[i] % alphabet.Length];
        }

        return new string(text);
    }

    private void NextBytes(Span<byte> target)
    {
        if (seed is not { } value)
        {
            RandomNumberGenerator.Fill(target);
            return;
        }

        Span<byte> input = stackalloc byte[12];
        Span<byte> block = stackalloc byte[32];
        while (target.Length > 0)
        {
            BinaryPrimitives.WriteInt32BigEndian(input, value);
            BinaryPrimitives.WriteInt64BigEndian(input[4..], Counter++);
            SHA256.HashData(input, block);
            var length = Math.Min(target.Length, block.Length);
            block[..length].CopyTo(target);
            target = target[length..];
        }
    }
}
