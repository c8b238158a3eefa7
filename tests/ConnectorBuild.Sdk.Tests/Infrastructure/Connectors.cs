namespace ConnectorBuild.Sdk.Tests.Infrastructure;

/// <summary>A connector that no rule finds fault with.</summary>
internal static class Connectors
{
    public const string Project = $"""
        <Project Sdk="ConnectorBuild.Sdk/{PackedSdk.Version}">
          <PropertyGroup>
            <ConnectorSolutionName>ContosoConnectors</ConnectorSolutionName>
            <ConnectorPublisherPrefix>contoso</ConnectorPublisherPrefix>
          </PropertyGroup>
          <ItemGroup>
            <ConnectorEnvironment Include="dev" Url="https://contoso-dev.crm4.dynamics.com" TenantId="11111111-2222-4333-8444-555555555555" />
            <ConnectorEnvironment Include="prod" Url="https://contoso.crm4.dynamics.com" TenantId="11111111-2222-4333-8444-555555555555" Managed="true" />
          </ItemGroup>
        </Project>
        """;

    public const string Definition = """
        {
          "swagger": "2.0",
          "info": {
            "title": "Contoso Orders",
            "description": "Reads the orders of the customers of Contoso.",
            "version": "1.0",
            "contact": { "name": "Contoso", "url": "https://www.contoso.com", "email": "integration@contoso.com" }
          },
          "host": "orders.contoso.com",
          "basePath": "/",
          "schemes": ["https"],
          "consumes": ["application/json"],
          "produces": ["application/json"],
          "paths": {
            "/orders": {
              "get": {
                "operationId": "ListOrders",
                "summary": "List orders",
                "description": "Lists the orders that the signed-in user can see.",
                "parameters": [],
                "responses": {
                  "200": {
                    "description": "The orders.",
                    "schema": {
                      "type": "object",
                      "properties": {
                        "count": {
                          "type": "integer",
                          "format": "int32",
                          "description": "How many there are.",
                          "x-ms-summary": "Count"
                        }
                      }
                    }
                  }
                }
              }
            }
          },
          "definitions": {},
          "securityDefinitions": {
            "oauth2_auth": {
              "type": "oauth2",
              "flow": "accessCode",
              "authorizationUrl": "https://login.microsoftonline.com/common/oauth2/authorize",
              "tokenUrl": "https://login.microsoftonline.com/common/oauth2/token",
              "scopes": {}
            }
          },
          "security": [{ "oauth2_auth": [] }],
          "tags": []
        }

        """;

    public const string Properties = """
        {
          "properties": {
            "iconBrandColor": "#0f4c81",
            "capabilities": ["actions"],
            "connectionParameters": {
              "token": {
                "type": "oauthSetting",
                "oAuthSettings": {
                  "identityProvider": "aad",
                  "clientId": "",
                  "scopes": ["user_impersonation"],
                  "redirectMode": "GlobalPerConnector",
                  "properties": {
                    "IsFirstParty": "False",
                    "AzureActiveDirectoryResourceId": "https://management.core.windows.net/",
                    "IsOnbehalfofLoginSupported": false
                  },
                  "customParameters": {
                    "loginUri": { "value": "https://login.microsoftonline.com" },
                    "tenantId": { "value": "common" },
                    "resourceUri": { "value": "https://management.core.windows.net/" },
                    "enableOnbehalfOfLogin": { "value": "false" }
                  }
                }
              }
            }
          }
        }

        """;
}
