using System.Text.Json.Nodes;

namespace ConnectorBuild.Tool.Explanations;

/// <summary>Explanations for machines. <c>version</c> grows when a member changes its meaning.</summary>
internal static class ExplanationJson
{
    /// <summary>The document for some connectors.</summary>
    public static JsonObject Of(IEnumerable<ExplainedConnector> connectors) => new()
    {
        ["kind"] = "explanation",
        ["version"] = 1,
        ["connectors"] = new JsonArray([.. connectors.Select(Connector)]),
    };

    private static JsonObject Connector(ExplainedConnector connector) => new()
    {
        ["title"] = connector.Title,
        ["description"] = connector.Description,
        ["signIn"] = Texts(connector.SignIn),
        ["operations"] = new JsonArray([.. connector.Operations.Select(Operation)]),
    };

    private static JsonObject Operation(ExplainedOperation operation) => new()
    {
        ["kind"] = operation.Kind switch { OperationKind.Trigger => "trigger", OperationKind.ToolServer => "toolServer", _ => "action" },
        ["id"] = operation.Id,
        ["name"] = operation.Name,
        ["description"] = operation.Description,
        ["request"] = operation.Request,
        ["visibility"] = operation.Visibility,
        ["isDeprecated"] = operation.IsDeprecated,
        ["parameters"] = new JsonArray([.. operation.Parameters.Select(Field)]),
        ["outputs"] = new JsonArray([.. operation.Outputs.Select(Field)]),
    };

    private static JsonObject Field(ExplainedField field) => new()
    {
        ["name"] = field.Name,
        ["title"] = field.Title,
        ["type"] = field.Type,
        ["isRequired"] = field.IsRequired,
        ["visibility"] = field.Visibility,
        ["description"] = field.Description,
        ["default"] = field.Default,
        ["choices"] = Texts(field.Choices),
        ["choicesFrom"] = field.ChoicesFrom,
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => JsonValue.Create(t))]);
}
