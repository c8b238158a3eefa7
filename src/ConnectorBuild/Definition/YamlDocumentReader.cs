using System.Globalization;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ConnectorBuild.Definition;

/// <summary>
/// Reads YAML onto the same model as JSON: the document is written as JSON text and every token keeps its place in the YAML file. Aliases are
/// written out, within bounds; merge keys (<c>&lt;&lt;</c>) are applied.
/// </summary>
internal sealed class YamlDocumentReader
{
    // What YAML allows for a name that no '?' announces. We read longer ones, to say what is wrong with them; in a file of many brackets
    // not any, because the scanner looks as far ahead for a colon from each of them, which takes quadratic time.
    private const int LongestName = 1024;
    private const int LongestNameRead = int.MaxValue / 2;
    private const int LongestNameAmongBrackets = 8 * LongestName;
    private const int ManyBrackets = 1024;

    private readonly string _text;
    private readonly Scanner _scanner;
    private readonly Parser _parser;
    private readonly Dictionary<string, YamlValue> _anchors = new(StringComparer.Ordinal);
    private readonly CancellationToken _cancellationToken;
    private int _depth;

    private YamlDocumentReader(string text, CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        _text = text;
        _scanner = new Scanner(new StringReader(text), skipComments: true, HasManyBrackets(text) ? LongestNameAmongBrackets : LongestNameRead);
        _parser = new Parser(_scanner);
    }

    /// <summary>Reads a YAML text.</summary>
    /// <param name="path">The path as diagnostics show it.</param>
    /// <param name="text">UTF-8 without BOM.</param>
    /// <param name="findings">Receives what is wrong with the text.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The document; null if it has no counterpart in JSON.</returns>
    public static SourceDocument? Read(string path, ReadOnlyMemory<byte> text, List<ReadingFinding> findings, CancellationToken cancellationToken)
    {
        var yaml = Encoding.UTF8.GetString(text.Span);
        YamlControlCharacters.Report(text.Span, findings);
        var reader = new YamlDocumentReader(yaml, cancellationToken);
        try
        {
            var root = reader.ReadDocument();
            var map = new YamlSourceMap(path, yaml);
            var json = new YamlJsonWriter(map, cancellationToken).Write(root);
            var written = new List<ReadingFinding>();
            var document = TolerantJsonReader.Read(map, json, written, cancellationToken);
            findings.AddRange(written.Select(f => f with { Map = map }));
            return document;
        }
        catch (YamlProblemException problem)
        {
            var (start, end) = (OffsetOf(yaml, problem.Span.Line, problem.Span.Column), OffsetOf(yaml, problem.Span.EndLine, problem.Span.EndColumn));
            findings.Add(new(problem.Descriptor, start, Math.Max(start, end), problem.Message));
        }
        catch (Exception exception) when (exception is YamlException or InvalidOperationException or ArgumentException)
        {
            findings.Add(reader.Malformed(exception));
        }

        return null;
    }

    private static bool HasManyBrackets(ReadOnlySpan<char> text) => text.Count('[') + text.Count('{') > ManyBrackets;

    private ReadingFinding Malformed(Exception exception)
    {
        var stopped = _scanner.CurrentPosition;
        var at = (int)stopped.Index;
        // Of a tab the exception names where the mapping begins; where the scanner gives up, it has just passed it.
        var tab = at < _text.Length && _text[at] == '\t' ? at : exception is YamlException ? -1 : at - 1;
        if (tab >= 0 && IsInIndentation(tab))
        {
            var start = Encoding.UTF8.GetByteCount(_text.AsSpan(0, tab));
            return new(
                ReadingRules.Malformed, start, start + 1,
                "The file is not well-formed YAML, so it cannot be built: a tab indents this line, and YAML indents by spaces only; "
                    + "replace it with spaces");
        }

        // Some malformed texts are too much for YamlDotNet's scanner; the last thing that the parser understood is the nearest place.
        var (mark, what) = exception is YamlException { Start: var known }
            ? (known, exception.Message)
            : (_parser.Current?.End ?? Mark.Empty, "something after this place cannot be understood");
        var offset = OffsetOf(_text, (int)mark.Line, (int)mark.Column);
        return new(
            ReadingRules.Malformed, offset, offset,
            $"The file is not well-formed YAML, so it cannot be built: {OneLine(what)}; check indentation, quotes and colons around "
                + "this place");
    }

    private bool IsInIndentation(int tab)
    {
        var line = _text.AsSpan(0, tab).LastIndexOfAny('\n', '\r') + 1;
        return _text[tab] == '\t' && _text.AsSpan(line, tab - line).IndexOfAnyExcept(' ', '\t') < 0;
    }

    private void CheckLength(Scalar name)
    {
        var length = name.End.Index - name.Start.Index;
        if (length > LongestName && !_text.AsSpan(0, (int)name.Start.Index).TrimEnd(' ').EndsWith('?'))
        {
            throw new YamlProblemException(
                ReadingRules.Malformed, SpanOf(name),
                $"The name that begins here has {Count(length)} characters, and YAML reads no more than {Count(LongestName)} before a "
                    + "colon, so other readers refuse the file: shorten it, or write the file as JSON");
        }
    }

    private YamlValue ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out var start))
        {
            throw new YamlProblemException(
                ReadingRules.NotText, default,
                "The file holds no YAML document, so there is nothing to build: put the document in it, or remove the file");
        }

        var root = ReadValue();
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out var second))
        {
            throw new YamlProblemException(
                ReadingRules.YamlNotJson, SpanOf(second),
                "A second YAML document begins here; a definition is one document: remove the '---' and what follows");
        }

        return root;
    }

    private YamlValue ReadValue()
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            var name = ValueText.Shorten(alias.Value.Value);
            return _anchors.TryGetValue(alias.Value.Value, out var target)
                ? target
                : throw new YamlProblemException(
                    ReadingRules.YamlNotJson, SpanOf(alias),
                    $"The alias '*{name}' refers to an anchor that is not complete before it, so it has no value: define '&{name}' "
                        + "earlier in the file, not around this place");
        }

        if (_parser.TryConsume<Scalar>(out var scalar))
        {
            return Remember(scalar, YamlValue.OfScalar(scalar, SpanOf(scalar)));
        }

        if (++_depth > TolerantJsonReader.MaxDepth)
        {
            throw new YamlProblemException(
                ReadingRules.TooDeep, SpanOf(_parser.Current!),
                $"Mappings and lists are nested more than {TolerantJsonReader.MaxDepth} deep here. The platform's JSON readers stop "
                    + "there: move inner schemas to 'definitions' and refer to them with $ref");
        }

        var value = _parser.TryConsume<SequenceStart>(out var sequence) ? ReadSequence(sequence) : ReadMapping(_parser.Consume<MappingStart>());
        _depth--;
        return value;
    }

    private YamlValue ReadSequence(SequenceStart start)
    {
        YamlTags.Of(start.Tag, SpanOf(start));
        var items = new List<YamlValue>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadValue());
        }

        return Remember(start, YamlValue.OfItems(items, SpanOf(start)));
    }

    private YamlValue ReadMapping(MappingStart start)
    {
        YamlTags.Of(start.Tag, SpanOf(start));
        var members = new List<YamlMember>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (!_parser.TryConsume<Scalar>(out var key))
            {
                throw new YamlProblemException(
                    ReadingRules.YamlNotJson, SpanOf(_parser.Current!),
                    "A name is a list, a mapping or an alias here, which JSON cannot say: write the name as text");
            }

            if (start.Style == MappingStyle.Block)
            {
                CheckLength(key);
            }

            members.Add(new(key.Value, key is { IsQuotedImplicit: false, Value: "<<" }, SpanOf(key), ReadValue()));
        }

        return Remember(start, YamlValue.OfMembers(members, SpanOf(start)));
    }

    private YamlValue Remember(NodeEvent node, YamlValue value)
    {
        if (!node.Anchor.IsEmpty)
        {
            _anchors[node.Anchor.Value] = value;
        }

        return value;
    }

    private static YamlSpan SpanOf(ParsingEvent parsed) =>
        new((int)parsed.Start.Line, (int)parsed.Start.Column, (int)parsed.End.Line, (int)parsed.End.Column);

    private static int OffsetOf(string yaml, int line, int column)
    {
        var position = 0;
        for (var current = 1; current < line; current++)
        {
            var found = yaml.IndexOf('\n', position);
            if (found < 0)
            {
                // The end of the file counts as a line of its own.
                return Encoding.UTF8.GetByteCount(yaml);
            }

            position = found + 1;
        }

        var end = Math.Clamp(position + column - 1, 0, yaml.Length);
        return Encoding.UTF8.GetByteCount(yaml.AsSpan(0, end));
    }

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}
