using System.Text;
using System.Text.Json.Nodes;
using ConnectorBuild.Sdk.Tests.Infrastructure;

namespace ConnectorBuild.Sdk.Tests;

/// <summary>Canaries through a publish as a CI system runs it, with the most talkative log and a binary log.</summary>
public sealed class SecretsStayTests(PackedSdk sdk)
{
    private const string Project = $"""
        <Project Sdk="ConnectorBuild.Sdk/{PackedSdk.Version}">
          <PropertyGroup>
            <ConnectorSolutionName>ContosoConnectors</ConnectorSolutionName>
            <ConnectorPublisherPrefix>contoso</ConnectorPublisherPrefix>
            <ConnectorEnvironment>local</ConnectorEnvironment>
            <ConnectorClientSecretEnvVar>CONTOSO_CONNECTOR_SECRET</ConnectorClientSecretEnvVar>
          </PropertyGroup>
          <ItemGroup>
            <ConnectorEnvironment Include="local" />
          </ItemGroup>
        </Project>
        """;

    private static readonly string[] Variables =
    [
        "AZURE_CLIENT_SECRET", "AZURE_PASSWORD", "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "SYSTEM_ACCESSTOKEN", "GITHUB_TOKEN", "CONTOSO_CONNECTOR_SECRET", "CONTOSO_CLIENT_SECRET",
    ];

    // Both at once: a secret that was brought is tried for two minutes before it is refused, because it may be new.
    [Fact]
    public Task Publish_NeitherPrintsNorLeavesASecret() => Task.WhenAll(PublishAsync("GITHUB_ACTIONS"), PublishAsync("TF_BUILD"));

    private async Task PublishAsync(string system)
    {
        var folder = ConnectorFolder.WithConnector(sdk, Project).Set(system, "true");
        foreach (var name in Variables)
        {
            folder.Set(name, Canary(name));
        }

        // The secret that was brought is none of the app's, so the first run ends where it is tried; the second one mints.
        var brought = await folder.PublishAsync("-bl:brought.binlog", "-v:diag");
        var minted = (await folder.PublishAsync("-bl:minted.binlog", "-v:diag", "-p:ConnectorClientSecretEnvVar=")).Succeeded();

        Assert.Contains("CB7208", brought.Output, StringComparison.Ordinal);
        var secrets = Secrets(JsonNode.Parse(folder.Read("obj/local-cloud/state.json"))).Distinct(StringComparer.Ordinal).ToList();
        Assert.True(secrets.Count >= 2);
        List<string> forms = [.. secrets.Concat(Variables.Select(Canary)).SelectMany(Forms)];
        var printed = brought.Output + minted.Output;

        // The local cloud itself has to know them.
        Assert.Equal(["state.json"], SecretScan.FilesWith(forms, folder.Root).Select(Path.GetFileName));
        Assert.DoesNotContain(forms, f => printed.Contains(f, StringComparison.Ordinal));
        Assert.DoesNotContain("add-mask", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("issecret", printed, StringComparison.OrdinalIgnoreCase);
    }

    private static string Canary(string name) => $"canary-{name}<'&~%+/=>end";

    private static IEnumerable<string> Forms(string secret) =>
        new[] { secret, Uri.EscapeDataString(secret), System.Text.Json.JsonEncodedText.Encode(secret).ToString(), System.Security.SecurityElement.Escape(secret), Convert.ToHexStringLower(Encoding.UTF8.GetBytes(secret)) }.Distinct(StringComparer.Ordinal);

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
