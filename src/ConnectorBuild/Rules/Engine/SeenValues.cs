using System.Runtime.CompilerServices;
using System.Text;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary>Finds values that occur twice in a list, without a set for the lists that nearly all are: a few dozen different values.</summary>
internal struct SeenValues(SourceNode list)
{
    private const int Few = 64;

    // A bit for each value so far, by a hash: a bit that is still free means that the value is new.
    private Buckets _bits;

    private HashSet<(NodeKind Kind, string Text)>? _many;
    private int _count;

    /// <summary>Whether the next element is new.</summary>
    public bool Add(SourceNode value)
    {
        _count++;
        if (_many is null)
        {
            var hash = NameHash.Of(value.HasEscapes ? Encoding.UTF8.GetBytes(value.Text!) : value.Raw);
            ref var bucket = ref _bits[(hash >> 6) & 7];
            var bit = 1UL << (hash & 63);
            var isFree = (bucket & bit) == 0;
            bucket |= bit;
            if (isFree)
            {
                return true;
            }

            if (_count <= Few)
            {
                return IsNew(value);
            }
        }

        _many ??= Before(value);
        return _many.Add(KeyOf(value));
    }

    private readonly bool IsNew(SourceNode value)
    {
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

    [InlineArray(8)]
    private struct Buckets
    {
        private ulong _first;
    }
}
