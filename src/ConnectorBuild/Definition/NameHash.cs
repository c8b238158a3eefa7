using System.Buffers.Binary;

namespace ConnectorBuild.Definition;

/// <summary>A cheap hash over a name's length, first and last bytes. Equal hashes prove nothing: whoever uses it compares the bytes.</summary>
internal static class NameHash
{
    private const ulong Prime = 0x9E3779B97F4A7C15;

    public static int Of(ReadOnlySpan<byte> name)
    {
        ulong head = 0;
        ulong tail = 0;
        if (name.Length >= 8)
        {
            head = BinaryPrimitives.ReadUInt64LittleEndian(name);
            tail = BinaryPrimitives.ReadUInt64LittleEndian(name[^8..]);
        }
        else if (name.Length >= 4)
        {
            head = BinaryPrimitives.ReadUInt32LittleEndian(name);
            tail = BinaryPrimitives.ReadUInt32LittleEndian(name[^4..]);
        }
        else
        {
            foreach (var b in name)
            {
                head = (head << 8) | b;
            }
        }

        var mixed = ((head * Prime) ^ tail ^ ((ulong)name.Length << 56)) * Prime;
        return (int)(mixed >> 33);
    }
}
