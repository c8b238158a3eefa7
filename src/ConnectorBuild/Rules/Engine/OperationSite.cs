using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary>An operation in its path item.</summary>
internal sealed class OperationSite
{
    // Forty rules ask for a dozen members; walking over the operation each time would pass by all that its parameters and responses hold.
    private readonly Keyword[] _keywords;
    private readonly int[] _members;

    public OperationSite(SourceNode node, SourceNode pathItem, string path, PathTemplate template)
    {
        (Node, PathItem, Path, Template) = (node, pathItem, path, template);
        var count = node.Count;
        (_keywords, _members) = (new Keyword[count], new int[count]);
        var position = 0;
        foreach (var member in node.Children)
        {
            _keywords[position] = member.Keyword;
            _members[position++] = member.Index;
        }

        Id = this[Keyword.OperationId].Text;
        IsInternal = string.Equals(this[Keyword.XMsVisibility].Text, "internal", StringComparison.OrdinalIgnoreCase);
        Responses = this[Keyword.Responses];
        Summary = this[Keyword.Summary].Text;
    }

    /// <summary>The operation; its name is the HTTP method.</summary>
    public SourceNode Node { get; }

    public SourceNode PathItem { get; }

    /// <summary>The path as it is written, for example <c>/items/{id}</c>.</summary>
    public string Path { get; }

    public PathTemplate Template { get; }

    public Keyword Method => Node.Keyword;

    /// <summary>The operationId; null if it is missing or no text.</summary>
    public string? Id { get; }

    /// <summary>How messages call the operation.</summary>
    public string Label => ValueText.Shorten(Id ?? $"{Node.Name.ToUpperInvariant()} {Path}");

    public SourceNode Responses { get; }

    /// <summary>The summary; null if it is missing or no text.</summary>
    public string? Summary { get; }

    public bool IsInternal { get; }

    public bool IsTrigger => this[Keyword.XMsTrigger].Exists;

    /// <summary>Whether the operation is a server of tools for agents (MCP): its messages have no shape that a definition could say.</summary>
    public bool IsAgentic => this[Keyword.XMsAgenticProtocol].Exists;

    public bool IsDeprecated => this[Keyword.Deprecated].IsTrue;

    /// <summary>The parameters that apply: its own, and its path item's where it does not override them. References are resolved.</summary>
    public EffectiveParameter[] Parameters { get; private set; } = [];

    /// <summary>A member of the operation.</summary>
    public SourceNode this[Keyword keyword]
    {
        get
        {
            for (var position = 0; position < _keywords.Length; position++)
            {
                if (_keywords[position] == keyword)
                {
                    return new(Node.Document, _members[position]);
                }
            }

            return default;
        }
    }

    internal void SetParameters(EffectiveParameter[] parameters) => Parameters = parameters;
}

/// <summary>A parameter of an operation.</summary>
/// <param name="Node">The parameter itself, behind a reference.</param>
/// <param name="Declared">The entry in the list: the parameter or a reference to it.</param>
/// <param name="Name">Its name; empty if missing.</param>
/// <param name="In">Its place, known or not; empty if missing.</param>
/// <param name="IsOwn">Whether the operation's own list has it.</param>
internal readonly record struct EffectiveParameter(SourceNode Node, SourceNode Declared, string Name, string In, bool IsOwn);
