namespace ConnectorBuild.Conversion.Tests;

/// <summary>OpenAPI documents around the part that a test is about.</summary>
internal static class Document
{
    private const string Head = """
        "info": { "title": "Items", "description": "Keeps the items of Fabrikam in one place.", "version": "1.0" },
        "servers": [{ "url": "https://api.fabrikam.com" }]
        """;

    /// <summary>A document with paths and components.</summary>
    public static string With(string paths, string components = "{}", string version = "3.1.0", string more = "") =>
        $$"""{ "openapi": "{{version}}", {{Head}}, "paths": {{paths}}, "components": {{components}}{{more}} }""";

    /// <summary>A document with one GET.</summary>
    public static string WithOperation(
        string members, string components = "{}", string version = "3.1.0", string path = "/items", string method = "get") =>
        With($$"""{ "{{path}}": { "{{method}}": { "operationId": "TheOperation", {{members}} } } }""", components, version);

    /// <summary>A document with one parameter.</summary>
    public static string WithParameter(string parameter, string components = "{}", string path = "/items") =>
        WithOperation($$""" "parameters": [{{parameter}}], "responses": { "204": { "description": "Done" } }""", components, path: path);

    /// <summary>A document with one body.</summary>
    public static string WithBody(string content, string components = "{}") =>
        WithOperation($$""" "requestBody": { "content": {{content}} }, "responses": { "204": { "description": "Done" } }""", components, method: "post");

    /// <summary>A document whose one answer has a schema.</summary>
    public static string WithSchema(string schema, string schemas = "{}", string version = "3.1.0") =>
        WithOperation($$""" "responses": { "200": { "description": "OK", "content": { "application/json": { "schema": {{schema}} } } } }""", $$"""{ "schemas": {{schemas}} }""", version);
}
