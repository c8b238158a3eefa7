using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Rules.Tests.Validation;

/// <summary>
/// What the platform refuses is found at the exact spot, with the platform's own word for it. The pages of the rules have one example
/// each; these are the others.
/// </summary>
public sealed class RefusalTests
{
    private const string Ok = """ "responses": { "200": { "description": "OK" } } """;

    private const string Kinds = """
        "/kinds": { "get": { "operationId": "GetKinds", "parameters": [
            { "name": "top", "in": "query", "type": "integer" }, { "name": "kind", "in": "query", "type": "string", "required": true, "default": "a" } ],
            "responses": { "200": { "description": "OK", "schema": { "type": "array", "items": { "type": "object", "properties": { "id": { "type": "string" } } } } } } } }
        """;

    public static TheoryData<string, string, string> Definitions() => new()
    {
        { "CB1102", "RequiredValueEmpty", """ "paths": {}, "info": { "title": ⟦""⟧, "description": "x", "version": "1" } """ },
        { "CB1116", "ContactEmailNotValid", Info(""" "contact": { "email": ⟦"Support <a@fabrikam.com>"⟧ } """) },
        { "CB1116", "ContactEmailNotValid", Info(""" "contact": { "email": ⟦"a@localhost"⟧ } """) },
        { "CB1117", "UrlNotValid", Info(""" "license": { "name": "MIT", "url": ⟦"MIT"⟧ } """) },
        { "CB1117", "UrlNotValid", """ "externalDocs": { "url": ⟦"/docs"⟧ } """ },
        { "CB1117", "UrlNotValid", """ "tags": [{ "name": "a", "externalDocs": { "url": ⟦"docs.fabrikam.com/a"⟧ } }] """ },
        { "CB1118", "RequiredPropertyMissing", Info(""" ⟦"license"⟧: { "url": "https://fabrikam.com" } """) },
        { "CB1118", "RequiredPropertyMissing", """ ⟦"externalDocs"⟧: { "description": "x" } """ },
        { "CB1119", "MimeTypeNotValid", """ "produces": [⟦"application/json, text/plain"⟧] """ },
        { "CB1305", "PathParametersContainMultipleBodyParameters", Paths($$"""
            "/a": { "parameters": [{ "name": "a", "in": "body", "schema": {} }, ⟦{⟧ "name": "b", "in": "body", "schema": {} }], "post": { "operationId": "A", {{Ok}} } }
            """) },
        { "CB1313", "JsonValueNotInEnum", Parameter(""" "name": "a", "in": "query", "type": "array", "items": { "type": ⟦"object"⟧ } """) },
        { "CB1313", "JsonValueNotInEnum", Response(""" "headers": { "a": { "type": ⟦"object"⟧ } } """) },
        { "CB1301", "RequiredValueEmpty", Parameter(""" "name": ⟦" "⟧, "in": "query", "type": "string" """) },
        { "CB1314", "AllowEmptyValueOnlyValidForQueryFormData", """ "parameters": { "a": { "name": "a", "in": "header", "type": "string", ⟦"allowEmptyValue"⟧: true } } """ },
        { "CB1403", "RequiredValueEmpty", """ "definitions": { "A": { "type": "object", "required": [⟦""⟧], "properties": { "a": { "type": "string" } } } } """ },
        { "CB1405", "DiscriminatorMustBeARequiredStringProperty",
            """ "definitions": { "A": { "type": "object", "discriminator": ⟦"kind"⟧, "required": ["kind"], "properties": { "kind": { "type": "integer" } } } } """ },
        { "CB2210", "ReservedParameterIsUsed", """ "parameters": { "a": { "name": ⟦"authorization"⟧, "in": "header", "type": "string" } } """ },
        { "CB2211", "InvalidCustomEditorExtensionDictionaryValue", """ "definitions": { "A": { "type": "array", "items": {}, "x-ms-editor": ⟦"dictionary"⟧ } } """ },
        { "CB2305", "NotificationUrlNotRequired", Hook("""
            { "type": "object", "properties": { ⟦"a"⟧: { "$ref": "#/definitions/A" } } }
            """) + """, "definitions": { "A": { "type": "object", "required": ["url"], "properties": { "url": { "type": "string", "x-ms-notification-url": true } } } } """ },
        { "CB2308", "NotificationUrlNotAllowedInThisPosition", Parameter(""" "name": "a", "in": "query", "type": "string", ⟦"x-ms-notification-url"⟧: true """) },
        { "CB2309", "OperationIdNotFound", Paths($$""" "/a": { "get": { "operationId": "A", "x-ms-trigger": "batch", "x-ms-notification": { "operationId": ⟦"B"⟧ }, {{Ok}} } } """) },
        { "CB2309", "NotificationExtensionSupportedForTriggerOnly", Paths($$"""
            "/a": { "get": { "operationId": "A", ⟦"x-ms-notification"⟧: { "operationId": "B" }, {{Ok}} } },
            "/b": { "x-ms-notification-content": { "schema": { "type": "object" } }, "post": { "operationId": "B", {{Ok}} } }
            """) },
        { "CB2309", "ParamtersWithSameNameMustHaveSameTypeAndVisibility", Paths($$"""
            "/a": { "get": { "operationId": "A", "x-ms-trigger": "batch", "x-ms-notification": { "operationId": "B" }, "parameters": [⟦{⟧ "name": "p", "in": "query", "type": "string" }], {{Ok}} } },
            "/b": { "x-ms-notification-content": { "schema": { "type": "object" } },
                "post": { "operationId": "B", "parameters": [{ "name": "p", "in": "query", "type": "integer" }], {{Ok}} } }
            """) },
        { "CB2410", "DuplicateEnumValuesInExtension",
            """ "definitions": { "A": { "type": "string", "enum": ["a"], "x-ms-enum-values": [{ "value": "a", "displayName": "A" }, { "value": ⟦"a"⟧, "displayName": "B" }] } } """ },
        { "CB2414", "OperationParameterStaticTypeMismatch", Dynamic(""" "x-ms-dynamic-values": { "operationId": "GetKinds", "value-path": "id", "parameters": { "kind": ⟦5⟧ } } """) },
        { "CB2414", "OperationParameterStaticTypeMismatch", Dynamic("""
            "x-ms-dynamic-list": { "operationId": "GetKinds", "itemValuePath": "id", "parameters": { "top": { "value": ⟦"many"⟧ } } }
            """) },
        { "CB2415", "OperationParameterTypeMismatch", Dynamic("""
            "x-ms-dynamic-list": { "operationId": "GetKinds", "itemValuePath": "id", "parameters": { "top": { "parameterReference": ⟦"text"⟧ } } }
            """) },
        { "CB2418", "SourcePropertyInternal", Dynamic("""
            "x-ms-dynamic-values": { "operationId": "GetKinds", "value-path": "id", "parameters": { "kind": { "parameter": ⟦"hidden"⟧ } } }
            """) },
        { "CB2417", "DynamicPropertiesExtensionRequiredForPropertiesValuePath", Response("""
            "schema": { "type": "object", "x-ms-dynamic-schema": { "operationId": "A", "value-path": ⟦"schema/properties"⟧, "parameters": {} } }
            """) },
        { "CB2420", "SelectedItemValuePathNotAllowedInThisPosition", Dynamic("""
            "x-ms-dynamic-tree": { "open": { "operationId": "GetKinds", "itemValuePath": "id", "parameters": { "kind": { ⟦"selectedItemValuePath"⟧: "id" } } } }
            """) },
        { "CB2423", "OneOfPropertiesRequired", Dynamic("""
            "x-ms-dynamic-list": { "operationId": "GetKinds", "itemValuePath": "id", "parameters": { ⟦"kind"⟧: { "parameter": "text" } } }
            """) },
        { "CB3001", "SecuritySchemePropertyNotValid", """
            "securityDefinitions": { "a": { "type": "oauth2", "flow": "implicit", "authorizationUrl": ⟦"undefined"⟧, "scopes": {} } }
            """ },
        { "CB3001", "SecuritySchemePropertyNotValid", """
            "securityDefinitions": { "a": { "type": "oauth2", "flow": "implicit", "authorizationUrl": "https://a.com", "scopes": { "b": ⟦5⟧ } } }
            """ },
        { "CB3007", "SecurityRequirementMustHaveValue", """
            "securityDefinitions": { "a": { "type": "basic" } }, "security": [{ "a": ⟦null⟧ }]
            """ },
    };

    public static TheoryData<string, string> Properties() => new()
    {
        { "CB2509", """ ⟦"connectionParameters"⟧: [] """ },
        { "CB2509", """ "connectionParameters": { "a": ⟦"string"⟧ } """ },
        { "CB2509", """ ⟦"policyTemplateInstances"⟧: {} """ },
        { "CB2509", """ "policyTemplateInstances": [⟦"setheader"⟧] """ },
        { "CB2509", """ "scriptOperations": ⟦"GetItems"⟧ """ },
        { "CB2509", """ "iconBrandColor": ⟦255⟧ """ },
        { "CB2510", Policy("routerequesttoendpoint", """ "x-ms-apimTemplateParameter.newPath": "/a", "x-ms-apimTemplateParameter.httpMethod": ⟦"FETCH"⟧ """) },
        { "CB2510", Policy("setheader", Header + """, "x-ms-apimTemplate-policySection": ⟦"Inbound"⟧ """) },
        { "CB2510", Policy("setheader", Header + """, "x-ms-apimTemplate-operationName": ⟦"GetItems"⟧ """) },
        { "CB2510", Policy("pollingtrigger", """ "x-ms-apimTemplateParameter.triggerConfig": ⟦"a"⟧, "x-ms-apimTemplateParameter.triggerDataPath": "@a" """) },
    };

    private const string Header = """ "x-ms-apimTemplateParameter.name": "a", "x-ms-apimTemplateParameter.value": "b" """;

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Definition_ThatIsRefused_HasAnErrorAtTheSpotWithThePlatformsWord(string code, string platformCode, string members)
    {
        var (found, mark) = MarkedConnector.Validate(members);

        var diagnostic = Assert.Single(found, d => d.Id == code);
        Assert.Equal((DiagnosticSeverity.Error, mark), (diagnostic.Severity, MarkedConnector.PlaceOf(diagnostic)));
        Assert.EndsWith($"({platformCode})", diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameter_TwiceInAPathsList_HasThePlatformsWordForPaths()
    {
        var (found, mark) = MarkedConnector.Validate(Paths($$"""
            "/a": { "parameters": [{ "name": "a", "in": "query", "type": "string" }, { "name": ⟦"a"⟧, "in": "query", "type": "string" }], "get": { "operationId": "A", {{Ok}} } }
            """));

        var diagnostic = Assert.Single(found, d => d.Id == "CB1306");
        Assert.Equal((DiagnosticSeverity.Warning, mark), (diagnostic.Severity, MarkedConnector.PlaceOf(diagnostic)));
        Assert.EndsWith("(PathParametersContainDuplicateParameter)", diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Properties))]
    public void Properties_ThatAreRefused_HaveAnErrorAtTheSpot(string code, string properties)
    {
        var (found, mark) = MarkedConnector.Validate(""" "definitions": {} """, properties);

        var diagnostic = Assert.Single(found, d => d.Id == code);
        Assert.Equal((DiagnosticSeverity.Error, mark), (diagnostic.Severity, MarkedConnector.PlaceOf(diagnostic)));
    }

    private static string Info(string members) => $$""" "info": { "title": "Fabrikam Items", "description": "Keeps items.", "version": "1.0", {{members}} } """;

    private static string Paths(string paths) => $$""" "paths": { {{paths}} } """;

    private static string Parameter(string members) => Paths($$""" "/a": { "get": { "operationId": "A", "parameters": [{ {{members}} }], {{Ok}} } } """);

    private static string Response(string members) => Paths($$""" "/a": { "get": { "operationId": "A", "responses": { "200": { "description": "OK", {{members}} } } } } """);

    private static string Hook(string schema) => Paths($$"""
        "/a": { "x-ms-notification-content": { "schema": { "type": "object" } },
            "post": { "operationId": "A", "x-ms-trigger": "single", "parameters": [{ "name": "body", "in": "body", "schema": {{schema}} }], {{Ok}} },
            "delete": { "operationId": "B", {{Ok}} } }
        """);

    private static string Dynamic(string extension) => Paths($$"""
        "/a": { "get": { "operationId": "A", "parameters": [
            { "name": "text", "in": "query", "type": "string", "required": true },
            { "name": "hidden", "in": "query", "type": "string", "required": true, "default": "a", "x-ms-visibility": "internal" },
            { "name": "b", "in": "query", "type": "string", {{extension}} }], {{Ok}} } },
        {{Kinds}}
        """);

    private static string Policy(string template, string parameters) => $$"""
        "policyTemplateInstances": [{ "templateId": "{{template}}", "title": "x", "parameters": { {{parameters}} } }]
        """;
}
