using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ConnectorBuild.Definition;

/// <summary>Writes a YAML document as indented JSON and notes where each token comes from.</summary>
/// <param name="map">Receives the places.</param>
/// <param name="cancellationToken">Stops the writing.</param>
internal sealed class YamlJsonWriter(YamlSourceMap map, CancellationToken cancellationToken)
{
    // Nine aliases of nine aliases, nine times over, are a gigabyte; a definition that the platform takes has one megabyte.
    private const int MaxBytes = 16 * 1024 * 1024;

    private readonly ArrayBufferWriter<byte> _json = new();
    private readonly YamlMerge _merge = new();
    private int _depth;

    public ReadOnlyMemory<byte> Write(YamlValue root)
    {
        WriteValue(root);
        Raw("\n");
        return _json.WrittenMemory;
    }

    private void WriteValue(YamlValue value)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_json.WrittenCount > MaxBytes)
        {
            throw new YamlProblemException(
                ReadingRules.TooLarge, value.Span,
                $"Written out, the aliases of this file are more than {MaxBytes / 1024 / 1024} MB, far more than the platform takes: "
                    + "write fewer aliases of aliases");
        }

        if (_depth > TolerantJsonReader.MaxDepth)
        {
            throw new YamlProblemException(
                ReadingRules.TooDeep, value.Span,
                $"Written out, the aliases of this file nest more than {TolerantJsonReader.MaxDepth} deep, where the platform's JSON "
                    + "readers stop: write fewer aliases of aliases");
        }

        map.Add(_json.WrittenCount, value.Span);
        if (value.Members is { } members)
        {
            WriteAll('{', _merge.Flatten(members), '}', member =>
            {
                map.Add(_json.WrittenCount, member.Span);
                Quoted(member.Name);
                Raw(": ");
                WriteValue(member.Value);
            });
        }
        else if (value.Items is { } items)
        {
            WriteAll('[', items, ']', WriteValue);
        }
        else if (value.Literal is { } literal)
        {
            Raw(literal);
        }
        else
        {
            Quoted(value.Text!);
        }
    }

    private void WriteAll<T>(char open, IReadOnlyList<T> entries, char close, Action<T> write)
    {
        Raw(open.ToString());
        _depth++;
        for (var entry = 0; entry < entries.Count; entry++)
        {
            Raw(entry == 0 ? "\n" : ",\n");
            Indent();
            write(entries[entry]);
        }

        _depth--;
        if (entries.Count > 0)
        {
            Raw("\n");
            Indent();
        }

        Raw(close.ToString());
    }

    private void Indent()
    {
        for (var level = 0; level < _depth; level++)
        {
            Raw("  ");
        }
    }

    private void Quoted(string text)
    {
        Raw("\"");
        _json.Write(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
        Raw("\"");
    }

    private void Raw(string text) => Encoding.UTF8.GetBytes(text, _json);
}
