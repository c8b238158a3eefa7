using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary>
/// Finds members and elements of large objects and lists without walking over them each time: a list of ten thousand required names over an object
/// of ten thousand properties must not take a hundred million steps.
/// </summary>
internal sealed class MemberLookup
{
    private const int Few = 24;

    private readonly Dictionary<int, Dictionary<string, SourceNode>?> _members = [];
    private readonly Dictionary<int, HashSet<string>?> _texts = [];

    /// <summary>The member of an object; missing if there is none.</summary>
    public SourceNode Find(SourceNode container, string name)
    {
        if (!container.IsObject)
        {
            return default;
        }

        if (!_members.TryGetValue(container.Index, out var members))
        {
            members = IsLarge(container) ? ToDictionary(container) : null;
            _members[container.Index] = members;
        }

        return members is null ? container[name] : members.GetValueOrDefault(name);
    }

    /// <summary>Whether a list of texts has a text.</summary>
    public bool Lists(SourceNode list, string text)
    {
        if (!list.IsArray)
        {
            return false;
        }

        if (!_texts.TryGetValue(list.Index, out var texts))
        {
            texts = IsLarge(list) ? ToSet(list) : null;
            _texts[list.Index] = texts;
        }

        return texts is null ? list.Elements.Any(e => e.TextEquals(text)) : texts.Contains(text);
    }

    /// <summary>Whether the schema around a property requires it.</summary>
    public bool IsRequired(ValueSite property)
    {
        var required = property.Owner[Keyword.Required];
        return required.IsArray && Lists(required, property.Node.Name);
    }

    private static bool IsLarge(SourceNode container)
    {
        var count = 0;
        foreach (var _ in container.Children)
        {
            if (++count > Few)
            {
                return true;
            }
        }

        return false;
    }

    private static Dictionary<string, SourceNode> ToDictionary(SourceNode container)
    {
        var members = new Dictionary<string, SourceNode>(StringComparer.Ordinal);
        foreach (var child in container.Children)
        {
            members[child.Name] = child;
        }

        return members;
    }

    private static HashSet<string> ToSet(SourceNode list)
    {
        var texts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in list.Children)
        {
            if (element.Text is { } text)
            {
                texts.Add(text);
            }
        }

        return texts;
    }
}
