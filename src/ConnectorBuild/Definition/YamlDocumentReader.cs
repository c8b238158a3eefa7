using System.Text;
using ConnectorBuild.Rules;
using ConnectorBuild.Rules.Engine;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ConnectorBuild.Definition;

/// <summary>
/// Reads YAML onto the same model as JSON: the document is written as JSON text and every token keeps its place in the YAML file. Aliases are
/// written out, within bounds; merge keys (<c>&lt;&lt;</c>) are applied.
/// </summary>
internal sealed class YamlDocumentReader
{
    private readonly Parser _parser;
    private readonly Dictionary<string, YamlValue> _anchors = new(StringComparer.Ordinal);
    private int _depth;

    private YamlDocumentReader(string text) => _parser = new Parser(new StringReader(text));

    /// <summary>Reads a YAML text.</summary>
    /// <param name="path">The path as diagnostics show it.</param>
    /// <param name="text">UTF-8 without BOM.</param>
    /// <param name="findings">Receives what is wrong with the text.</param>
    /// <returns>The document; null if it has no counterpart in JSON.</returns>
    public static SourceDocument? Read(string path, ReadOnlyMemory<byte> text, List<ReadingFinding> findings)
    {
        var yaml = Encoding.UTF8.GetString(text.Span);
        var reader = new YamlDocumentReader(yaml);
        try
        {
            var root = reader.ReadDocument();
            var map = new YamlSourceMap(path, yaml);
            var json = new YamlJsonWriter(map).Write(root);
            var written = new List<ReadingFinding>();
            var document = TolerantJsonReader.Read(map, json, written);
            findings.AddRange(written.Select(f => f with { Map = map }));
            return document;
        }
        catch (YamlProblemException problem)
        {
            var (start, end) = (OffsetOf(yaml, problem.Span.Line, problem.Span.Column), OffsetOf(yaml, problem.Span.EndLine, problem.Span.EndColumn));
            findings.Add(new(problem.Descriptor, start, Math.Max(start, end), problem.Message));
        }
        catch (YamlException exception)
        {
            findings.Add(Malformed(OffsetOf(yaml, (int)exception.Start.Line, (int)exception.Start.Column), exception.Message));
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // YamlDotNet's scanner gives up like this on some malformed texts; the last thing that it understood is the nearest place.
            var last = reader._parser.Current?.End ?? Mark.Empty;
            findings.Add(Malformed(OffsetOf(yaml, (int)last.Line, (int)last.Column), "something behind this place cannot be understood"));
        }

        return null;
    }

    private static ReadingFinding Malformed(int offset, string what) => new(ReadingRules.Malformed, offset, offset,
        $"The file is not well-formed YAML, so nothing can read it: {OneLine(what)}; check indentation, quotes and colons around this place");

    private YamlValue ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out var start))
        {
            throw new YamlProblemException(ReadingRules.NotText, default, "The file holds no YAML document, so there is nothing to build: put the document in it, or remove the file");
        }

        var root = ReadValue();
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out var second))
        {
            throw new YamlProblemException(ReadingRules.YamlNotJson, SpanOf(second), "A second YAML document begins here; a definition is one document: remove the '---' and what follows");
        }

        return root;
    }

    private YamlValue ReadValue()
    {
        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            var name = ValueText.Shorten(alias.Value.Value);
            return _anchors.TryGetValue(alias.Value.Value, out var target)
                ? target
                : throw new YamlProblemException(ReadingRules.YamlNotJson, SpanOf(alias), $"The alias '*{name}' refers to an anchor that is not complete before it, so it has no value: define '&{name}' earlier in the file, not around this place");
        }

        if (_parser.TryConsume<Scalar>(out var scalar))
        {
            return Remember(scalar, YamlValue.OfScalar(scalar, SpanOf(scalar)));
        }

        if (++_depth > TolerantJsonReader.MaxDepth)
        {
            throw new YamlProblemException(ReadingRules.TooDeep, SpanOf(_parser.Current!), $"Mappings and lists are nested more than {TolerantJsonReader.MaxDepth} deep here. The platform's JSON readers stop there: move inner schemas to 'definitions' and refer to them with $ref");
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
                throw new YamlProblemException(ReadingRules.YamlNotJson, SpanOf(_parser.Current!), "A name is a list, a mapping or an alias here, which JSON cannot say: write the name as text");
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

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}
