using System.Text.RegularExpressions;
using ConnectorBuild.Sdk.Tests.Infrastructure;

namespace ConnectorBuild.Sdk.Tests;

/// <summary>The project and the properties that the README shows are complete: with a definition beside them, they build and deploy.</summary>
public sealed partial class ReadmeTests(PackedSdk sdk)
{
    private const string Definition = """
        {
          "swagger": "2.0",
          "info": { "title": "Contoso profile", "description": "Reads the profile of the user who is signed in.", "version": "1.0" },
          "host": "graph.microsoft.com",
          "basePath": "/v1.0",
          "schemes": ["https"],
          "consumes": ["application/json"],
          "produces": ["application/json"],
          "paths": {
            "/me": {
              "get": {
                "operationId": "GetMyProfile",
                "summary": "Get my profile",
                "description": "Gets the profile of the user who is signed in.",
                "parameters": [],
                "responses": { "200": { "description": "The profile.", "schema": { "type": "object" } } }
              }
            }
          },
          "securityDefinitions": {
            "oauth2_auth": {
              "type": "oauth2",
              "flow": "accessCode",
              "authorizationUrl": "https://login.microsoftonline.com/common/oauth2/authorize",
              "tokenUrl": "https://login.microsoftonline.com/common/oauth2/token",
              "scopes": { "User.Read": "User.Read" }
            }
          },
          "security": [{ "oauth2_auth": ["User.Read"] }]
        }
        """;

    private static readonly string Readme = File.ReadAllText(Repository.PathOf("README.md"));

    [Fact]
    public async Task Project_OfTheReadme_BuildsWithoutFindingsAndProvesItsSignIn()
    {
        var folder = new ConnectorFolder(sdk);
        folder.Write(
            "Profile.csproj",
            Block("xml").Replace("ConnectorBuild.Sdk/1.0.0", $"ConnectorBuild.Sdk/{PackedSdk.Version}", StringComparison.Ordinal));
        folder.Write("apiProperties.json", Block("json"));
        folder.Write("apiDefinition.swagger.json", Definition);

        var built = (await folder.BuildAsync()).Succeeded();
        var published = (await folder.PublishAsync("-p:ConnectorEnvironment=local")).Succeeded();

        built.Clean();
        Assert.Contains("permission User.Read of Microsoft Graph", published.Output, StringComparison.Ordinal);
        Assert.Contains("sign-in        proved", published.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Project_OfTheReadme_HasAtMostFifteenLines() => Assert.InRange(Block("xml").TrimEnd('\n').Split('\n').Length, 1, 15);

    private static string Block(string language) => Fence().Matches(Readme).Single(m => m.Groups["language"].Value == language).Groups["text"].Value;

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
