using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary>The connection parameters of a connector.</summary>
internal static class ConnectionParameters
{
    /// <summary>All names, those in sets included; compared without case, as policies are.</summary>
    public static HashSet<string> NamesOf(SourceNode properties)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        Add(properties[Keyword.ConnectionParameters], names);
        foreach (var set in properties[Keyword.ConnectionParameterSets][Keyword.Values].Elements)
        {
            Add(set[Keyword.Parameters], names);
        }

        return names;
    }

    private static void Add(SourceNode parameters, HashSet<string> names)
    {
        foreach (var parameter in parameters.Members)
        {
            names.Add(parameter.Name);
        }
    }
}
