using System.Collections;

namespace ConnectorBuild.LocalCloud.Runtime.Messages;

/// <summary>Header fields in their order. Names compare without case; a name can occur several times.</summary>
internal sealed class HeaderList : IEnumerable<KeyValuePair<string, string>>
{
    private readonly List<KeyValuePair<string, string>> _fields = [];

    /// <summary>How many fields there are.</summary>
    public int Count => _fields.Count;

    /// <summary>The values of a name, joined by commas; null without one.</summary>
    public string? Find(string name)
    {
        string? found = null;
        foreach (var (field, value) in _fields)
        {
            if (IsSame(field, name))
            {
                found = found is null ? value : $"{found},{value}";
            }
        }

        return found;
    }

    /// <summary>Adds a field, whatever is there.</summary>
    public void Add(string name, string value) => _fields.Add(KeyValuePair.Create(name, value));

    /// <summary>Makes a field the only one of its name.</summary>
    public void Set(string name, string value)
    {
        Remove(name);
        Add(name, value);
    }

    /// <summary>Takes out every field of a name.</summary>
    public void Remove(string name) => _fields.RemoveAll(f => IsSame(f.Key, name));

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static bool IsSame(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
