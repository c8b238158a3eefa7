using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Rules.Tests.Validation;

/// <summary>What works on the platform, as published connectors do it, is no finding to mend.</summary>
public sealed class FalseAlarmTests
{
    public static TheoryData<string, string, string?> Accepted() => new()
    {
        // An action that calls and waits for the answer is a webhook without a trigger.
        { "CB2306", """
            "paths": { "/a": { "x-ms-notification-content": { "description": "x", "schema": { "type": "object" } },
                "post": { "operationId": "AskAndWait", "parameters": [{ "name": "body", "in": "body", "schema": { "type": "object", "required": ["url"], "properties": {
                    "url": { "type": "string", "x-ms-notification-url": true, "x-ms-visibility": "internal" } } } }], "responses": { "201": { "description": "Created" } } },
                "delete": { "operationId": "Stop", "responses": { "200": { "description": "OK" } } } } }
            """, null },

        // The newer extension beside it says how the value is found.
        { "CB2404", Nested(
            "client.id",
            ", \"x-ms-dynamic-list\": { \"operationId\": \"GetKinds\", \"itemValuePath\": \"id\", \"parameters\": { \"kind\": { "
                + "\"parameterReference\": \"body/client/id\" } } }"), null },
        { "CB2417", Nested(
            "id",
            ", \"x-ms-dynamic-list\": { \"operationId\": \"GetKinds\", \"itemValuePath\": \"id\", \"parameters\": { \"kind\": { "
                + "\"parameterReference\": \"body/client/id\" } } }"), null },
        { "CB1105", """ "host": "{your}.fabrikam.com" """, """
            "policyTemplateInstances": [{ "templateId": "DynamicHostUrl", "title": "x", "parameters": { "x-ms-apimTemplateParameter.urlTemplate": "https://a" } }]
            """ },
        { "CB1311", """ "definitions": { "A": { "type": "integer", "exclusiveMaximum": false } } """, null },
        { "CB1114", """ "definitions": { "A": { "type": "string", "x-ms-summary": 5 } } """, null },
        { "CB1314", """ "parameters": { "a": { "name": "a", "in": "header", "type": "string", "allowEmptyValue": false } } """, null },
        { "CB3206", """ "definitions": {} """, Entra(""" "clientId": "@environmentVariables(\"contoso_ClientId\")", "scopes": [], """, "https://graph.microsoft.com") },
        { "CB3219", """ "definitions": {} """, Entra(""" "clientId": "3f9d5c52-8a1b-4f0e-9a55-0d6c7b1f2e34", "scopes": [], """, "https://yourcause.com") },
        { "CB3219", """ "definitions": {} """, Entra(""" "clientId": "3f9d5c52-8a1b-4f0e-9a55-0d6c7b1f2e34", "scopes": [], """, "@environmentVariables(\\\"contoso_Resource\\\")") },
        { "CB3216", """ "definitions": {} """, Entra(""" "clientId": "3f9d5c52-8a1b-4f0e-9a55-0d6c7b1f2e34", "scopes": ["User.Read", "00000003-0000-0000-c000-000000000000/Mail.Read", "openid"], """, "https://graph.microsoft.com/") },
        { "CB3216", """ "definitions": {} """, Entra(""" "clientId": "3f9d5c52-8a1b-4f0e-9a55-0d6c7b1f2e34", "scopes": ["https://management.core.windows.net/user_impersonation"], """, "https://management.azure.com/") },
        { "CB3216", """ "definitions": {} """, Entra(""" "clientId": "3f9d5c52-8a1b-4f0e-9a55-0d6c7b1f2e34", "scopes": ["https://orders.fabrikam.com/Read"], """, "8a1b5c52-3f9d-4f0e-9a55-0d6c7b1f2e34") },
        { "CB3007", """ "securityDefinitions": { "a": { "type": "oauth2", "flow": "implicit", "authorizationUrl": "https://a.com", "scopes": {} } }, "security": [{ "a": ["b"] }] """, null },
        { "CB3108", """ "definitions": {} """, """ "connectionParameters": { "a": { "type": "string", "uiDefinition": { "constraints": { "required": "true", "clearText": false, "tabIndex": 2, "hidden": null } } } } """ },
        { "CB2509", """ "definitions": {} """, """ "connectionParameters": null, "policyTemplateInstances": null """ },
        { "CB2510", """ "definitions": {} """, """
            "policyTemplateInstances": [{ "templateId": "SetHeader", "title": "x", "parameters": { "x-ms-apimTemplateParameter.name": "a", "x-ms-apimTemplateParameter.value": "b", "x-ms-apimTemplateParameter.existsAction": "Override" } }]
            """ },
        { "CB1117", """ "info": { "title": "Fabrikam Items", "version": "1", "contact": { "url": "" } } """, null },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Connector_ThatThePlatformAccepts_HasNoSuchFinding(string code, string members, string? properties) =>
        Assert.DoesNotContain(MarkedConnector.Validate(members, properties).Found, d => d.Id == code);

    [Theory]
    [InlineData("", "CB1105", true)]
    [InlineData(", \"x-ms-apimTemplate-operationName\": [\"GetItems\"]", "CB1105", true)]
    public void Host_ThatAPolicyReplacesForSomeOperationsOnly_IsStillAPlaceholder(string more, string code, bool isFound)
    {
        var template = more.Length > 0 ? "dynamichosturl" : "setheader";
        var (found, _) = MarkedConnector.Validate(""" "host": "{your}.fabrikam.com" """, $$"""
            "policyTemplateInstances": [{ "templateId": "{{template}}", "title": "x", "parameters": { "x-ms-apimTemplateParameter.urlTemplate": "https://a"{{more}} } }]
            """);

        Assert.Equal(isFound, found.Any(d => d.Id == code));
    }

    [Fact]
    public void Summary_ThatIsANumber_IsAnInfoOfItsOwn()
    {
        var (found, _) = MarkedConnector.Validate(""" "definitions": { "A": { "type": "string", "x-ms-summary": 5 } } """);

        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(found, d => d.Id == "CB4204").Severity);
    }

    [Theory]
    [InlineData("responses", DiagnosticSeverity.Info)]
    [InlineData("parameters", DiagnosticSeverity.Warning)]
    public void Enum_OfAnotherType_IsToBeMendedWhereItIsSent(string section, DiagnosticSeverity expected)
    {
        var use = section == "responses"
            ? """ "responses": { "200": { "description": "OK", "schema": { "$ref": "#/definitions/A" } } } """
            : """ "parameters": [{ "name": "body", "in": "body", "schema": { "$ref": "#/definitions/A" } }], "responses": { "200": { "description": "OK" } } """;
        var (found, _) = MarkedConnector.Validate($$"""
            "paths": { "/a": { "post": { "operationId": "A", {{use}} } } },
            "definitions": { "A": { "type": "object", "properties": { "b": { "$ref": "#/definitions/B" } } }, "B": { "type": "boolean", "enum": ["true", "false"] } }
            """);

        Assert.Equal(expected, Assert.Single(found, d => d.Id == "CB2205").Severity);
    }

    private static string Nested(string name, string newer) => $$"""
        "paths": {
            "/a": { "post": { "operationId": "A", "parameters": [{ "name": "body", "in": "body", "schema": { "type": "object", "properties": {
                "client": { "type": "object", "properties": { "id": { "type": "string" } } },
                "b": { "type": "string", "x-ms-dynamic-values": { "operationId": "GetKinds", "value-path": "id", "parameters": { "kind": { "parameter": "{{name}}" } } }{{newer}} } } } }],
                "responses": { "200": { "description": "OK" } } } },
            "/kinds": { "get": { "operationId": "GetKinds", "parameters": [{ "name": "kind", "in": "query", "type": "string" }], "responses": { "200": { "description": "OK" } } } } }
        """;

    private static string Entra(string settings, string resource) => $$"""
        "connectionParameters": { "token": { "type": "oauthSetting", "oAuthSettings": { "identityProvider": "aad", {{settings}} "redirectMode": "GlobalPerConnector",
            "customParameters": { "loginUri": { "value": "https://login.microsoftonline.com" }, "tenantId": { "value": "common" }, "resourceUri": { "value": "{{resource}}" } } } } }
        """;
}
