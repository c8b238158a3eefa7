using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>A tenant in which an app must name who runs it.</summary>
public sealed class ServiceManagementReferenceTests : CloudTest
{
    protected override LocalCloudOptions Options =>
        base.Options with { Tenants = [new() { Name = "local", RequireServiceManagementReference = true }] };

    [Fact]
    public async Task Deploy_WithoutAndWithTheReference_IsRefusedAndDone()
    {
        Assert.Contains("CB7106", await CodesAsync(() => DeployAsync()));

        await DeployAsync(Desired(Contoso.Project with { ServiceManagementReference = "4b1f7a2c-0000-4000-8000-000000000001" }));
    }
}
