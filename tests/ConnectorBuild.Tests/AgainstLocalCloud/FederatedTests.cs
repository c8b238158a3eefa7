using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>A connector without a secret (preview).</summary>
public sealed class FederatedTests : CloudTest
{
    private string Properties => Contoso.Properties
        .Replace(
            "\"identityProvider\":\"aad\"", "\"identityProvider\":\"aad\",\"clientAssertionType\":\"GenericFederatedIdentityCredential\"",
            StringComparison.Ordinal)
        .Replace("\"common\"", $"\"{Local.TenantId}\"", StringComparison.Ordinal);

    [Fact]
    public async Task Deploy_Federated_SignsInWithoutAnySecretAndFindsNothingToDoAgain()
    {
        var desired = Desired(properties: Properties);

        var first = await DeployAsync(desired);

        Assert.Empty(first.Observed.Entra!.Application!.Passwords);
        Assert.Single(first.Observed.Entra.Trusts);
        Assert.Equal("AzureADMyOrg", first.Observed.Entra.Application.SignInAudience);
        var signIn = await SignInAsync(desired);
        Assert.True(signIn.Succeeded, signIn.Message);
        Clock.Advance(TimeSpan.FromMinutes(5));
        Cloud.Requests.Clear();
        Assert.True((await DeployAsync(desired)).Plan.IsEmpty);
        Assert.Empty(Writes);
    }

    [Fact]
    public void Desired_FederatedThroughCommon_IsRefused() => Assert.Equal(
        "CB7206",
        Assert.Throws<ConnectorException>(
            () => Desired(properties: Properties.Replace(Local.TenantId, "common", StringComparison.Ordinal))).Diagnostics[0].Id);
}
