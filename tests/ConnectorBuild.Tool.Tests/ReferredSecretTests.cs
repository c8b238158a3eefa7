using ConnectorBuild.Tests;

namespace ConnectorBuild.Tool.Tests;

/// <summary>A connector that takes its secret from Key Vault, whose app has no secret.</summary>
public sealed class ReferredSecretTests : ToolRun
{
    private const string VaultPath = "/subscriptions/1/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v/secrets/s";

    [Fact]
    public async Task DeployAndStatus_AppWithoutASecret_WaitAndNeverSayVerified()
    {
        Write("apiProperties.json", Contoso.Properties.Replace(
            "\"clientId\":\"\"", "\"clientId\":\"\",\"clientSecret\":\"@environmentVariables(\\\"contoso_Secret\\\")\"", StringComparison.Ordinal));
        Write("settings.json", $$"""{"EnvironmentVariables":[{"SchemaName":"contoso_Secret","Value":"{{VaultPath}}"} ] }""");
        Write("local-cloud.json", $$"""{"keyVaultSecrets":{"{{VaultPath}}":"nobody knows"} }""");
        Describe(p => p with { DeploymentSettingsFile = At("settings.json") });

        var (deployed, said) = await RunAsync("deploy", Description);
        var (status, told) = await RunAsync("status", Description);
        var (planned, plan) = await RunAsync("plan", Description);

        Assert.True(deployed == 3, said);
        Assert.True(status == 3, told);
        Assert.True(planned is 0 or 3, plan);
        Assert.All([said, told, plan], text =>
        {
            Assert.Contains("CB7209", text, StringComparison.Ordinal);
            Assert.Contains("az ad app credential reset --id ", text, StringComparison.Ordinal);
        });
        Assert.DoesNotContain("verified", said, StringComparison.Ordinal);
    }
}
