using ConnectorBuild.Conversion.Findings;

namespace ConnectorBuild.Conversion.Objects;

/// <summary>The objects of OpenAPI 3.0, 3.1 and 3.2 (OpenAPI Specification, "Schema"), schemas excepted.</summary>
internal static class OpenApiObjects
{
    private const string InDescription = "say so in the description";

    public static readonly OpenApiObject Document = new(
        "an OpenAPI document", "openapi info servers:list paths:object webhooks:object components:object security:list tags:list externalDocs:object $schema",
        ("jsonSchemaDialect", MemberLoss.Note("Schemas are read as OpenAPI reads them, whatever dialect the document names", "check the definition where the dialect means something else")),
        ("$self", MemberLoss.Note("A Swagger 2.0 document does not name its own address")));

    public static readonly OpenApiObject Info = new(
        "\"info\"", "title version summary:text description:text termsOfService:text contact:object license:object");

    public static readonly OpenApiObject Contact = new("a contact", "name:text url:text email:text");

    public static readonly OpenApiObject License = new(
        "a license", "name:text url:text", ("identifier", MemberLoss.Note("A license of Swagger 2.0 has no identifier", "give the license's address as \"url\"")));

    public static readonly OpenApiObject Server = new(
        "a server", "url:text variables:object",
        ("description", MemberLoss.Note("Swagger 2.0 has no descriptions of servers")),
        ("name", MemberLoss.Note("Swagger 2.0 has no names of servers")));

    /// <summary>A variable of a server. Its values are named with its default.</summary>
    public static readonly OpenApiObject ServerVariable = new(
        "a server variable", "default enum:list",
        ("description", MemberLoss.Note("Swagger 2.0 has no server variables, so a variable has no description")));

    public static readonly OpenApiObject Components = new(
        "\"components\"",
        "schemas:object responses:object parameters:object examples:object requestBodies:object headers:object securitySchemes:object links:object callbacks:object "
            + "pathItems:object mediaTypes:object");

    public static readonly OpenApiObject PathItem = new(
        "a path", "$ref:text get put post delete options head patch trace query additionalOperations:object servers:list parameters",
        ("summary", MemberLoss.Note("A path of Swagger 2.0 has no summary", "give the operations their own summaries")),
        ("description", MemberLoss.Note("A path of Swagger 2.0 has no description", "give the operations their own descriptions")));

    public static readonly OpenApiObject Operation = new(
        "an operation",
        "$ref:text tags:list summary:text description:text externalDocs:object operationId:text parameters requestBody responses callbacks:object deprecated:flag security:list "
            + "servers:list");

    public static readonly OpenApiObject Parameter = new(
        "a parameter",
        "$ref:text name in description:text required:flag allowEmptyValue:flag style:text explode:flag schema content:object example examples:object",
        ("deprecated", Detail("deprecated", InDescription)),
        ("allowReserved", Detail("allowReserved", "nothing has to be done where values have no reserved characters")));

    public static readonly OpenApiObject Header = new(
        "a header", "$ref:text description:text style:text explode:flag schema content:object",
        ("required", MemberLoss.Note("A header of an answer is never required in Swagger 2.0")),
        ("deprecated", MemberLoss.Note("A header of Swagger 2.0 has no 'deprecated'", InDescription)),
        ("example", MemberLoss.Note("A header of Swagger 2.0 has no example")),
        ("examples", MemberLoss.Note("A header of Swagger 2.0 has no examples")));

    public static readonly OpenApiObject RequestBody = new("a body", "$ref:text description:text content required:flag");

    public static readonly OpenApiObject MediaType = new(
        "a content type", "$ref:text schema example examples:object encoding:object",
        ("itemSchema", Stream("the items of a stream", "the content is not described item by item")),
        ("itemEncoding", Stream("how the items of a content are encoded", "the content is sent as the platform sends it")),
        ("prefixEncoding", Stream("how the first parts of a content are encoded", "the content is sent as the platform sends it")));

    public static readonly OpenApiObject Encoding = new(
        "an encoding", "contentType headers:object style:text explode:flag allowReserved:flag encoding:object prefixEncoding itemEncoding");

    public static readonly OpenApiObject Response = new(
        "an answer", "$ref:text summary:text description:text headers:object content links:object");

    public static readonly OpenApiObject Example = new("an example", "$ref:text summary description value externalValue dataValue serializedValue");

    public static readonly OpenApiObject Tag = new(
        "a tag", "name:text description:text externalDocs:object",
        ("summary", MemberLoss.Note("A tag of Swagger 2.0 has no 'summary'")),
        ("parent", MemberLoss.Note("A tag of Swagger 2.0 has no 'parent'")),
        ("kind", MemberLoss.Note("A tag of Swagger 2.0 has no 'kind'")));

    public static readonly OpenApiObject SecurityScheme = new(
        "a security scheme", "$ref:text type:text description:text name:text in:text scheme:text bearerFormat:text flows:object openIdConnectUrl:text oauth2MetadataUrl:text",
        ("deprecated", MemberLoss.Note("A security scheme of Swagger 2.0 has no 'deprecated'", InDescription)));

    public static readonly OpenApiObject Flows = new(
        "\"flows\"", "implicit:object password:object clientCredentials:object authorizationCode:object deviceAuthorization:object");

    public static readonly OpenApiObject Flow = new(
        "a flow", "authorizationUrl:text tokenUrl:text refreshUrl:text scopes:object deviceAuthorizationUrl:text");

    public static readonly OpenApiObject Discriminator = new("a discriminator", "propertyName:text mapping:object defaultMapping:text");

    private static MemberLoss Detail(string name, string keep) =>
        new(ConversionRules.ParameterDetail, $"A parameter of Swagger 2.0 has no '{name}'", "it is left out", keep);

    private static MemberLoss Stream(string what, string instead) => new(
        ConversionRules.KeywordLost, $"Swagger 2.0 cannot say {what}", instead,
        "describe the content in the description, or read and write it in custom code");
}
