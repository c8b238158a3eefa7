namespace ConnectorBuild.Conversion.Tests.Members;

/// <summary>What becomes of a member.</summary>
internal enum Fate
{
    /// <summary>The definition, or the sign-in, says it.</summary>
    Converted,

    /// <summary>It is left out, or written differently, and a finding says so there or at the object that has it.</summary>
    Reported,

    /// <summary>It means nothing to a caller.</summary>
    Meaningless,
}

/// <summary>
/// Every member of every object of OpenAPI 3.0, 3.1 and 3.2 and every keyword of JSON Schema 2020-12, with what becomes of it. The names are those of
/// the specifications' sections "Schema" and of the vocabularies.
/// </summary>
internal static class MemberTable
{
    private const string Get = "/paths/~1items~1{id}/get";
    private const string Post = "/paths/~1items~1{id}/post";
    private const string Answer = Get + "/responses/200";
    private const string Scheme = "/components/securitySchemes/oauth";
    private const string Item = "/components/schemas/Item";
    private const string Text = Item + "/properties/text";
    private const string Number = Item + "/properties/number";
    private const string List = Item + "/properties/list";

    /// <summary>A document in which every object of the table is.</summary>
    public const string Template = """
        {
          "openapi": "3.2.0",
          "info": { "title": "Items", "description": "Keeps the items of Fabrikam in one place.", "version": "1.0", "contact": { "name": "N" }, "license": { "name": "MIT" } },
          "servers": [{ "url": "https://{region}.fabrikam.com/v1", "variables": { "region": { "default": "eu" } } }],
          "tags": [{ "name": "items" }],
          "security": [{ "oauth": ["read"] }],
          "paths": {
            "/items/{id}": {
              "get": {
                "operationId": "GetItem",
                "parameters": [
                  { "name": "id", "in": "path", "required": true, "schema": { "type": "string" } },
                  { "name": "q", "in": "query", "schema": { "type": "string" } },
                  { "name": "many", "in": "query", "explode": false, "schema": { "type": "array", "items": { "type": "string" } } }
                ],
                "responses": {
                  "200": {
                    "description": "OK",
                    "headers": { "X-Count": { "schema": { "type": "integer" } } },
                    "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Item" }, "examples": { "one": { "value": { "text": "a" } } } } }
                  }
                }
              },
              "post": {
                "operationId": "PostItem",
                "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }],
                "requestBody": {
                  "content": { "multipart/form-data": { "schema": { "type": "object", "properties": { "file": { "type": "string", "format": "binary" }, "note": { "type": "string" } } }, "encoding": { "note": {} } } }
                },
                "responses": { "204": { "description": "Done" } }
              }
            }
          },
          "components": {
            "schemas": {
              "Item": {
                "type": "object",
                "properties": {
                  "text": { "type": "string" }, "number": { "type": "number" }, "list": { "type": "array", "items": { "type": "string" } },
                  "kind": { "type": "object", "discriminator": { "propertyName": "name" }, "properties": { "name": { "type": "string" } } }
                }
              },
              "Other": { "type": "object", "properties": { "other": { "type": "string" } } }
            },
            "securitySchemes": {
              "oauth": {
                "type": "oauth2",
                "flows": { "authorizationCode": { "authorizationUrl": "https://id.fabrikam.com/authorize", "tokenUrl": "https://id.fabrikam.com/token", "scopes": { "read": "Read" } } }
              }
            }
          }
        }
        """;

    /// <summary>The rows: where the object is, the member, a value for it, and its fate.</summary>
    public static IEnumerable<(string Place, string Name, string Value, Fate Fate)> Rows =>
    [
        .. At("", Fate.Converted, ("info", """{ "title": "T", "version": "2" }"""), ("servers", """[{ "url": "https://other.fabrikam.com" }]"""),
            ("paths", """{ "/a": { "get": { "operationId": "A", "responses": { "204": { "description": "" } } } } }"""), ("components", """{ "schemas": { "Item": { "type": "string" } } }"""),
            ("security", "[]"), ("tags", """[{ "name": "other" }]"""), ("externalDocs", """{ "url": "https://docs.fabrikam.com" }""")),
        .. At("", Fate.Reported, ("openapi", "\"4.0.0\""), ("$self", "\"https://api.fabrikam.com/openapi.json\""), ("jsonSchemaDialect", "\"https://fabrikam.com/dialect\""),
            ("webhooks", """{ "made": { "post": {} } }""")),

        .. At("/info", Fate.Converted, ("title", "\"T\""), ("version", "\"2\""), ("description", "\"D\""), ("termsOfService", "\"https://fabrikam.com\""),
            ("contact", """{ "name": "M" }"""), ("license", """{ "name": "L" }""")),
        .. At("/info", Fate.Reported, ("summary", "\"S\"")),
        .. At("/info/contact", Fate.Converted, ("name", "\"M\""), ("url", "\"https://fabrikam.com\""), ("email", "\"a@fabrikam.com\"")),
        .. At("/info/license", Fate.Converted, ("name", "\"L\""), ("url", "\"https://fabrikam.com\"")),
        .. At("/info/license", Fate.Reported, ("identifier", "\"MIT\"")),

        .. At("/servers/0", Fate.Converted, ("url", "\"https://other.fabrikam.com\""), ("variables", """{ "region": { "default": "us" } }""")),
        .. At("/servers/0", Fate.Reported, ("name", "\"Production\""), ("description", "\"D\"")),
        .. At("/servers/0/variables/region", Fate.Converted, ("default", "\"us\"")),
        .. At("/servers/0/variables/region", Fate.Reported, ("enum", """["eu", "us"]"""), ("description", "\"D\"")),

        .. At("/components", Fate.Converted, ("schemas", """{ "Item": { "type": "string" } }"""), ("securitySchemes", """{ "oauth": { "type": "http", "scheme": "basic" } }""")),
        .. At("/components", Fate.Meaningless, ("responses", "{}"), ("parameters", "{}"), ("examples", "{}"), ("requestBodies", "{}"), ("headers", "{}"), ("links", "{}"),
            ("callbacks", "{}"), ("pathItems", "{}"), ("mediaTypes", "{}")),

        .. At("/paths/~1items~1{id}", Fate.Converted, Operations("get", "put", "post", "delete", "options", "head", "patch")),
        .. At("/paths/~1items~1{id}", Fate.Converted, ("parameters", """[{ "name": "p", "in": "query", "schema": { "type": "string" } }]""")),
        .. At("/paths/~1items~1{id}", Fate.Reported, Operations("trace", "query")),
        .. At("/paths/~1items~1{id}", Fate.Reported, ("additionalOperations", """{ "COPY": { "responses": {} } }"""), ("summary", "\"S\""), ("description", "\"D\""),
            ("servers", """[{ "url": "https://other.fabrikam.com" }]"""), ("$ref", "\"#/components/pathItems/None\"")),

        .. At(Get, Fate.Converted, ("tags", """["items"]"""), ("summary", "\"S\""), ("description", "\"D\""), ("externalDocs", """{ "url": "https://docs.fabrikam.com" }"""),
            ("operationId", "\"Other\""), ("parameters", "[]"), ("requestBody", """{ "content": { "application/json": { "schema": { "type": "object" } } } }"""),
            ("responses", """{ "204": { "description": "" } }"""), ("deprecated", "true"), ("security", "[]")),
        .. At(Get, Fate.Reported, ("servers", """[{ "url": "https://other.fabrikam.com" }]"""),
            ("callbacks", """{ "done": { "{$request.query.url}": { "post": { "responses": {} } } } }""")),

        .. At(Get + "/parameters/1", Fate.Converted, ("name", "\"r\""), ("in", "\"header\""), ("description", "\"D\""), ("required", "true"), ("allowEmptyValue", "true"),
            ("schema", """{ "type": "integer" }"""), ("content", """{ "application/json": { "example": "e" } }"""), ("example", "\"e\""), ("examples", """{ "e": { "value": "e" } }""")),
        .. At(Get + "/parameters/1", Fate.Reported, ("deprecated", "true"), ("allowReserved", "true")),
        .. At(Get + "/parameters/2", Fate.Reported, ("style", "\"spaceDelimited\""), ("explode", "true")),
        .. At(Get + "/parameters/0", Fate.Converted, ("style", "\"matrix\"")),

        .. At(Post + "/requestBody", Fate.Converted, ("content", """{ "application/json": { "schema": { "type": "object" } } }""")),
        .. At(Post + "/requestBody", Fate.Reported, ("description", "\"D\""), ("required", "true")),
        .. At(Post + "/requestBody/content/multipart~1form-data", Fate.Converted, ("schema", """{ "type": "object", "properties": { "a": { "type": "string" } } }""")),
        .. At(Post + "/requestBody/content/multipart~1form-data", Fate.Converted, ("example", """{ "note": "a" }"""), ("examples", """{ "one": { "value": { "note": "a" } } }""")),
        .. At(Post + "/requestBody/content/multipart~1form-data", Fate.Reported, ("encoding", """{ "note": { "contentType": "application/json" } }"""), ("itemSchema", """{ "type": "object" }"""),
            ("itemEncoding", """{ "contentType": "text/csv" }"""), ("prefixEncoding", """[{ "contentType": "text/csv" }]""")),
        .. At(Answer + "/content/application~1json", Fate.Converted, ("example", """{ "text": "b" }"""), ("examples", """{ "two": { "value": { "text": "b" } } }"""), ("schema", """{ "type": "string" }""")),
        .. At(Answer + "/content/application~1json", Fate.Reported, ("itemSchema", """{ "type": "object" }""")),
        .. At(Post + "/requestBody/content/multipart~1form-data/encoding/note", Fate.Reported, ("contentType", "\"application/json\""), ("headers", """{ "X-A": {} }"""),
            ("style", "\"spaceDelimited\""), ("allowReserved", "true"), ("encoding", """{ "a": {} }"""), ("itemEncoding", """{ "a": {} }"""), ("prefixEncoding", """[{}]""")),
        .. At(Post + "/requestBody/content/multipart~1form-data/encoding/note", Fate.Meaningless, ("explode", "true")),

        .. At(Answer, Fate.Converted, ("description", "\"D\""), ("headers", """{ "X-Other": { "schema": { "type": "string" } } }"""), ("content", """{ "text/plain": {} }""")),
        .. At(Answer, Fate.Reported, ("summary", "\"S\""), ("links", """{ "next": { "operationId": "GetItem" } }""")),
        .. At(Get + "/responses", Fate.Converted, ("default", """{ "description": "D" }"""), ("404", """{ "description": "D" }"""), ("5XX", """{ "description": "D" }""")),
        .. At(Answer + "/headers/X-Count", Fate.Converted, ("description", "\"D\""), ("schema", """{ "type": "string" }""")),
        .. At(Answer + "/headers/X-Count", Fate.Reported, ("required", "true"), ("deprecated", "true"), ("example", "1"), ("examples", """{ "a": { "value": 1 } }"""),
            ("content", """{ "application/json": {} }""")),
        .. At(Answer + "/headers/X-Count", Fate.Meaningless, ("style", "\"simple\""), ("explode", "true")),
        .. At(Answer + "/content/application~1json/examples/one", Fate.Converted, ("value", """{ "text": "b" }""")),
        .. At(Answer + "/content/application~1json/examples/one", Fate.Reported, ("summary", "\"S\""), ("description", "\"D\""), ("externalValue", "\"https://fabrikam.com/e.json\""),
            ("serializedValue", "\"{}\"")),
        .. At(Answer + "/content/application~1json/examples/one", Fate.Meaningless, ("dataValue", """{ "text": "a" }""")),

        .. At("/tags/0", Fate.Converted, ("name", "\"other\""), ("description", "\"D\""), ("externalDocs", """{ "url": "https://docs.fabrikam.com" }""")),
        .. At("/tags/0", Fate.Reported, ("summary", "\"S\""), ("parent", "\"p\""), ("kind", "\"nav\"")),

        .. At(Scheme, Fate.Converted, ("type", "\"mutualTLS\""), ("description", "\"D\""),
            ("flows", """{ "authorizationCode": { "authorizationUrl": "https://other.fabrikam.com/a", "tokenUrl": "https://other.fabrikam.com/t", "scopes": {} } }""")),
        .. At(Scheme, Fate.Reported, ("deprecated", "true"), ("oauth2MetadataUrl", "\"https://id.fabrikam.com/m\"")),
        .. At(Scheme, Fate.Meaningless, ("bearerFormat", "\"JWT\""), ("name", "\"n\""), ("in", "\"header\""), ("scheme", "\"bearer\""), ("openIdConnectUrl", "\"https://id.fabrikam.com\"")),
        .. At(Scheme + "/flows", Fate.Converted, ("authorizationCode", """{ "authorizationUrl": "https://other.fabrikam.com/a", "tokenUrl": "https://other.fabrikam.com/t", "scopes": {} }""")),
        .. At(Scheme + "/flows", Fate.Reported, ("implicit", """{ "authorizationUrl": "https://id.fabrikam.com/a", "scopes": {} }"""), ("password", """{ "tokenUrl": "https://id.fabrikam.com/t", "scopes": {} }"""),
            ("clientCredentials", """{ "tokenUrl": "https://id.fabrikam.com/t", "scopes": {} }"""), ("deviceAuthorization", """{ "tokenUrl": "https://id.fabrikam.com/t", "scopes": {} }""")),
        .. At(Scheme + "/flows/authorizationCode", Fate.Converted, ("authorizationUrl", "\"https://other.fabrikam.com/a\""), ("tokenUrl", "\"https://other.fabrikam.com/t\""),
            ("refreshUrl", "\"https://other.fabrikam.com/r\""), ("scopes", """{ "write": "Write" }""")),
        .. At(Scheme + "/flows/authorizationCode", Fate.Meaningless, ("deviceAuthorizationUrl", "\"https://id.fabrikam.com/d\"")),
        .. At("/security/0", Fate.Reported, ("missing", "[]")),

        .. At(Item + "/properties/kind/discriminator", Fate.Converted, ("mapping", """{ "a": "Item" }""")),
        .. At(Item + "/properties/kind/discriminator", Fate.Reported, ("propertyName", "\"other\""), ("defaultMapping", "\"Item\"")),

        .. At(Item, Fate.Converted, ("type", "\"string\""), ("title", "\"T\""), ("description", "\"D\""), ("required", """["text"]"""), ("properties", """{ "text": { "type": "integer" } }"""),
            ("additionalProperties", "false"), ("minProperties", "1"), ("maxProperties", "2"), ("externalDocs", """{ "url": "https://docs.fabrikam.com" }"""), ("xml", """{ "name": "n" }"""),
            ("example", """{ "text": "a" }"""), ("examples", """[{ "text": "a" }]"""), ("default", """{ "text": "a" }"""), ("nullable", "true"), ("allOf", """[{ "$ref": "#/components/schemas/Other" }]"""),
            ("oneOf", """[{ "$ref": "#/components/schemas/Other" }]"""), ("anyOf", """[{ "$ref": "#/components/schemas/Other" }]"""), ("$ref", "\"#/components/schemas/Other\""),
            ("patternProperties", """{ "^a": { "type": "string" } }""")),
        .. At(Item, Fate.Reported, ("not", """{ "required": ["text"] }"""), ("if", """{ "required": ["text"] }"""), ("then", """{ "required": ["list"] }"""), ("else", """{ "required": ["list"] }"""),
            ("propertyNames", """{ "pattern": "a" }"""), ("dependentRequired", """{ "text": ["list"] }"""), ("dependentSchemas", """{ "text": { "required": ["list"] } }"""),
            ("dependencies", """{ "text": ["list"] }"""), ("unevaluatedProperties", "false"), ("$dynamicRef", "\"#meta\""), ("$recursiveRef", "\"#\""), ("$recursiveAnchor", "true"),
            ("discriminator", """{ "propertyName": "text" }"""), ("deprecated", "true"), ("writeOnly", "true")),
        .. At(Item, Fate.Reported, ("$schema", "\"https://json-schema.org/draft/2020-12/schema\""), ("$id", "\"item\""), ("$anchor", "\"item\""), ("$dynamicAnchor", "\"item\""),
            ("$comment", "\"C\""), ("$vocabulary", """{ "https://json-schema.org/draft/2020-12/vocab/core": true }""")),
        .. At(Item, Fate.Meaningless, ("$defs", """{ "a": { "type": "string" } }"""), ("definitions", "{}")),
        .. At(Text, Fate.Converted, ("format", "\"date\""), ("enum", """["a"]"""), ("const", "\"a\""), ("minLength", "1"), ("maxLength", "2"), ("pattern", "\"^a$\""), ("readOnly", "true"),
            ("contentEncoding", "\"base64\"")),
        .. At(Text, Fate.Reported, ("contentMediaType", "\"application/json\""), ("contentSchema", """{ "type": "object" }""")),
        .. At(Number, Fate.Converted, ("minimum", "1"), ("maximum", "2"), ("exclusiveMinimum", "1"), ("exclusiveMaximum", "2"), ("multipleOf", "2")),
        .. At(List, Fate.Converted, ("items", """{ "type": "integer" }"""), ("minItems", "1"), ("maxItems", "2"), ("uniqueItems", "true")),
        .. At(List, Fate.Reported, ("prefixItems", """[{ "type": "string" }]"""), ("contains", """{ "const": "a" }"""), ("minContains", "1"), ("maxContains", "2"), ("unevaluatedItems", "false"),
            ("additionalItems", "false")),
        .. At(Item + "/xml", Fate.Converted, ("name", "\"n\""), ("namespace", "\"https://fabrikam.com\""), ("prefix", "\"p\""), ("attribute", "true"), ("wrapped", "true"), ("nodeType", "\"attribute\"")),
    ];

    private static (string, string)[] Operations(params ReadOnlySpan<string> methods)
    {
        var operations = new List<(string, string)>();
        foreach (var method in methods)
        {
            operations.Add((method, """{ "operationId": "Another", "responses": { "204": { "description": "" } } }"""));
        }

        return [.. operations];
    }

    private static IEnumerable<(string, string, string, Fate)> At(string place, Fate fate, params (string Name, string Value)[] members) =>
        members.Select(m => (place, m.Name, m.Value, fate));
}
