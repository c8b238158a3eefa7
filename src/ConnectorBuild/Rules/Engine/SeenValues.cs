using System.Text;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary>Finds values that occur twice in a list: the first few compared with those before them, more than that by a set.</summary>
internal struct SeenValues(SourceNode list)
{
    private const int Few = 16;

    // A bit for each value so far, by a hash: a bit that is still free means that the value is new.
    private ulong _bits;

    private HashSet<(NodeKind Kind, string Text)>? _many;
    private int _count;

    /// <summary>Whether the next element is new.</summary>
    public bool Add(SourceNode value)
    {
        if (_count++ >= Few)
        {
            _many ??= Before(value);
            return _many.Add(KeyOf(value));
        }

        var bit = 1UL << (NameHash.Of(value.Raw) & 63);
        if ((_bits & bit) == 0 && !value.HasEscapes)
        {
            _bits |= bit;
            return true;
        }

        foreach (var earlier in list.Children)
        {
            if (earlier.Index == value.Index)
            {
                break;
            }

            if (earlier.SameValue(value))
            {
                return false;
            }
        }

        _bits |= bit;
        return true;
    }

    private readonly HashSet<(NodeKind, string)> Before(SourceNode value)
    {
        var keys = new HashSet<(NodeKind, string)>();
        foreach (var earlier in list.Children)
        {
            if (earlier.Index == value.Index)
            {
                break;
            }

            keys.Add(KeyOf(earlier));
        }

        return keys;
    }

    private static (NodeKind Kind, string Text) KeyOf(SourceNode value) => (value.Kind, value.Text ?? Encoding.UTF8.GetString(value.Raw));
}
