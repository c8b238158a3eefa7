namespace ConnectorBuild.Definition;

/// <summary>
/// Finds the members of one object by name, many times: looking through the object each time would take quadratic time where two are wide.
/// </summary>
internal sealed class MemberTable
{
    private readonly Dictionary<string, SourceNode> _members = new(StringComparer.Ordinal);

    /// <summary>The table of an object.</summary>
    public MemberTable(SourceNode node)
    {
        foreach (var member in node.Children)
        {
            _members.TryAdd(member.Name, member);
        }
    }

    /// <summary>The member of that name; a node that does not exist if there is no such member.</summary>
    public SourceNode this[string name] => _members.GetValueOrDefault(name);
}
