namespace ConnectorBuild.Tool.Explanations;

/// <summary>A connector as makers see it.</summary>
/// <param name="Title">The name that makers search for.</param>
/// <param name="Description">What the connector is for.</param>
/// <param name="SignIn">How a maker makes a connection, a sentence for each connection parameter.</param>
/// <param name="Operations">Actions, triggers and tool servers, in the order of the definition.</param>
internal sealed record ExplainedConnector(
    string Title, string Description, IReadOnlyList<string> SignIn, IReadOnlyList<ExplainedOperation> Operations)
{
    /// <summary>The operations by their kind, each group with its heading; kinds without operations are left out.</summary>
    public IEnumerable<(string Title, IReadOnlyList<ExplainedOperation> Operations)> Groups =>
        new[] { (OperationKind.Trigger, "Triggers"), (OperationKind.Action, "Actions"), (OperationKind.ToolServer, "Tool servers") }
            .Select(g => (Title: g.Item2, Operations: (IReadOnlyList<ExplainedOperation>)[.. Operations.Where(o => o.Kind == g.Item1)]))
            .Where(g => g.Operations.Count > 0);
}

/// <summary>What a maker finds an operation as.</summary>
internal enum OperationKind
{
    /// <summary>A step of a flow, a function of an app, a tool of an agent.</summary>
    Action,

    /// <summary>What starts a flow.</summary>
    Trigger,

    /// <summary>An MCP server: its tools are listed by the server itself.</summary>
    ToolServer,
}

/// <summary>An operation as makers see it.</summary>
/// <param name="Kind">Action, trigger or tool server.</param>
/// <param name="Id">The operation id, by which flows refer to it.</param>
/// <param name="Name">The name in the designer: the summary, else the id.</param>
/// <param name="Description">The text below the name.</param>
/// <param name="Request">Method and path.</param>
/// <param name="Visibility"><c>important</c>, <c>advanced</c>, <c>internal</c> or <c>none</c>.</param>
/// <param name="Parameters">The fields, in the designer's order: required ones, then important ones, then the others behind
/// "advanced"; hidden ones last.</param>
/// <param name="Outputs">What later steps can use.</param>
internal sealed record ExplainedOperation(
    OperationKind Kind, string Id, string Name, string Description, string Request, string Visibility, IReadOnlyList<ExplainedField> Parameters, IReadOnlyList<ExplainedField> Outputs)
{
    /// <summary>Whether the definition marks the operation as deprecated.</summary>
    public bool IsDeprecated { get; init; }
}

/// <summary>A field of the designer, or an output.</summary>
/// <param name="Name">The name in requests, such as <c>customer</c> or <c>body/customer/id</c>.</param>
/// <param name="Title">The name that makers see.</param>
/// <param name="Type">The type with its format, such as <c>string (date-time)</c>.</param>
/// <param name="IsRequired">Whether a maker must fill it in.</param>
/// <param name="Visibility"><c>important</c>, <c>advanced</c>, <c>internal</c> or <c>none</c>.</param>
/// <param name="Description">The text in the empty field.</param>
internal sealed record ExplainedField(string Name, string Title, string Type, bool IsRequired, string Visibility, string Description)
{
    /// <summary>The value of the untouched field; null without a default.</summary>
    public string? Default { get; init; }

    /// <summary>The fixed choices; empty where there are none.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The operation that the designer calls for choices, or for the fields; null where it calls none.</summary>
    public string? ChoicesFrom { get; init; }
}
