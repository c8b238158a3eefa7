using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary>Finds circles among definitions.</summary>
/// <param name="index">Resolves references.</param>
/// <param name="referencesOf">The references of a definition that count.</param>
internal sealed class DefinitionCircles(DefinitionIndex index, Func<SourceNode, List<SourceNode>> referencesOf)
{
    private readonly Dictionary<int, bool> _isOpen = [];
    private readonly Stack<(SourceNode Definition, List<SourceNode> References, int Next)> _stack = new();

    /// <summary>Every reference inside of a definition.</summary>
    public static List<SourceNode> AllReferences(SourceNode definition)
    {
        var document = definition.Document;
        var found = document.ReferencesIn(definition);
        if (found.IsEmpty)
        {
            return [];
        }

        var references = new List<SourceNode>(found.Length);
        foreach (var index in found)
        {
            references.Add(new SourceNode(document, index));
        }

        return references;
    }

    /// <summary>The references that close a circle, one for each way around.</summary>
    public IReadOnlyList<SourceNode> Find(SourceNode definitions)
    {
        // Without references among them, there is nothing to walk.
        if (!definitions.IsObject || definitions.Document.ReferencesIn(definitions).IsEmpty)
        {
            return [];
        }

        var closing = new List<SourceNode>();
        foreach (var definition in definitions.Children)
        {
            Walk(definition, closing);
        }

        return closing;
    }

    // An explicit stack: a chain of references can be as long as the file.
    private void Walk(SourceNode definition, List<SourceNode> closing)
    {
        Enter(definition);
        while (_stack.TryPop(out var top))
        {
            if (top.Next == top.References.Count)
            {
                _isOpen[top.Definition.Index] = false;
                continue;
            }

            _stack.Push(top with { Next = top.Next + 1 });
            var reference = top.References[top.Next];
            var target = index.Resolve(reference, Keyword.Definitions);
            if (target.Exists && !Enter(target) && _isOpen[target.Index])
            {
                closing.Add(reference);
            }
        }

        bool Enter(SourceNode next)
        {
            // Where no reference leads on, no circle comes back.
            var isDeadEnd = next.Document.ReferencesIn(next).IsEmpty;
            if (!_isOpen.TryAdd(next.Index, !isDeadEnd) || isDeadEnd)
            {
                return false;
            }

            _stack.Push((next, referencesOf(next), 0));
            return true;
        }
    }
}
