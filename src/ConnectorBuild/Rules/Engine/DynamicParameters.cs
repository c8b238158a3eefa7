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

    /// <summary>Whether a path begins with a parameter of an operation, or is the name of one: a parameter may have a slash in its name.</summary>
    public static bool BeginsIn(OperationSite operation, string path)
    {
        var root = RootOf(path);
        return operation.Parameters.Any(p => p.Name == root || p.Name == path);
    }

    /// <summary>From where a passed value is taken: the name or path of a parameter; missing if the value is fixed.</summary>
    public static SourceNode ReferenceOf(SourceNode passed) =>
        passed[Keyword.ParameterReference] is { Exists: true } path ? path : passed[Keyword.Parameter];

    /// <summary>The value that is passed always; missing if it is taken from somewhere.</summary>
    public static SourceNode FixedValueOf(SourceNode passed) =>
        ReferenceOf(passed).Exists ? default : passed.IsObject ? passed[Keyword.Value] : passed;

    /// <summary>The parameter of that name, or the property of the body at that path; missing where neither is described.</summary>
    public static SourceNode Find(OperationSite operation, string path, DefinitionIndex index)
    {
        foreach (var parameter in operation.Parameters)
        {
            if (parameter.Name == path && parameter.In != "body")
            {
                return parameter.Node;
            }
        }

        return Follow(operation, path, index) is { Step: SchemaGraph.Step.Found } arrival ? arrival.Node : default;
    }

    /// <summary>How messages call the operations that something belongs to, of which there is at least one.</summary>
    public static string LabelOf(IReadOnlyList<OperationSite> operations) => operations.Count switch
    {
        1 => $"'{operations[0].Label}'",
        2 => $"'{operations[0].Label}' or '{operations[1].Label}', which share this",
        var count => $"'{operations[0].Label}' or the {count - 1} other operations that share this",
    };

    /// <summary>The names of all their parameters.</summary>
    public static IEnumerable<string> NamesOf(IReadOnlyList<OperationSite> operations) =>
        operations.SelectMany(o => o.Parameters).Select(p => p.Name).Distinct();

    /// <summary>
    /// Follows a path such as <c>body/item/id</c> behind its root; unknown if the root is not a body parameter, or nothing follows it.
    /// </summary>
    public static SchemaGraph.Arrival Follow(OperationSite operation, string path, DefinitionIndex index)
    {
        var root = RootOf(path);
        foreach (var parameter in operation.Parameters)
        {
            // A parameter may have a slash in its own name.
            if (parameter.Name == path)
            {
                break;
            }

            if (parameter.In == "body" && parameter.Name == root && path.Length > root.Length + 1)
            {
                return index.Schemas.Navigate(parameter.Node[Keyword.Schema], path[(root.Length + 1)..]);
            }
        }

        return new(SchemaGraph.Step.Unknown, default, "");
    }

    /// <summary>Whether an operation's body certainly has a property of that name, or at that path.</summary>
    public static bool IsInBody(OperationSite operation, string path, DefinitionIndex index) =>
        BodyOf(operation) is { Exists: true } body && index.Schemas.Navigate(body, path).Step == SchemaGraph.Step.Found;

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
