using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary>
/// Which operations a shared part belongs to: an entry of definitions, parameters or responses, or what a path item says for all its
/// operations.
/// </summary>
internal sealed class SharedParts(DefinitionIndex index, SourceNode root)
{
    // Ten thousand parts that all refer to each other would take minutes; real documents stay far below.
    private const int MaxSteps = 2_000_000;
    private const int MaxOperations = 1_000;

    private static readonly Keyword[] Sections = [Keyword.Definitions, Keyword.Parameters, Keyword.Responses];

    private readonly Dictionary<int, IReadOnlyList<OperationSite>> _operations = [];
    private Dictionary<int, List<int>>? _users;
    private int _steps;

    /// <summary>
    /// The operations that refer to a part, directly or through other parts, in the order of the document; none also where there are too
    /// many to look at.
    /// </summary>
    public IReadOnlyList<OperationSite> OperationsOf(SourceNode part)
    {
        if (!_operations.TryGetValue(part.Index, out var operations))
        {
            operations = Find(part.Index);
            _operations[part.Index] = operations;
        }

        return operations;
    }

    private List<OperationSite> Find(int part)
    {
        _users ??= FindUsers();
        var seen = new HashSet<int> { part };
        var open = new Stack<int>(seen);
        while (open.TryPop(out var next))
        {
            foreach (var user in _users.GetValueOrDefault(next) ?? [])
            {
                if (++_steps > MaxSteps)
                {
                    return [];
                }

                if (seen.Add(user))
                {
                    open.Push(user);
                }
            }
        }

        var found = index.Operations.Where(o => seen.Contains(o.Node.Index) || seen.Contains(o.PathItem.Index)).Take(MaxOperations + 1).ToList();
        return found.Count > MaxOperations ? [] : found;
    }

    private Dictionary<int, List<int>> FindUsers()
    {
        var users = new Dictionary<int, List<int>>();
        foreach (var section in Sections)
        {
            foreach (var entry in root[section].Members)
            {
                AddReferences(entry, entry, users);
            }
        }

        foreach (var pathItem in root[Keyword.Paths].Members)
        {
            foreach (var member in pathItem.Members)
            {
                AddReferences(member, index.OperationAt(member)?.Node ?? pathItem, users);
            }
        }

        return users;
    }

    private void AddReferences(SourceNode holder, SourceNode user, Dictionary<int, List<int>> users)
    {
        foreach (var position in holder.Document.ReferencesIn(holder))
        {
            var reference = new SourceNode(holder.Document, position);
            foreach (var section in Sections)
            {
                if (index.Resolve(reference, section) is { Exists: true } target)
                {
                    Add(target, user);

                    // Where a schema with subtypes is used, a subtype may come.
                    if (target[Keyword.Discriminator].Exists)
                    {
                        Add(user, target);
                    }

                    break;
                }
            }
        }

        void Add(SourceNode used, SourceNode by)
        {
            if (!users.TryGetValue(used.Index, out var list))
            {
                users[used.Index] = list = [];
            }

            list.Add(by.Index);
        }
    }
}
