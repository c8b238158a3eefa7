using System.Text;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary>A section of the root that references point into: definitions, parameters or responses.</summary>
internal sealed class DefinitionSection
{
    private const int Missing = -1;

    private readonly SourceNode _section;
    private readonly byte[] _prefix;
    private readonly Dictionary<string, int> _named = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> _resolved = [];

    public DefinitionSection(SourceNode root, Keyword name)
    {
        _section = root[name];
        _prefix = Encoding.UTF8.GetBytes($"#/{KeywordTable.Text(name)}/");
        foreach (var child in _section.Members)
        {
            _named[child.Name] = child.Index;
        }
    }

    public IReadOnlyCollection<string> Names => _named.Keys;

    /// <summary>The target of a reference; missing if it does not resolve or points elsewhere.</summary>
    public SourceNode Resolve(SourceNode reference)
    {
        if (!_resolved.TryGetValue(reference.Index, out var target))
        {
            target = Find(reference);
            _resolved[reference.Index] = target;
        }

        return target == Missing ? default : new(_section.Document, target);
    }

    private int Find(SourceNode reference)
    {
        var raw = reference.IsString ? reference.Raw : default;
        if (!raw.StartsWith(_prefix))
        {
            return Missing;
        }

        if (!raw.ContainsAny("\\~%"u8) && raw.Length <= 128)
        {
            Span<char> name = stackalloc char[128];
            var length = Encoding.UTF8.GetChars(raw[_prefix.Length..], name);
            return _named.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name[..length], out var found) ? found : Missing;
        }

        var text = reference.Text![_prefix.Length..];
        return _named.TryGetValue(JsonPointer.Unescape(text), out var exact) ? exact
            : _named.TryGetValue(JsonPointer.Unescape(Uri.UnescapeDataString(text)), out var decoded) ? decoded
            : Missing;
    }
}
