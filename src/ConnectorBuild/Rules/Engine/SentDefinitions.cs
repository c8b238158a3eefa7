using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary>Which entries of <c>definitions</c> are part of what callers send.</summary>
internal sealed class SentDefinitions(DefinitionIndex index, SourceNode root)
{
    private HashSet<int>? _sent;

    /// <summary>Whether a request uses the entry of <c>definitions</c> that holds a part.</summary>
    public bool Contains(SourceNode part)
    {
        var section = root[Keyword.Definitions];
        var entry = part;
        while (entry.Exists && entry.Parent != section)
        {
            entry = entry.Parent;
        }

        return (_sent ??= Find()).Contains(entry.Index);
    }

    private HashSet<int> Find()
    {
        var sent = new HashSet<int>();
        var open = new Stack<SourceNode>();
        foreach (var operation in index.Operations)
        {
            foreach (var parameter in operation.Parameters)
            {
                open.Push(parameter.Node);
            }
        }

        while (open.TryPop(out var part))
        {
            foreach (var position in part.Document.ReferencesIn(part))
            {
                if (index.Resolve(new(part.Document, position), Keyword.Definitions) is { Exists: true } target && sent.Add(target.Index))
                {
                    open.Push(target);
                }
            }
        }

        return sent;
    }
}
