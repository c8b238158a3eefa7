using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ConnectorBuild.Definition;

/// <summary>
/// Writes strict JSON: a document whose text is lenient, or a document with a JSON Merge Patch (RFC 7396) over it. What a patch leaves alone
/// keeps its spelling and indentation, comments excepted, and every value keeps its place in the file that it came from.
/// </summary>
internal sealed class JsonMerger
{
    private readonly ArrayBufferWriter<byte> _json = new();
    private readonly MergedSourceMap _map = new();

    private JsonMerger()
    {
    }

    /// <summary>Applies a patch.</summary>
    /// <returns>The merged document, or null if it nests too deeply.</returns>
    public static SourceDocument? Merge(SourceDocument target, SourceDocument patch, List<ReadingFinding> findings)
    {
        var merger = new JsonMerger();
        merger.MergeObjects(target.Root, patch.Root);
        return TolerantJsonReader.Read(merger._map, merger._json.WrittenMemory, findings);
    }

    /// <summary>The document's text as strict JSON; the text itself where it is strict.</summary>
    public static ReadOnlyMemory<byte> ToStrict(SourceDocument document)
    {
        if (document.IsStrict)
        {
            return document.Text;
        }

        var merger = new JsonMerger();
        merger.Copy(document.Root, isPatch: false);
        return merger._json.WrittenMemory;
    }

    private void MergeObjects(SourceNode target, SourceNode patch)
    {
        Literal("{"u8, target, target.Document.Nodes[target.Index].Start);
        var isFirst = true;
        SourceNode last = default;
        var (changes, present) = (new MemberTable(patch), new MemberTable(target));
        foreach (var member in target.Children)
        {
            var change = changes[member.Name];
            if (change.IsNull)
            {
                continue;
            }

            // A value that is replaced is the patch's, its name included; an object that both have stays the target's.
            WriteName(change.Exists && !(change.IsObject && member.IsObject) ? change : member, ref isFirst);
            if (!change.Exists)
            {
                Copy(member, isPatch: false);
            }
            else if (change.IsObject && member.IsObject)
            {
                MergeObjects(member, change);
            }
            else
            {
                Copy(change, isPatch: true);
            }

            last = member;
        }

        foreach (var addition in patch.Children)
        {
            if (!addition.IsNull && !present[addition.Name].Exists)
            {
                WriteName(addition, ref isFirst);
                Copy(addition, isPatch: true);
                last = addition;
            }
        }

        Close(target, last.Exists);
    }

    private void Copy(SourceNode node, bool isPatch)
    {
        ref readonly var record = ref node.Document.Nodes[node.Index];
        if (node.IsObject && (isPatch || !node.Document.IsStrict))
        {
            Literal("{"u8, node, record.Start);
            var isFirst = true;
            foreach (var member in node.Children)
            {
                // In a patch, null takes a member away, also from an object that is new.
                if (!isPatch || !member.IsNull)
                {
                    WriteName(member, ref isFirst);
                    Copy(member, isPatch);
                }
            }

            Close(node, !isFirst);
        }
        else if (node.IsArray && !node.Document.IsStrict)
        {
            Literal("["u8, node, record.Start);
            var isFirst = true;
            foreach (var element in node.Children)
            {
                Separate(ref isFirst);
                BlanksBefore(element.Document, element.Document.Nodes[element.Index].Start);
                Copy(element, isPatch: false);
            }

            Close(node, !isFirst);
        }
        else
        {
            CopyScalar(node, record);
        }
    }

    private void CopyScalar(SourceNode node, in NodeRecord record)
    {
        if (!node.Document.IsStrict && node.IsString)
        {
            Mark(node, record.Start, record.End - record.Start);
            Quoted(node.Text!);
        }
        else if (!node.Document.IsStrict && node.IsNumber)
        {
            Mark(node, record.Start, record.End - record.Start);
            StrictNumber.Write(node.Raw, _json);
        }
        else
        {
            Mark(node, record.Start, record.End - record.Start);
            _json.Write(node.Document.Text.Span[record.Start..record.End]);
        }
    }

    private void WriteName(SourceNode member, ref bool isFirst)
    {
        ref readonly var record = ref member.Document.Nodes[member.Index];
        Separate(ref isFirst);
        var quote = (record.Flags & NodeFlags.BareName) != 0 ? 0 : 1;
        BlanksBefore(member.Document, record.NameStart - quote);
        Mark(member, record.NameStart - quote, record.NameLength + (2 * quote));
        Quoted(member.Name);
        _json.Write(": "u8);
    }

    private void Separate(ref bool isFirst)
    {
        if (!isFirst)
        {
            _json.Write(","u8);
        }

        isFirst = false;
    }

    private void Close(SourceNode container, bool hasEntries)
    {
        var end = container.Document.Nodes[container.Index].End - 1;
        if (hasEntries)
        {
            BlanksBefore(container.Document, end);
        }

        Literal(container.IsObject ? "}"u8 : "]"u8, container, end);
    }

    private void BlanksBefore(SourceDocument document, int position)
    {
        var before = document.Text.Span[..position];
        var blanks = before.Length - before.TrimEnd(" \t\r\n"u8).Length;
        _json.Write(before[^blanks..]);
    }

    private void Literal(ReadOnlySpan<byte> bytes, SourceNode node, int sourceStart)
    {
        Mark(node, sourceStart, bytes.Length);
        _json.Write(bytes);
    }

    private void Mark(SourceNode node, int sourceStart, int sourceLength) =>
        _map.Add(_json.WrittenCount, sourceLength, node.Document.Map, sourceStart);

    private void Quoted(string text)
    {
        _json.Write("\""u8);
        _json.Write(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
        _json.Write("\""u8);
    }
}
