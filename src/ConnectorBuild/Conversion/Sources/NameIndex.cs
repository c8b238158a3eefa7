using System.Globalization;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Sources;

/// <summary>Finds members by name: those of large objects in a table that is made once.</summary>
internal sealed class NameIndex
{
    private const int Few = 16;

    private readonly Dictionary<(SourceDocument, int), Dictionary<string, SourceNode>?> _tables = [];

    /// <summary>The member of an object or the element of a list; missing if there is none.</summary>
    public SourceNode Find(SourceNode container, string name)
    {
        if (container.IsArray)
        {
            return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? ElementAt(container, position) : default;
        }

        if (!container.IsObject)
        {
            return default;
        }

        var key = (container.Document, container.Index);
        if (!_tables.TryGetValue(key, out var table))
        {
            _tables[key] = table = TableOf(container);
        }

        return table is null ? container[name] : table.GetValueOrDefault(name);
    }

    /// <summary>Follows a JSON pointer.</summary>
    /// <param name="root">Where the pointer begins.</param>
    /// <param name="pointer">The pointer (RFC 6901), percent-encoded as in a fragment or not.</param>
    public SourceNode Follow(SourceNode root, string pointer)
    {
        var node = root;
        foreach (var segment in pointer.Split('/').Skip(1))
        {
            var name = JsonPointer.Unescape(segment);
            var next = Find(node, name);
            node = next.Exists || !name.Contains('%', StringComparison.Ordinal) ? next : Find(node, Uri.UnescapeDataString(name));
            if (!node.Exists)
            {
                return default;
            }
        }

        return node;
    }

    private static SourceNode ElementAt(SourceNode list, int position)
    {
        foreach (var element in list.Elements)
        {
            if (position-- == 0)
            {
                return element;
            }
        }

        return default;
    }

    private static Dictionary<string, SourceNode>? TableOf(SourceNode container)
    {
        var table = new Dictionary<string, SourceNode>(StringComparer.Ordinal);
        foreach (var child in container.Children)
        {
            table[child.Name] = child;
        }

        return table.Count > Few ? table : null;
    }
}
