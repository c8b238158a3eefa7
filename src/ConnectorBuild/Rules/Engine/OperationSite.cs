using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary>An operation in its path item.</summary>
internal sealed class OperationSite(SourceNode node, SourceNode pathItem)
{
    /// <summary>The operation; its name is the HTTP method.</summary>
    public SourceNode Node { get; } = node;

    public SourceNode PathItem { get; } = pathItem;

    /// <summary>The path's template, for example <c>/items/{id}</c>.</summary>
    public string Path { get; } = pathItem.Name;

    public Keyword Method => Node.Keyword;

    /// <summary>The operationId; null if it is missing or no text.</summary>
    public string? Id { get; } = node[Keyword.OperationId].Text;

    /// <summary>How messages call the operation.</summary>
    public string Label => ValueText.Shorten(Id ?? $"{Node.Name.ToUpperInvariant()} {Path}");

    public SourceNode Responses => Node[Keyword.Responses];

    public bool IsInternal => Visibility.IsInternal(Node);

    public bool IsTrigger => Node[Keyword.XMsTrigger].Exists;

    public bool IsDeprecated => Node[Keyword.Deprecated].IsTrue;

    /// <summary>The parameters that apply: its own, and its path item's where it does not override them. References are resolved.</summary>
    public IReadOnlyList<EffectiveParameter> Parameters { get; private set; } = [];

    internal void SetParameters(IReadOnlyList<EffectiveParameter> parameters) => Parameters = parameters;
}

/// <summary>A parameter of an operation.</summary>
/// <param name="Node">The parameter itself, behind a reference.</param>
/// <param name="Declared">The entry in the list: the parameter or a reference to it.</param>
/// <param name="Name">Its name; empty if missing.</param>
/// <param name="In">Its place; empty if missing.</param>
/// <param name="IsOwn">Whether the operation's own list has it.</param>
internal readonly record struct EffectiveParameter(SourceNode Node, SourceNode Declared, string Name, string In, bool IsOwn);
