using System.Text;

namespace ConnectorBuild.Definition;

/// <summary>Finds the <see cref="Keyword"/> of a name's UTF-8 bytes.</summary>
internal static class KeywordTable
{
    private const int Size = 1024;

    // In the order of the enumeration.
    private static readonly string[] Texts =
    [
        "",
        "$ref", "type", "format", "title", "description", "default", "multipleOf", "maximum", "exclusiveMaximum", "minimum",
        "exclusiveMinimum", "maxLength", "minLength", "pattern", "maxItems", "minItems", "uniqueItems", "maxProperties", "minProperties",
        "required", "enum", "items", "allOf", "properties", "additionalProperties", "discriminator", "readOnly", "xml", "externalDocs",
        "example", "name", "in", "schema", "allowEmptyValue", "collectionFormat", "headers", "examples", "x-ms-summary", "x-ms-visibility",
        "x-ms-url-encoding", "x-ms-dynamic-values", "x-ms-dynamic-list", "x-ms-dynamic-schema", "x-ms-dynamic-properties",
        "x-ms-dynamic-tree", "x-ms-enum-values", "x-ms-notification-url", "x-ms-editor", "swagger", "openapi", "info", "host", "basePath",
        "schemes", "consumes", "produces", "paths", "definitions", "parameters", "responses", "securityDefinitions", "security", "tags",
        "version", "termsOfService", "contact", "license", "url", "email", "get", "put", "post", "delete", "options", "head", "patch",
        "summary", "operationId", "deprecated", "x-ms-trigger", "x-ms-notification-content", "x-ms-notification", "x-ms-pageable",
        "x-ms-capabilities", "x-ms-connector-metadata", "x-ms-api-annotation", "family", "revision", "status", "replacement", "api",
        "nextLinkName", "propertyName", "propertyValue", "flow", "authorizationUrl", "tokenUrl", "scopes", "displayName", "value",
        "parameterReference", "parameter", "capability", "builtInOperation", "value-collection", "value-path", "itemsPath",
        "itemValuePath", "value-title", "itemTitlePath", "itemFullTitlePath", "open", "browse", "connectionParameters", "connectionParameterSets", "iconBrandColor", "capabilities",
        "publisher", "stackOwner", "policyTemplateInstances", "scriptOperations", "oAuthSettings", "identityProvider", "clientId",
        "clientSecret", "redirectMode", "redirectUrl", "customParameters", "values", "uiDefinition", "constraints", "templateId",
        "x-ms-apimTemplate-operationName", "AzureActiveDirectoryResourceId", "IsFirstParty", "IsOnbehalfofLoginSupported", "chunkTransfer",
        "components", "servers", "x-ms-agentic-protocol",
    ];

    private static readonly byte[][] Names = [.. Texts.Select(Encoding.UTF8.GetBytes)];
    private static readonly ushort[] Slots = BuildSlots();

    /// <summary>How many keywords there are, <see cref="Keyword.None"/> included.</summary>
    public static int Count => Texts.Length;

    /// <summary>The name as it is written.</summary>
    public static string Text(Keyword keyword) => Texts[(int)keyword];

    /// <summary>The keyword of a name, or <see cref="Keyword.None"/>.</summary>
    /// <param name="name">UTF-8, without quotes and escapes.</param>
    /// <param name="hash"><see cref="NameHash.Of"/> of the name.</param>
    public static Keyword Find(ReadOnlySpan<byte> name, int hash)
    {
        for (var slot = hash & (Size - 1); Slots[slot] != 0; slot = (slot + 1) & (Size - 1))
        {
            if (name.SequenceEqual(Names[Slots[slot]]))
            {
                return (Keyword)Slots[slot];
            }
        }

        return Keyword.None;
    }

    private static ushort[] BuildSlots()
    {
        var slots = new ushort[Size];
        for (var keyword = 1; keyword < Names.Length; keyword++)
        {
            var slot = NameHash.Of(Names[keyword]) & (Size - 1);
            while (slots[slot] != 0)
            {
                slot = (slot + 1) & (Size - 1);
            }

            slots[slot] = (ushort)keyword;
        }

        return slots;
    }
}
