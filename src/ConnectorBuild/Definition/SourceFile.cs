using System.Text;
using System.Text.Unicode;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Definition;

/// <summary>A file of the connector as it was read: its document, if it could be read to its end, and what is wrong with its text.</summary>
/// <param name="Path">The path as diagnostics show it.</param>
/// <param name="Length">The size in bytes.</param>
/// <param name="Document">The document; null if nothing of it can be used.</param>
/// <param name="Diagnostics">What reading it found.</param>
internal sealed record SourceFile(string Path, long Length, SourceDocument? Document, IReadOnlyList<Diagnostic> Diagnostics)
{
    private static readonly byte[] Utf8Mark = [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a JSON or YAML text.</summary>
    /// <param name="path">The path as diagnostics show it; its ending tells YAML from JSON.</param>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static SourceFile Read(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        if (NotText(bytes.Span) is { } reason)
        {
            return new(path, bytes.Length, null, [new(ReadingRules.NotText, reason, new SourceLocation(path))]);
        }

        var findings = new List<ReadingFinding>();
        var text = bytes;
        if (bytes.Span.StartsWith(Utf8Mark))
        {
            text = bytes[Utf8Mark.Length..];
            findings.Add(new(ReadingRules.ByteOrderMark, 0, 0,
                "The file begins with a UTF-8 byte order mark. It is read all the same, but paconn create and update fail on it: save "
                    + "the file as UTF-8 without BOM"));
        }

        if (text.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            return new(
                path, bytes.Length, null,
                [new(ReadingRules.NotText, "The file is empty, so there is nothing to build: put the document in it, or remove the file", new SourceLocation(path))]);
        }

        var isAscii = Ascii.IsValid(text.Span);
        if (!isAscii && !Utf8.IsValid(text.Span))
        {
            findings.Add(BadUtf8(text.Span));
            text = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text.Span));
        }

        var map = new TextSourceMap(path, text, isAscii);
        var document = IsYaml(path)
            ? YamlDocumentReader.Read(path, text, findings, cancellationToken)
            : TolerantJsonReader.Read(map, text, findings, cancellationToken);
        var problems = findings.ConvertAll(f => new Diagnostic(f.Descriptor, f.Message, (f.Map ?? map).Locate(f.Start, f.End)));
        if (document is { Root.IsObject: false })
        {
            ref readonly var root = ref document.Nodes[0];
            problems.Add(
                new(
                    ReadingRules.NotAnObject,
                    "The document is a single value or a list; a definition, its properties and a patch are each one object: "
                        + (IsYaml(path) ? "write its members as lines of the form 'name: value'" : "begin it with '{'"),
                    document.Map.Locate(root.Start, root.Start + 1)));
            document = null;
        }

        return new(path, bytes.Length, document, problems);
    }

    /// <summary>Whether a file of that name holds YAML.</summary>
    public static bool IsYaml(string path) =>
        path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    private static string? NotText(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return "The file is empty, so there is nothing to build: put the document in it, or remove the file";
        }

        if (bytes is [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..])
        {
            return "The file is UTF-32, which neither the platform nor its tools read: save it as UTF-8 without BOM";
        }

        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return "The file is UTF-16, which neither the platform nor its tools read: save it as UTF-8 without BOM";
        }

        return bytes[..Math.Min(bytes.Length, 8192)].Contains((byte)0)
            ? "The file is binary (it holds NUL bytes), not a JSON or YAML text: check that the right file has this name"
            : null;
    }

    private static ReadingFinding BadUtf8(ReadOnlySpan<byte> text)
    {
        var position = 0;
        while (Rune.DecodeFromUtf8(text[position..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            position += length;
        }

        return new(ReadingRules.NotUtf8, position, position + 1,
            $"The byte 0x{text[position]:X2} is not UTF-8 (a text saved as Latin-1 or Windows-1252?), so strict readers refuse the "
                + "file and others show a wrong character: save the file as UTF-8");
    }
}
