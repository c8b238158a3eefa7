using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Drafts;

/// <summary>Writes a draft as indented JSON in which every name and value keeps its place in the file that it comes from.</summary>
internal sealed class DraftWriter
{
    private const int BytesPerCheck = 1 << 20;

    private readonly ArrayBufferWriter<byte> _json = new();
    private readonly MergedSourceMap _map = new();
    private readonly SourceNode _fallback;
    private readonly int _maxBytes;
    private readonly CancellationToken _cancellationToken;
    private int _depth;
    private int _nextCheck;
    private int _opened;

    private DraftWriter(SourceNode fallback, int maxBytes, CancellationToken cancellationToken)
    {
        _fallback = fallback;
        _maxBytes = maxBytes;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Writes a document.</summary>
    /// <param name="root">The outermost value; its origin is the place of everything that has none.</param>
    /// <param name="maxBytes">Writing ends when the text has more bytes.</param>
    /// <param name="findings">Receives what is wrong with the written text: it can nest too deeply.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The document; null if it is too large or nests too deeply.</returns>
    public static SourceDocument? Write(Draft root, int maxBytes, List<ReadingFinding> findings, CancellationToken cancellationToken)
    {
        var writer = new DraftWriter(root.Origin, maxBytes, cancellationToken);
        if (!writer.Value(root))
        {
            return null;
        }

        writer.Raw("\n"u8);
        return TolerantJsonReader.Read(writer._map, writer._json.WrittenMemory, findings, cancellationToken);
    }

    private bool Value(Draft draft)
    {
        switch (draft)
        {
            case DraftSource source:
                return Source(source.Origin);
            case DraftObject o:
                return Object(o);
            case DraftList list:
                return List(list);
            case DraftText text:
                Mark(draft.Origin);
                Quoted(text.Value);
                return true;
            case DraftLiteral literal:
                Mark(draft.Origin);
                Raw(Encoding.UTF8.GetBytes(literal.Json));
                return true;
            default:
                throw new InvalidOperationException($"A draft of an unknown kind: {draft.GetType().Name}");
        }
    }

    private bool Object(DraftObject draft)
    {
        MarkBracket(draft.Origin);
        Open("{"u8);
        foreach (var member in draft.Members)
        {
            Separate();
            MarkName(member.NameOrigin);
            Quoted(member.Name);
            Raw(": "u8);
            if (!IsAllowed() || !Value(member.Value))
            {
                return false;
            }
        }

        Close("}"u8, draft.Count > 0);
        return true;
    }

    private bool List(DraftList draft)
    {
        MarkBracket(draft.Origin);
        Open("["u8);
        foreach (var item in draft.Items)
        {
            Separate();
            if (!IsAllowed() || !Value(item))
            {
                return false;
            }
        }

        Close("]"u8, draft.Items.Count > 0);
        return true;
    }

    private bool Source(SourceNode node)
    {
        if (node.Kind is not (NodeKind.Object or NodeKind.Array))
        {
            Mark(node);
            Scalar(node);
            return true;
        }

        MarkBracket(node);
        Open(node.IsObject ? "{"u8 : "["u8);
        var any = false;
        foreach (var child in node.Children)
        {
            any = true;
            Separate();
            if (node.IsObject)
            {
                MarkName(child);
                Quoted(child.Name);
                Raw(": "u8);
            }

            if (!IsAllowed() || !Source(child))
            {
                return false;
            }
        }

        Close(node.IsObject ? "}"u8 : "]"u8, any);
        return true;
    }

    private void Scalar(SourceNode node)
    {
        if (node.IsString)
        {
            Quoted(node.Text!);
        }
        else if (node.IsNumber)
        {
            StrictNumber.Write(node.Raw, _json);
        }
        else
        {
            Raw(node.Raw);
        }
    }

    private bool IsAllowed()
    {
        if (_json.WrittenCount >= _nextCheck)
        {
            _nextCheck = _json.WrittenCount + BytesPerCheck;
            _cancellationToken.ThrowIfCancellationRequested();
        }

        return _json.WrittenCount <= _maxBytes && _depth <= 2 * TolerantJsonReader.MaxDepth;
    }

    private void Open(ReadOnlySpan<byte> bracket)
    {
        Raw(bracket);
        _opened = _json.WrittenCount;
        _depth++;
    }

    private void Close(ReadOnlySpan<byte> bracket, bool hasEntries)
    {
        _depth--;
        if (hasEntries)
        {
            NewLine();
        }

        Raw(bracket);
    }

    private void Separate()
    {
        // Right behind its bracket an entry has none before it.
        if (_json.WrittenCount != _opened)
        {
            Raw(","u8);
        }

        NewLine();
    }

    private void NewLine()
    {
        Raw("\n"u8);
        var blanks = 2 * _depth;
        _json.GetSpan(blanks)[..blanks].Fill((byte)' ');
        _json.Advance(blanks);
    }

    private void Mark(SourceNode node)
    {
        if (Known(node) is { Exists: true } known)
        {
            ref readonly var record = ref known.Document.Nodes[known.Index];
            _map.Add(_json.WrittenCount, record.End - record.Start, known.Document.Map, record.Start);
        }
    }

    private void MarkBracket(SourceNode node)
    {
        if (Known(node) is { Exists: true } known)
        {
            ref readonly var record = ref known.Document.Nodes[known.Index];
            _map.Add(_json.WrittenCount, 1, known.Document.Map, record.Start);
        }
    }

    private void MarkName(SourceNode member)
    {
        if (Known(member) is not { Exists: true } known)
        {
            return;
        }

        ref readonly var record = ref known.Document.Nodes[known.Index];
        if (record.NameStart < 0)
        {
            MarkBracket(known);
            return;
        }

        var quote = (record.Flags & NodeFlags.BareName) != 0 ? 0 : 1;
        _map.Add(_json.WrittenCount, record.NameLength + (2 * quote), known.Document.Map, record.NameStart - quote);
    }

    private SourceNode Known(SourceNode node) => node.Exists ? node : _fallback;

    private void Raw(ReadOnlySpan<byte> bytes) => _json.Write(bytes);

    private void Quoted(string text)
    {
        Raw("\""u8);
        Raw(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
        Raw("\""u8);
    }
}
