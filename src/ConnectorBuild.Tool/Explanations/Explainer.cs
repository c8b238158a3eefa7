using System.Text.Json.Nodes;
using ConnectorBuild.Connectors;
using ConnectorBuild.Tool.Calls;

namespace ConnectorBuild.Tool.Explanations;

/// <summary>Says what makers will see of a connector; a pure function of its files.</summary>
internal static class Explainer
{
    /// <summary>The connector as makers see it.</summary>
    /// <param name="content">The validated files.</param>
    public static ExplainedConnector Explain(ConnectorContent content)
    {
        var root = JsonNode.Parse(content.Definition.Span)!.AsObject();
        var document = new SwaggerDocument(root);
        var fields = new FieldReader(document);
        var info = root["info"];
        return new ExplainedConnector(
            SwaggerDocument.Text(info, "title") ?? "",
            SwaggerDocument.Text(info, "description") ?? "",
            SignInText.Of(JsonNode.Parse(content.Properties.Span)?["properties"] as JsonObject ?? []),
            [.. document.Operations.Select(o => Explain(document, fields, o))]);
    }

    private static ExplainedOperation Explain(SwaggerDocument document, FieldReader fields, SwaggerOperation operation) => new(
        KindOf(document, operation),
        operation.Id,
        SwaggerDocument.Text(operation.Json, "summary") ?? operation.Id,
        SwaggerDocument.Text(operation.Json, "description") ?? "",
        $"{operation.Method} {operation.Path}",
        FieldReader.Visibility(operation.Json),
        InDesignersOrder(fields.Parameters(operation)),
        fields.Outputs(operation))
    {
        IsDeprecated = operation.Json["deprecated"]?.ToString() == "true",
    };

    private static OperationKind KindOf(SwaggerDocument document, SwaggerOperation operation) =>
        operation.Json["x-ms-agentic-protocol"] is not null ? OperationKind.ToolServer
        : TriggerKind.IsTrigger(operation) || TriggerKind.IsWebhook(document, operation) ? OperationKind.Trigger
        : OperationKind.Action;

    // A stable sort: within a group the order is the definition's.
    private static IReadOnlyList<ExplainedField> InDesignersOrder(IEnumerable<ExplainedField> fields) =>
        [.. fields.OrderBy(f => f.Visibility == "internal" ? 3 : f.IsRequired ? 0 : f.Visibility == "important" ? 1 : 2)];
}
