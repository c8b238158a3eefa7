namespace ConnectorBuild.Definition;

/// <summary>The members of an object or the elements of an array, for <c>foreach</c>.</summary>
internal readonly struct NodeChildren(SourceDocument? document, int parent)
{
    public Enumerator GetEnumerator() => new(document, parent);

    public bool IsEmpty => !GetEnumerator().MoveNext();

    public bool Any(Func<SourceNode, bool> predicate)
    {
        foreach (var child in this)
        {
            if (predicate(child))
            {
                return true;
            }
        }

        return false;
    }

    internal struct Enumerator
    {
        private readonly SourceDocument? _document;
        private readonly int _end;
        private int _next;

        internal Enumerator(SourceDocument? document, int parent)
        {
            _document = document;
            _next = parent + 1;
            _end = document is null ? 0 : document.Nodes[parent].Next;
        }

        public SourceNode Current { get; private set; }

        public bool MoveNext()
        {
            while (_document is not null && _next < _end)
            {
                var current = _next;
                ref readonly var node = ref _document.Nodes[current];
                _next = node.Next;
                if ((node.Flags & NodeFlags.Shadowed) == 0)
                {
                    Current = new(_document, current);
                    return true;
                }
            }

            return false;
        }
    }
}
