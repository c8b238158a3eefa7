using System.Text.Json.Nodes;
using ConnectorBuild.Sdk.Tests.Infrastructure;

namespace ConnectorBuild.Sdk.Tests;

/// <summary>The packed SDK with the tool in it, from an empty folder to a proved sign-in.</summary>
public sealed class LocalCloudTests(PackedSdk sdk)
{
    private const string Project = $"""
        <Project Sdk="ConnectorBuild.Sdk/{PackedSdk.Version}">
          <PropertyGroup>
            <ConnectorSolutionName>ContosoConnectors</ConnectorSolutionName>
            <ConnectorPublisherPrefix>contoso</ConnectorPublisherPrefix>
            <ConnectorEnvironment>local</ConnectorEnvironment>
          </PropertyGroup>
          <ItemGroup>
            <ConnectorEnvironment Include="local" />
          </ItemGroup>
        </Project>
        """;

    [Fact]
    public async Task Publish_Local_EndsWithAProvedSignInAndTheSecondTimeWithNothingToDo()
    {
        var folder = ConnectorFolder.WithConnector(sdk, Project);

        var first = (await folder.PublishAsync("-bl:first.binlog")).Succeeded();
        var state = folder.Read("obj/local-cloud/state.json");
        var report = folder.Read("obj/Orders.deploy.md");
        var second = (await folder.PublishAsync("-tl:on", "-bl:second.binlog")).Succeeded();

        Assert.Contains("sign-in        proved", first.Output, StringComparison.Ordinal);
        Assert.Contains("Orders -> https://localhost:", first.Output, StringComparison.Ordinal);
        Assert.Contains("changes made and verified", report, StringComparison.Ordinal);
        Assert.Contains("nothing to do", second.Output, StringComparison.Ordinal);
        AssertSecretIsNowhereElse(folder, state, first, second);
    }

    [Fact]
    public async Task Plan_Local_ChangesNothing()
    {
        var folder = ConnectorFolder.WithConnector(sdk, Project);

        var planned = (await folder.BuildAsync("-t:PlanConnector")).Succeeded();
        var published = (await folder.PublishAsync("-p:ConnectorPlanOnly=true")).Succeeded();

        Assert.Contains("create app registration", planned.Output, StringComparison.Ordinal);
        Assert.Contains("create app registration", published.Output, StringComparison.Ordinal);
    }

    // The local cloud's own state file has the secret; whatever a user would share or keep must not.
    private static void AssertSecretIsNowhereElse(ConnectorFolder folder, string state, params BuildResult[] results)
    {
        var secrets = Secrets(JsonNode.Parse(state)).Distinct(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(secrets);
        foreach (var secret in secrets)
        {
            Assert.Equal(["state.json"], SecretScan.FilesWith([secret], folder.Root).Select(Path.GetFileName));
            Assert.All(results, result => Assert.DoesNotContain(secret, result.Output, StringComparison.Ordinal));
        }
    }

    // Graph's name for the value of a password credential.
    private static IEnumerable<string> Secrets(JsonNode? node) => node switch
    {
        JsonObject o =>
            o.SelectMany(
                child => child.Key.EndsWith("secretText", StringComparison.OrdinalIgnoreCase) && child.Value is JsonValue value
                    ? [(string)value!]
                    : Secrets(child.Value)),
        JsonArray a => a.SelectMany(Secrets),
        _ => [],
    };
}
