using System.Buffers.Binary;
using System.Text;

namespace ConnectorBuild.Packages.Zip;

/// <summary>
/// Writes a zip whose bytes depend on names and contents only. System.IO.Compression.ZipArchive cannot: it records the writing operating system
/// and its file permissions. Entries are stored: compressed bytes change with the zlib that the runtime was built with.
/// </summary>
internal sealed class ZipWriter(Stream output)
{
    private const ushort VersionNeeded = 20;
    private const ushort Utf8Names = 1 << 11;
    private const ushort MidnightTime = 0;
    private const ushort FirstDosDate = (1 << 5) | 1; // 1 January 1980
    private const ushort Stored = 0;

    private readonly List<Entry> _entries = [];
    private long _position;

    public void Add(string name, ReadOnlySpan<byte> content)
    {
        var entry = new Entry(Encoding.UTF8.GetBytes(name), Crc32.Compute(content), content.Length, _position);
        Span<byte> header = stackalloc byte[30];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0x04034b50);
        WriteCommon(header[4..], entry);
        WriteBytes(header);
        WriteBytes(entry.Name);
        WriteBytes(content);
        _entries.Add(entry);
    }

    public void Finish()
    {
        var start = _position;
        Span<byte> header = stackalloc byte[46];
        foreach (var entry in _entries)
        {
            // What stays zero: comment, disk, internal and external attributes; "made by" is FAT, which has no permissions.
            header.Clear();
            BinaryPrimitives.WriteUInt32LittleEndian(header, 0x02014b50);
            BinaryPrimitives.WriteUInt16LittleEndian(header[4..], VersionNeeded);
            WriteCommon(header[6..], entry);
            BinaryPrimitives.WriteUInt32LittleEndian(header[42..], checked((uint)entry.Offset));
            WriteBytes(header);
            WriteBytes(entry.Name);
        }

        Span<byte> end = stackalloc byte[22];
        end.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054b50);
        BinaryPrimitives.WriteUInt16LittleEndian(end[8..], checked((ushort)_entries.Count));
        BinaryPrimitives.WriteUInt16LittleEndian(end[10..], checked((ushort)_entries.Count));
        BinaryPrimitives.WriteUInt32LittleEndian(end[12..], checked((uint)(_position - start)));
        BinaryPrimitives.WriteUInt32LittleEndian(end[16..], checked((uint)start));
        WriteBytes(end);
    }

    // The 26 bytes that a local header and a central record share.
    private static void WriteCommon(Span<byte> target, Entry entry)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(target, VersionNeeded);
        BinaryPrimitives.WriteUInt16LittleEndian(target[2..], Ascii.IsValid(entry.Name) ? (ushort)0 : Utf8Names);
        BinaryPrimitives.WriteUInt16LittleEndian(target[4..], Stored);
        BinaryPrimitives.WriteUInt16LittleEndian(target[6..], MidnightTime);
        BinaryPrimitives.WriteUInt16LittleEndian(target[8..], FirstDosDate);
        BinaryPrimitives.WriteUInt32LittleEndian(target[10..], entry.Crc);
        BinaryPrimitives.WriteUInt32LittleEndian(target[14..], (uint)entry.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(target[18..], (uint)entry.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(target[22..], checked((ushort)entry.Name.Length));
        BinaryPrimitives.WriteUInt16LittleEndian(target[24..], 0);
    }

    private void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        output.Write(bytes);
        _position += bytes.Length;
    }

    private sealed record Entry(byte[] Name, uint Crc, int Length, long Offset);
}
