using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Drafts;

/// <summary>A member of a <see cref="DraftObject"/>.</summary>
/// <param name="Name">The name as it is written.</param>
/// <param name="Value">The value.</param>
/// <param name="NameOrigin">The member of a source document whose name findings point to; missing if there is none.</param>
internal readonly record struct DraftMember(string Name, Draft Value, SourceNode NameOrigin);

/// <summary>An object; members keep the order in which they were added.</summary>
internal sealed class DraftObject(SourceNode origin) : Draft(origin)
{
    // Below this many members, looking at each is faster than a table.
    private const int SmallCount = 12;

    private readonly List<DraftMember> _members = [];
    private Dictionary<string, int>? _places;

    public IReadOnlyList<DraftMember> Members => _members;

    public int Count => _members.Count;

    /// <summary>The value of a member; null if there is none.</summary>
    public Draft? this[string name] => IndexOf(name) is >= 0 and var index ? _members[index].Value : null;

    public bool Has(string name) => IndexOf(name) >= 0;

    /// <summary>Adds a member or replaces its value, which keeps its place.</summary>
    public DraftObject Set(string name, Draft value, SourceNode nameOrigin = default)
    {
        var member = new DraftMember(name, value, nameOrigin.Exists ? nameOrigin : value.Origin);
        if (IndexOf(name) is >= 0 and var index)
        {
            _members[index] = member;
        }
        else
        {
            _places?.Add(name, _members.Count);
            _members.Add(member);
        }

        return this;
    }

    /// <summary>Adds a text.</summary>
    public DraftObject Set(string name, string text, SourceNode origin) => Set(name, Text(text, origin), origin);

    /// <summary>Copies a member of the source as it is; nothing where it is missing.</summary>
    public DraftObject SetCopy(string name, SourceNode source) => source.Exists ? Set(name, Copy(source), source) : this;

    /// <summary>Copies a member of the source where it is a text; nothing otherwise.</summary>
    public DraftObject SetText(string name, SourceNode source) => source.IsString ? SetCopy(name, source) : this;

    public void Remove(string name)
    {
        if (IndexOf(name) is >= 0 and var index)
        {
            _members.RemoveAt(index);
            _places = null;
        }
    }

    /// <summary>Removes the members with certain values.</summary>
    public void RemoveAll(IReadOnlySet<Draft> values)
    {
        _members.RemoveAll(m => values.Contains(m.Value));
        _places = null;
    }

    /// <summary>An object with the same members, which can be changed without changing this one.</summary>
    public DraftObject Clone()
    {
        var clone = new DraftObject(Origin);
        clone._members.AddRange(_members);
        return clone;
    }

    private int IndexOf(string name)
    {
        if (_members.Count <= SmallCount)
        {
            for (var index = 0; index < _members.Count; index++)
            {
                if (_members[index].Name == name)
                {
                    return index;
                }
            }

            return -1;
        }

        if (_places is null)
        {
            _places = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var index = 0; index < _members.Count; index++)
            {
                _places[_members[index].Name] = index;
            }
        }

        return _places.TryGetValue(name, out var place) ? place : -1;
    }
}
