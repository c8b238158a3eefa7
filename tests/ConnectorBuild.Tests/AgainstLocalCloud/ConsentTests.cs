using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>A tenant whose users may not consent themselves.</summary>
public sealed class ConsentTests : CloudTest
{
    protected override LocalCloudOptions Options => base.Options with { Tenants = [new LocalTenantOptions { Name = "local", UserConsent = false }] };

    [Fact]
    public async Task Deploy_WithoutConsent_SignInIsRefusedUntilItIsAskedFor()
    {
        await DeployAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("AADSTS65001", (await SignInAsync()).ErrorCode);

        var result = await DeployAsync(Desired(Contoso.Project with { GrantAdminConsent = true }));

        Assert.Equal("admin consent", Assert.Single(result.Plan.Steps).Thing);
        Assert.True((await SignInAsync()).Succeeded);
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True((await DeployAsync(Desired(Contoso.Project with { GrantAdminConsent = true }))).Plan.IsEmpty);
    }

    [Fact]
    public async Task Deploy_ConsentWithoutTheRight_SaysWhichItNeeds()
    {
        var modest = Cloud.AddIdentity("local", "modest", ["Application.ReadWrite.OwnedBy"], "local");

        var e = await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync(Desired(Contoso.Project with { GrantAdminConsent = true }), modest));

        Assert.Contains(
            e.Diagnostics,
            d => d.Id == "CB7004" && d.Message.Contains("DelegatedPermissionGrant.ReadWrite.All", StringComparison.Ordinal));
    }
}
