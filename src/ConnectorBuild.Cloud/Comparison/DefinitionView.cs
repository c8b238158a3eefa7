using System.Text.Json;

namespace ConnectorBuild.Cloud.Comparison;

/// <summary>A Swagger 2.0 definition by its operations.</summary>
internal sealed class DefinitionView
{
    private static readonly string[] Sections = ["definitions", "parameters", "responses"];

    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch"];

    // JsonElement looks names up one by one; a definition of a thousand schemas asks for each of them many times.
    private readonly Dictionary<string, Dictionary<string, JsonElement>> _sections;

    public DefinitionView(JsonElement root)
    {
        Root = root;
        _sections = Sections.ToDictionary(s => s, s => Named(root.Get(s)), StringComparer.Ordinal);
        var basePath = root.Text("basePath") ?? "";
        Operations =
        [
            .. root.Get("paths").Members().SelectMany(path => path.Value.Members()
                .Where(m => Methods.Contains(m.Name) && m.Value.ValueKind == JsonValueKind.Object)
                .Select(m => new OperationView(basePath, path.Name, m.Name, path.Value, m.Value))),
        ];
    }

    public JsonElement Root { get; }

    public IReadOnlyList<OperationView> Operations { get; }

    /// <summary>The name that a <c>$ref</c> into a section has; null when it is not one.</summary>
    public static string? Reference(JsonElement value, string section) =>
        value.Text("$ref") is { } reference && reference.StartsWith($"#/{section}/", StringComparison.Ordinal)
            ? Definition.JsonPointer.Unescape(reference[(section.Length + 3)..])
            : null;

    /// <summary>An entry of <c>definitions</c>, <c>parameters</c> or <c>responses</c>; undefined when there is none.</summary>
    public JsonElement Find(string section, string name) => _sections[section].GetValueOrDefault(name);

    /// <summary>A value, or what it refers to; undefined where that is missing or goes round in a circle.</summary>
    public JsonElement Follow(JsonElement value, string section)
    {
        for (var steps = 0; steps < 32; steps++)
        {
            if (Reference(value, section) is not { } name)
            {
                return value;
            }

            value = Find(section, name);
        }

        return default;
    }

    private static Dictionary<string, JsonElement> Named(JsonElement section)
    {
        var named = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (name, value) in section.Members())
        {
            named[name] = value;
        }

        return named;
    }

    /// <summary>The parameters of an operation, those of its path included where it does not have its own.</summary>
    public IReadOnlyList<JsonElement> ParametersOf(OperationView operation)
    {
        var own = operation.Node.Get("parameters").Elements().Select(p => Follow(p, "parameters")).ToList();
        var shared = operation.PathItem.Get("parameters").Elements().Select(p => Follow(p, "parameters"))
            .Where(s => !own.Any(o => o.Text("name") == s.Text("name") && o.Text("in") == s.Text("in")));
        return [.. own, .. shared];
    }
}

/// <summary>An operation.</summary>
/// <param name="BasePath">What the host's address has before the path; empty without one.</param>
/// <param name="Path">The path's template.</param>
/// <param name="Method">The HTTP method, lower case.</param>
/// <param name="PathItem">The object that holds it.</param>
/// <param name="Node">The operation itself.</param>
internal sealed record OperationView(string BasePath, string Path, string Method, JsonElement PathItem, JsonElement Node)
{
    public string Route { get; } = $"{Method.ToUpperInvariant()} {Path}";

    /// <summary>
    /// The route on the host, however it is divided into base path and path. A slash at the end makes no difference: <c>/mcp</c> and
    /// <c>/</c> are sent to the same place as <c>/</c> and <c>/mcp</c>.
    /// </summary>
    public string Address { get; } = $"{Method.ToUpperInvariant()} /{$"{BasePath.TrimEnd('/')}{Path}".Trim('/')}";

    public string? Id { get; } = Node.Text("operationId");

    /// <summary>Whether agents find tools there (MCP).</summary>
    public bool IsAgentic { get; } = Node.Get("x-ms-agentic-protocol").Exists();

    /// <summary>What flows know it by.</summary>
    public string Key => Id ?? Route;

    public string Subject => SubjectOf(Key);

    /// <summary>What messages call the operation of a key.</summary>
    public static string SubjectOf(string key) => $"operation '{key}'";
}
