using System.Globalization;
using System.Text;

namespace ConnectorBuild.Benchmarks;

/// <summary>
/// Writes definitions like published ones: indented, with operations, parameters, nested schemas, references, dynamic values and
/// triggers.
/// </summary>
internal static class DefinitionGenerator
{
    /// <summary>A definition of about a size; the same for the same seed.</summary>
    public static byte[] Generate(int seed, int bytes)
    {
        var random = new Random(seed);
        var paths = new StringBuilder();
        var definitions = new StringBuilder();
        var count = 0;
        do
        {
            Separate(paths);
            paths.Append(Operation(count, random));
            Separate(definitions);
            definitions.Append(Definition(count, random));
            count++;
        }
        while (paths.Length + definitions.Length < bytes - 1_000);

        return Encoding.UTF8.GetBytes($$"""
            {
              "swagger": "2.0",
              "info": {
                "title": "Generated {{seed}}",
                "description": "A connector of {{count}} operations that was made up for measuring.",
                "version": "1.0",
                "contact": {
                  "name": "Fabrikam",
                  "url": "https://fabrikam.com",
                  "email": "support@fabrikam.com"
                }
              },
              "host": "api.fabrikam.com",
              "basePath": "/v1",
              "schemes": [
                "https"
              ],
              "consumes": [
                "application/json"
              ],
              "produces": [
                "application/json"
              ],
              "paths": {
            {{paths}}
              },
              "definitions": {
            {{definitions}}
              },
              "securityDefinitions": {
                "api_key": {
                  "type": "apiKey",
                  "in": "header",
                  "name": "X-API-Key"
                }
              },
              "security": [
                {
                  "api_key": []
                }
              ],
              "x-ms-connector-metadata": [
                {
                  "propertyName": "Website",
                  "propertyValue": "https://fabrikam.com"
                },
                {
                  "propertyName": "Privacy policy",
                  "propertyValue": "https://fabrikam.com/privacy"
                },
                {
                  "propertyName": "Categories",
                  "propertyValue": "Productivity"
                }
              ]
            }
            """);
    }

    private static string Operation(int number, Random random)
    {
        var properties = string.Join(",\n", Enumerable.Range(0, random.Next(2, 9)).Select(i => Property(i, 18, random)));
        return $$"""
                "/items{{number}}/{id}": {
                  "post": {
                    "operationId": "UpdateItem{{number}}",
                    "summary": "Update item {{number}}",
                    "description": "Updates the item of the kind {{number}} and answers what became of it.",
                    "parameters": [
                      {
                        "name": "id",
                        "in": "path",
                        "required": true,
                        "type": "string",
                        "description": "The identifier of the item.",
                        "x-ms-summary": "Item",
                        "x-ms-url-encoding": "single",
                        "x-ms-dynamic-values": {
                          "operationId": "UpdateItem0",
                          "value-collection": "value",
                          "value-path": "id",
                          "value-title": "name",
                          "parameters": {
                            "id": "1"
                          }
                        }
                      },
                      {
                        "name": "body",
                        "in": "body",
                        "schema": {
                          "type": "object",
                          "properties": {
            {{properties}}
                          }
                        }
                      }
                    ],
                    "responses": {
                      "200": {
                        "description": "OK",
                        "schema": {
                          "$ref": "#/definitions/Item{{number}}"
                        }
                      },
                      "default": {
                        "description": "Operation failed."
                      }
                    }
                  }
                }
            """;
    }

    private static string Definition(int number, Random random)
    {
        var properties = string.Join(",\n", Enumerable.Range(0, random.Next(4, 16)).Select(i => Property(i, 12, random)));
        var reference = number == 0
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $",\n            \"previous\": {{\n              \"$ref\": \"#/definitions/Item{number - 1}\"\n            }}");
        return $$"""
                "Item{{number}}": {
                  "type": "object",
                  "required": [
                    "property0"
                  ],
                  "properties": {
            {{properties}},
                    "value": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "properties": {
                          "id": {
                            "type": "string"
                          }
                        }
                      }
                    }{{reference}}
                  }
                }
            """;
    }

    private static string Property(int number, int indent, Random random)
    {
        var blanks = new string(' ', indent);
        var (type, format) = random.Next(4) switch
        {
            0 => ("integer", "int32"),
            1 => ("boolean", ""),
            2 => ("string", "date-time"),
            _ => ("string", ""),
        };
        var lines = new List<string> { $"\"type\": \"{type}\"", $"\"description\": \"The property {number} of the item, as the service "
            + $"keeps it.\"", $"\"x-ms-summary\": \"Property {number}\"" };
        if (format.Length > 0)
        {
            lines.Insert(1, $"\"format\": \"{format}\"");
        }

        if (random.Next(8) == 0)
        {
            lines.Add("\"x-ms-visibility\": \"advanced\"");
        }

        return $"{blanks}\"property{number}\": {{\n{string.Join(",\n", lines.Select(l => $"{blanks}  {l}"))}\n{blanks}}}";
    }

    private static void Separate(StringBuilder text)
    {
        if (text.Length > 0)
        {
            text.Append(",\n");
        }
    }
}
