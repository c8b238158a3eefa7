using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>Entra needs longer for a new secret than a deployment waits.</summary>
public sealed class SecretDelayTests : CloudTest
{
    protected override LocalCloudOptions Options => base.Options with { SecretDelay = TimeSpan.FromMinutes(10) };

    [Fact]
    public async Task Deploy_SecretThatDoesNotWorkInTime_IsNotGivenToTheConnector()
    {
        var e = await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync());

        Assert.Equal("CB7201", e.Diagnostics[0].Id);
        Assert.Contains("The connector was not touched and keeps what it has.", e.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Writes, w => w.Contains("/connectors", StringComparison.Ordinal));
    }
}
