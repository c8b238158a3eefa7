namespace ConnectorBuild.Definition;

/// <summary>
/// Reads JSON as people really write it. What lenient readers such as the platform's accept (comments, trailing commas, control characters in
/// strings, single quotes, names without quotes) is read and reported; what nobody reads is reported where it goes wrong. Takes time and memory
/// in proportion to the text, without recursion.
/// </summary>
internal ref partial struct TolerantJsonReader
{
    /// <summary>How deep objects and arrays may nest: what System.Text.Json and Newtonsoft.Json read unless told otherwise.</summary>
    public const int MaxDepth = 64;

    private const int MaxFindingsPerCode = 20;

    private readonly SourceMap _map;
    private readonly ReadOnlySpan<byte> _text;
    private readonly List<ReadingFinding> _findings;
    private readonly NotedNodes _noted = new();
    private NodeBuffer _nodes;
    private int _position;
    private int _container = -1;
    private int _depth;
    private bool _isStrict = true;
    private bool _failed;
    private CancellationToken _cancellationToken;
    private int _lastStringOverLines = -1;
    private int _lenientFindings;
    private int _syntaxFindings;

    // The name of the member whose value comes next.
    private int _nameStart = -1;
    private int _nameLength;
    private int _nameHash;
    private Keyword _nameKeyword;
    private NodeFlags _nameFlags;

    private TolerantJsonReader(SourceMap map, ReadOnlySpan<byte> text, List<ReadingFinding> findings)
    {
        _map = map;
        _text = text;
        _findings = findings;
        _nodes = new NodeBuffer(text.Length / 24);
    }

    private enum Next
    {
        Value,
        FirstMember,
        Member,
        AfterValue,
        End,
    }

    /// <summary>Reads a text.</summary>
    /// <param name="map">Where the text comes from.</param>
    /// <param name="text">UTF-8 without BOM.</param>
    /// <param name="findings">Receives what is wrong with the text.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The document; null if the text cannot be read to its end.</returns>
    public static SourceDocument? Read(
        SourceMap map, ReadOnlyMemory<byte> text, List<ReadingFinding> findings, CancellationToken cancellationToken = default)
    {
        var reader = new TolerantJsonReader(map, text.Span, findings) { _cancellationToken = cancellationToken };
        try
        {
            return reader.ReadAll()
                ? new SourceDocument(
                    map, text, reader._nodes.ToArray(), reader._noted,
                    reader._isStrict && !findings.Exists(f => f.Descriptor == ReadingRules.DuplicateName))
                : null;
        }
        finally
        {
            reader._nodes.Dispose();
        }
    }

    private bool ReadAll()
    {
        var next = Next.Value;
        while (next != Next.End && !_failed)
        {
            next = next switch
            {
                Next.Value => ReadValue(),
                Next.FirstMember => ReadFirstMember(),
                Next.Member => ReadMember(),
                _ => ReadAfterValue(),
            };
        }

        return !_failed;
    }

    private Next ReadValue()
    {
        SkipTrivia();
        if (_position >= _text.Length)
        {
            return FailAtEnd();
        }

        switch (_text[_position])
        {
            case (byte)'{':
                return Open(NodeKind.Object);
            case (byte)'[':
                return Open(NodeKind.Array);
            case (byte)'"':
                return ReadStringValue((byte)'"');
            case (byte)'\'':
                ReportLenient(_position, _position + 1, "text in single quotes");
                return ReadStringValue((byte)'\'');
            case (byte)'t':
                return ReadLiteral("true"u8, NodeKind.True);
            case (byte)'f':
                return ReadLiteral("false"u8, NodeKind.False);
            case (byte)'n':
                return ReadLiteral("null"u8, NodeKind.Null);
            default:
                return ReadNumber();
        }
    }

    private Next Open(NodeKind kind)
    {
        if (++_depth > MaxDepth)
        {
            return Fail(ReadingRules.TooDeep, _position, _position + 1,
                $"Objects and arrays are nested more than {MaxDepth} deep here. The platform's JSON readers stop there, so the rest "
                    + "was not read: move inner schemas to 'definitions' and refer to them with $ref");
        }

        _cancellationToken.ThrowIfCancellationRequested();
        _container = Add(kind, _position, _position + 1, NodeFlags.None);
        _position++;
        return Next.FirstMember;
    }

    private Next ReadFirstMember()
    {
        SkipTrivia();
        if (_position < _text.Length && _text[_position] == Closing)
        {
            return Close();
        }

        return Next.Member;
    }

    private readonly byte Closing => _nodes[_container].Kind == NodeKind.Object ? (byte)'}' : (byte)']';

    private Next ReadMember()
    {
        if (_nodes[_container].Kind == NodeKind.Array)
        {
            return Next.Value;
        }

        SkipTrivia();
        if (_position >= _text.Length)
        {
            return FailAtEnd();
        }

        if (!ReadName())
        {
            return Next.End;
        }

        SkipTrivia();
        if (_position >= _text.Length)
        {
            return FailAtEnd();
        }

        if (_text[_position] != (byte)':')
        {
            return FailSyntax(
                _position, $"expected ':' after the name '{Preview(_nameStart, _nameLength)}' but found {Found(_position)}",
                "write the colon and a value");
        }

        _position++;
        return ReadValue();
    }

    private Next ReadAfterValue()
    {
        SkipTrivia();
        if (_container < 0)
        {
            return _position >= _text.Length
                ? Next.End
                : FailSyntax(
                    _position, $"found {Found(_position)} behind the end of the document",
                    "remove what follows the last bracket, or a closing bracket too many before it");
        }

        if (_position >= _text.Length)
        {
            return FailAtEnd();
        }

        var current = _text[_position];
        if (current == Closing)
        {
            return Close();
        }

        if (current == (byte)',')
        {
            var comma = _position++;
            SkipTrivia();
            if (_position < _text.Length && _text[_position] == Closing)
            {
                ReportLenient(comma, comma + 1, "a comma after the last entry");
                return Close();
            }

            return Next.Member;
        }

        var inObject = _nodes[_container].Kind == NodeKind.Object;
        if (current == (byte)'"' || (!inObject && current is (byte)'{' or (byte)'['))
        {
            ReportSyntax(_position, $"a comma is missing before {Found(_position)}", "put a comma after the previous entry");
            return Next.Member;
        }

        var closing = inObject ? "'}'" : "']'";
        return FailSyntax(
            _position, $"expected ',' or {closing} but found {Found(_position)}",
            "look for a bracket, quote or comma that is missing or too many just before this place");
    }

    private Next Close()
    {
        _position++;
        ref var container = ref _nodes[_container];
        container.End = _position;
        container.Next = _nodes.Count;
        if (container.Kind == NodeKind.Object)
        {
            DuplicateNames.Mark(_text, _nodes.Nodes, _nodes.Hashes, _container, _map, _findings);
        }

        _container = container.Parent;
        _depth--;
        return Next.AfterValue;
    }

    private int Add(NodeKind kind, int start, int end, NodeFlags flags)
    {
        var index = _nodes.Count;
        ref var node = ref _nodes.Add(_nameHash);
        node.Start = start;
        node.End = end;
        node.NameStart = _nameStart;
        node.NameLength = _nameLength;
        node.Parent = _container;
        node.Next = index + 1;
        node.Keyword = _nameKeyword;
        node.Kind = kind;
        node.Flags = flags | _nameFlags;
        _nameStart = -1;
        _nameLength = 0;
        _nameHash = 0;
        _nameKeyword = Keyword.None;
        _nameFlags = NodeFlags.None;
        return index;
    }
}
