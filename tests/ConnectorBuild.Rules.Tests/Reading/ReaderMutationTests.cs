using System.Diagnostics;
using System.Text;
using ConnectorBuild.Definition;
using ConnectorBuild.Projects;
using ConnectorBuild.Testing;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Rules.Tests.Reading;

/// <summary>
/// A connector with a bit of everything, damaged at random with fixed seeds: bytes changed, pieces removed, doubled and moved. Reader and rules
/// must come to an end with positions inside the file. CONNECTORBUILD_FUZZ_SECONDS lets it run longer, with seeds of its own.
/// </summary>
public sealed class ReaderMutationTests
{
    private const int Seeds = 600;

    private static readonly byte[] Original = Encoding.UTF8.GetBytes("""
        {
          "swagger": "2.0",
          "info": { "title": "Fabrikam Items", "description": "Größe 😀 \u00e9", "version": "1.0" },
          "host": "api.fabrikam.com", "basePath": "/v1", "schemes": ["https"],
          "paths": {
            "/items/{id}": {
              "parameters": [{ "$ref": "#/parameters/Id" }],
              "x-ms-notification-content": { "schema": { "$ref": "#/definitions/Item" } },
              "get": {
                "operationId": "GetItem", "summary": "Get", "x-ms-trigger": "batch", "tags": ["a", "b"],
                "responses": { "200": { "description": "OK", "schema": { "$ref": "#/definitions/Item" } }, "404": { "$ref": "#/responses/None" } }
              },
              "post": {
                "operationId": "AddItem", "consumes": ["multipart/form-data"],
                "parameters": [
                  { "name": "body", "in": "body", "schema": { "type": "object", "required": ["hook"], "properties": {
                    "hook": { "type": "string", "x-ms-notification-url": true, "x-ms-visibility": "internal" },
                    "kind": { "type": "string", "enum": ["a", "b"], "default": "a", "x-ms-dynamic-values": { "operationId": "GetItem", "parameters": { "id": { "parameter": "id" } }, "value-collection": "children", "value-path": "id" } } } } }
                ],
                "responses": { "default": { "description": "" } }
              }
            }
          },
          "parameters": { "Id": { "name": "id", "in": "path", "required": true, "type": "string", "pattern": "^[a-z]+$", "minLength": 1 } },
          "responses": { "None": { "description": "None" } },
          "definitions": {
            "Item": { "type": "object", "discriminator": "id", "required": ["id"], "properties": { "id": { "type": "integer", "format": "int32", "minimum": 0, "maximum": 9 },
              "children": { "type": "array", "items": { "$ref": "#/definitions/Item" } }, "next": { "allOf": [{ "$ref": "#/definitions/Item" }] } } }
          },
          "securityDefinitions": { "oauth2": { "type": "oauth2", "flow": "accessCode", "authorizationUrl": "https://x", "tokenUrl": "https://y", "scopes": { "a": "b" } } },
          "security": [{ "oauth2": ["a"] }],
          "x-ms-capabilities": { "testConnection": { "operationId": "GetItem" } },
          "x-ms-connector-metadata": [{ "propertyName": "Categories", "propertyValue": "AI;Data" }]
        }
        """);

    private static readonly ConnectorProject Project = new() { ProjectName = "mutation", ProjectDirectory = "/connector", DefinitionFile = "/connector/apiDefinition.swagger.json" };

    [Fact]
    public void Validate_DamagedConnectors_EndsWithPositionsInsideTheFile()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            Check(seed);
        }
    }

    [Fact]
    public void Validate_DamagedConnectorsForAsLongAsAsked_EndsWithPositionsInsideTheFile()
    {
        Assert.SkipUnless(
            int.TryParse(Environment.GetEnvironmentVariable("CONNECTORBUILD_FUZZ_SECONDS"), out var seconds),
            "CONNECTORBUILD_FUZZ_SECONDS is not set.");
        var clock = Stopwatch.StartNew();
        for (var seed = Environment.TickCount; clock.Elapsed.TotalSeconds < seconds; seed++)
        {
            Check(seed);
        }
    }

    private static void Check(int seed)
    {
        var bytes = Damage.Of(Original, seed);
        foreach (var path in (string[])["apiDefinition.swagger.json", "apiDefinition.swagger.yaml"])
        {
            var file = SourceFile.Read(path, bytes);
            var found = ConnectorValidator.Validate(
                new ConnectorFiles { Project = Project, Definition = file, Diagnostics = file.Diagnostics }, default);

            // YAML decodes bad bytes itself; lines are what both have in common.
            var lines = bytes.Count(b => b is (byte)'\n' or (byte)'\r') + 1;
            Assert.All(found.Diagnostics, d => Assert.InRange(d.Location?.Line ?? 0, 0, lines + 1));
            Assert.All(found.Diagnostics, d => Assert.DoesNotContain(d.Message, c => c is '\n' or '\r'));
        }
    }
}
