using System.Buffers;
using System.Text;

namespace ConnectorBuild.Definition;

/// <summary>Finds names that occur twice in one object.</summary>
internal static class DuplicateNames
{
    private const int FewMembers = 12;
    private const int MaxFindings = 20;

    /// <summary>Marks members that a later one shadows, and reports the later ones.</summary>
    public static void Mark(
        ReadOnlySpan<byte> text, Span<NodeRecord> nodes, ReadOnlySpan<int> hashes, int container, SourceMap map,
        List<ReadingFinding> findings)
    {
        // 1,024 buckets, a bit each: while every name falls into one of its own, all are different.
        Span<ulong> buckets = stackalloc ulong[16];
        buckets.Clear();
        var end = nodes[container].Next;
        for (var child = container + 1; child < end; child = nodes[child].Next)
        {
            var hash = hashes[child];
            ref var bucket = ref buckets[(hash >> 6) & 15];
            var bit = 1UL << (hash & 63);
            if ((bucket & bit) != 0)
            {
                Compare(text, nodes, hashes, container, map, findings);
                return;
            }

            bucket |= bit;
        }
    }

    private static void Compare(
        ReadOnlySpan<byte> text, Span<NodeRecord> nodes, ReadOnlySpan<int> hashes, int container, SourceMap map,
        List<ReadingFinding> findings)
    {
        Span<int> few = stackalloc int[FewMembers];
        var count = 0;
        for (var child = container + 1; child < nodes[container].Next; child = nodes[child].Next)
        {
            if (count == FewMembers)
            {
                MarkAmongMany(text, nodes, hashes, container, map, findings);
                return;
            }

            few[count++] = child;
        }

        for (var later = 1; later < count; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
            {
                if (hashes[few[earlier]] == hashes[few[later]] && Same(text, nodes[few[earlier]], nodes[few[later]]))
                {
                    Report(text, nodes, few[earlier], few[later], map, findings);
                }
            }
        }
    }

    // Sorted by hash and then by the bytes themselves: equal hashes, by chance or by intent, cannot make this slow.
    private static void MarkAmongMany(
        ReadOnlySpan<byte> text, Span<NodeRecord> nodes, ReadOnlySpan<int> hashes, int container, SourceMap map,
        List<ReadingFinding> findings)
    {
        if (AreDifferent(nodes, hashes, container))
        {
            return;
        }

        var members = new List<(int Hash, int Index)>();
        for (var child = container + 1; child < nodes[container].Next; child = nodes[child].Next)
        {
            members.Add((hashes[child], child));
        }

        members.Sort();
        for (var first = 0; first < members.Count;)
        {
            var end = first + 1;
            while (end < members.Count && members[end].Hash == members[first].Hash)
            {
                end++;
            }

            if (end - first > 1)
            {
                MarkSameHash(text, nodes, members.GetRange(first, end - first), map, findings);
            }

            first = end;
        }
    }

    private static bool AreDifferent(Span<NodeRecord> nodes, ReadOnlySpan<int> hashes, int container)
    {
        var rented = ArrayPool<int>.Shared.Rent(nodes[container].Next - container);
        var count = 0;
        for (var child = container + 1; child < nodes[container].Next; child = nodes[child].Next)
        {
            rented[count++] = hashes[child];
        }

        var sorted = rented.AsSpan(0, count);
        sorted.Sort();
        var different = true;
        for (var index = 1; index < sorted.Length; index++)
        {
            different &= sorted[index] != sorted[index - 1];
        }

        ArrayPool<int>.Shared.Return(rented);
        return different;
    }

    private static void MarkSameHash(
        ReadOnlySpan<byte> text, Span<NodeRecord> nodes, List<(int Hash, int Index)> members, SourceMap map,
        List<ReadingFinding> findings)
    {
        var byName = new Dictionary<string, int>(members.Count, StringComparer.Ordinal);
        foreach (var (_, index) in members)
        {
            var name = Name(text, nodes[index]);
            if (byName.TryGetValue(name, out var earlier))
            {
                Report(text, nodes, earlier, index, map, findings);
            }

            byName[name] = index;
        }
    }

    private static void Report(ReadOnlySpan<byte> text, Span<NodeRecord> nodes, int earlier, int later, SourceMap map, List<ReadingFinding> findings)
    {
        nodes[earlier].Flags |= NodeFlags.Shadowed;
        if (findings.Count(f => f.Descriptor == ReadingRules.DuplicateName) < MaxFindings)
        {
            ref readonly var node = ref nodes[later];
            var line = map.Locate(nodes[earlier].NameStart, nodes[earlier].NameStart).Line;
            findings.Add(new(ReadingRules.DuplicateName, node.NameStart - 1, node.NameStart + node.NameLength + 1,
                $"'{Shorten(Name(text, node))}' is in this object already, on line {line}. The platform silently takes the last one, "
                    + "so the first is lost: rename or remove one of them"));
        }
    }

    private static bool Same(ReadOnlySpan<byte> text, in NodeRecord left, in NodeRecord right) =>
        ((left.Flags | right.Flags) & NodeFlags.EscapedName) == 0
            ? text.Slice(left.NameStart, left.NameLength).SequenceEqual(text.Slice(right.NameStart, right.NameLength))
            : Name(text, left) == Name(text, right);

    private static string Name(ReadOnlySpan<byte> text, in NodeRecord node)
    {
        var raw = text.Slice(node.NameStart, node.NameLength);
        return (node.Flags & NodeFlags.EscapedName) == 0 ? Encoding.UTF8.GetString(raw) : JsonEscapes.Decode(raw);
    }

    private static string Shorten(string name) => name.Length <= 60 ? name : name[..57] + "...";
}
