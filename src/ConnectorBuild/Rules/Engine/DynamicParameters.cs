using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary>Names of parameters in dynamic extensions.</summary>
internal static class DynamicParameters
{
    /// <summary>The parameter at the root of a path such as <c>body/prop</c>.</summary>
    public static string RootOf(string path) => path.IndexOf('/') is var slash and > 0 ? path[..slash] : path.TrimStart('/');

    /// <summary>Whether an operation takes a parameter, or a property of its body, of that name or path.</summary>
    public static bool Takes(OperationSite operation, string name, DefinitionIndex index)
    {
        var root = RootOf(name);
        return operation.Parameters.Any(p => p.Name == name || p.Name == root)
            || index.Schemas.HasPropertyNamed(BodyOf(operation), root);
    }

    /// <summary>The schema of an operation's body; missing if it has none.</summary>
    public static SourceNode BodyOf(OperationSite operation)
    {
        foreach (var parameter in operation.Parameters)
        {
            if (parameter.In == "body")
            {
                return parameter.Node[Keyword.Schema];
            }
        }

        return default;
    }
}
