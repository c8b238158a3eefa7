using System.Buffers;

namespace ConnectorBuild.Definition;

/// <summary>The nodes of a document that is being read, in rented memory.</summary>
internal struct NodeBuffer(int expectedNodes) : IDisposable
{
    private NodeRecord[] _nodes = ArrayPool<NodeRecord>.Shared.Rent(Math.Max(64, expectedNodes));
    private int[] _hashes = ArrayPool<int>.Shared.Rent(Math.Max(64, expectedNodes));

    public int Count { get; private set; }

    public readonly ref NodeRecord this[int index] => ref _nodes[index];

    /// <summary>The hashes of names, beside the nodes.</summary>
    public readonly ReadOnlySpan<int> Hashes => _hashes;

    public readonly Span<NodeRecord> Nodes => _nodes;

    /// <summary>Adds a node, which the caller fills.</summary>
    public ref NodeRecord Add(int hash)
    {
        if (Count == Math.Min(_nodes.Length, _hashes.Length))
        {
            Grow(ref _nodes, Count);
            Grow(ref _hashes, Count);
        }

        _hashes[Count] = hash;
        return ref _nodes[Count++];
    }

    public readonly NodeRecord[] ToArray()
    {
        var nodes = GC.AllocateUninitializedArray<NodeRecord>(Count);
        _nodes.AsSpan(0, Count).CopyTo(nodes);
        return nodes;
    }

    public readonly void Dispose()
    {
        ArrayPool<NodeRecord>.Shared.Return(_nodes);
        ArrayPool<int>.Shared.Return(_hashes);
    }

    private static void Grow<T>(ref T[] array, int count)
    {
        var larger = ArrayPool<T>.Shared.Rent(count * 2);
        array.AsSpan(0, count).CopyTo(larger);
        ArrayPool<T>.Shared.Return(array);
        array = larger;
    }
}
