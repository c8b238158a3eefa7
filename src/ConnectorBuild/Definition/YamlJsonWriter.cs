using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ConnectorBuild.Definition;

/// <summary>Writes a YAML document as indented JSON and notes where each token comes from.</summary>
internal sealed class YamlJsonWriter(YamlSourceMap map)
{
    // Nine aliases of nine aliases, nine times over, are a gigabyte; a definition that the platform takes has one megabyte.
    private const int MaxBytes = 16 * 1024 * 1024;

    private readonly ArrayBufferWriter<byte> _json = new();
    private int _depth;

    public ReadOnlyMemory<byte> Write(YamlValue root)
    {
        WriteValue(root);
        Raw("\n");
        return _json.WrittenMemory;
    }

    private void WriteValue(YamlValue value)
    {
        if (_json.WrittenCount > MaxBytes)
        {
            throw new YamlProblemException(ReadingRules.TooLarge, value.Span, $"Written out, the aliases of this file are more than {MaxBytes / 1024 / 1024} MB, far more than the platform takes: write fewer aliases of aliases");
        }

        if (_depth > TolerantJsonReader.MaxDepth)
        {
            throw new YamlProblemException(ReadingRules.TooDeep, value.Span, $"Written out, the aliases of this file nest more than {TolerantJsonReader.MaxDepth} deep, where the platform's JSON readers stop: write fewer aliases of aliases");
        }

        map.Add(_json.WrittenCount, value.Span);
        if (value.Members is { } members)
        {
            WriteAll('{', Flatten(members), '}', member =>
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

    // What a mapping says itself wins over what it merges, and the first merged mapping over the next.
    private static IReadOnlyList<YamlMember> Flatten(IReadOnlyList<YamlMember> members)
    {
        if (!members.Any(m => m.IsMerge))
        {
            return members;
        }

        var names = members.Where(m => !m.IsMerge).Select(m => m.Name).ToHashSet(StringComparer.Ordinal);
        var all = new List<YamlMember>();
        foreach (var member in members)
        {
            if (!member.IsMerge)
            {
                all.Add(member);
                continue;
            }

            foreach (var source in member.Value.Items ?? [member.Value])
            {
                if (source.Members is null)
                {
                    throw new YamlProblemException(ReadingRules.YamlNotJson, member.Span, "The merge key '<<' takes a mapping or a list of mappings, usually an alias: give it one");
                }

                all.AddRange(Flatten(source.Members).Where(m => names.Add(m.Name)));
            }
        }

        return all;
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
