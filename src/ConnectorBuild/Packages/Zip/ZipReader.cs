using System.IO.Compression;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Packages.Zip;

/// <summary>Reads a zip of unknown origin into memory, within limits, and writes nothing.</summary>
internal sealed class ZipReader(string package, PackageLimits limits)
{
    private readonly byte[] _buffer = new byte[1 << 16];

    /// <summary>The files in the order of the archive; folders are left out.</summary>
    /// <exception cref="ConnectorException">CB6221 to CB6225.</exception>
    public List<PackageFile> Read(Stream input)
    {
        using var bytes = CopyWithinLimit(input);
        ZipArchive archive;
        try
        {
            archive = new ZipArchive(bytes, ZipArchiveMode.Read);
            _ = archive.Entries.Count;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ArgumentException)
        {
            throw new ConnectorException(
                new Diagnostic(
                    PackagingRules.NotAZip,
                    $"{Capital(package)} is not a zip or ends too early, so nothing was read: get it again, and check that its size is "
                        + "the one at its source."),
                e);
        }

        using (archive)
        {
            return ReadEntries(archive);
        }
    }

    private List<PackageFile> ReadEntries(ZipArchive archive)
    {
        if (archive.Entries.Count > limits.Entries)
        {
            throw TooLarge($"has {archive.Entries.Count} entries", limits.Entries);
        }

        var files = new List<PackageFile>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var total = 0L;
        foreach (var entry in archive.Entries)
        {
            var isFolder = entry.FullName.EndsWith('/');
            var path = isFolder ? entry.FullName[..^1] : entry.FullName;
            PackagePath.RequireSafe(path, package);
            if (!seen.Add(path))
            {
                throw new ConnectorException(new Diagnostic(
                    PackagingRules.DuplicatePath,
                    $"{Capital(package)} has two entries with the path {QuotedText.Quote(path)} (case does not count), so which one an "
                        + "import would take is open: get the package again from where it was made."));
            }

            if (!isFolder)
            {
                var content = ReadEntry(entry, Math.Min(limits.FileBytes, limits.TotalBytes - total));
                total += content.Length;
                files.Add(new PackageFile(path, content));
            }
        }

        return files;
    }

    private byte[] ReadEntry(ZipArchiveEntry entry, long allowance)
    {
        if (entry.IsEncrypted)
        {
            throw Damaged(entry, "is encrypted", null);
        }

        if (entry.Length > allowance)
        {
            throw TooLarge($"unpacks to more than {allowance} bytes at {QuotedText.Quote(entry.FullName)}", allowance);
        }

        try
        {
            using var source = entry.Open();
            using var content = new MemoryStream();
            int read;
            while ((read = source.Read(_buffer)) > 0)
            {
                content.Write(_buffer, 0, read);

                // The headers' lengths are claims; these are the bytes.
                if (content.Length > allowance)
                {
                    throw TooLarge($"unpacks to more than {allowance} bytes at {QuotedText.Quote(entry.FullName)}", allowance);
                }

                if (content.Length > limits.RatioFloorBytes && content.Length / limits.Ratio > entry.CompressedLength)
                {
                    throw TooLarge($"unpacks {QuotedText.Quote(entry.FullName)} to more than {limits.Ratio} times its packed size", limits.Ratio);
                }
            }

            var bytes = content.ToArray();
            return bytes.Length == entry.Length && Crc32.Compute(bytes) == entry.Crc32
                ? bytes
                : throw Damaged(entry, "does not have the length and checksum that the zip states", null);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException)
        {
            throw Damaged(entry, "cannot be unpacked", e);
        }
    }

    private MemoryStream CopyWithinLimit(Stream input)
    {
        var copy = new MemoryStream();
        int read;
        while ((read = input.Read(_buffer)) > 0)
        {
            if (copy.Length + read > limits.ZipBytes)
            {
                copy.Dispose();
                throw TooLarge($"has more than {limits.ZipBytes} bytes", limits.ZipBytes);
            }

            copy.Write(_buffer, 0, read);
        }

        copy.Position = 0;
        return copy;
    }

    private ConnectorException TooLarge(string what, long limit) => new(new Diagnostic(
        PackagingRules.PackageTooLarge,
        $"{Capital(package)} {what}, and the limit is {limit}, because no solution needs as much and a zip bomb would fill the "
            + "machine: check where the package comes from."));

    private ConnectorException Damaged(ZipArchiveEntry entry, string what, Exception? inner) => new(
        new Diagnostic(
            PackagingRules.DamagedEntry,
            $"The entry {QuotedText.Quote(entry.FullName)} of {package} {what}, so the package cannot be trusted: get it again from "
                + "where it was made."),
        inner);

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
