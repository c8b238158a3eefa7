using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Cloud.Platform;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>A connection without a browser, by addresses that Microsoft does not document.</summary>
public sealed class ConnectTests : CloudTest
{
    private static readonly ConnectionCall List = new("GET", "/subscriptions", null);

    private string Properties => Contoso.OnBehalfOf(Local.TenantId);

    private DeploymentTarget Here => Target() with { PowerPlatformUrl = new Uri(Cloud.AuthorityHost) };

    private DesiredState Wanted => Desired(Contoso.Project with { GrantAdminConsent = true }, properties: Properties);

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task Prove_AsAPerson_CallsThroughAConnectionThatGoesUnlessItIsKept(bool keep, int left)
    {
        await DeployAsync(Wanted);
        Clock.Advance(TimeSpan.FromMinutes(5));
        Cloud.Requests.Clear();

        var proof = await ProveAsync(Wanted, new Person(this), keep);

        Assert.True(Guid.TryParseExact(proof.Connection, "N", out _));
        Assert.Equal(keep, proof.IsKept);
        Assert.Equal(left, Cloud.Connections.Count);
        Assert.Contains(
            Cloud.Requests.Records,
            r => r.Service == "PowerPlatform" && r.Path.Contains("createoboconnection", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Prove_AsAnApp_IsRefusedBeforeAnythingIsAsked()
    {
        await DeployAsync(Wanted);
        Cloud.Requests.Clear();

        Assert.Equal(["CB9026"], await CodesAsync(() => ProveAsync(Wanted, Credential(Here), keep: false)));
        Assert.Equal(0, Count("PowerPlatform"));
    }

    [Fact]
    public async Task Prove_WithTheAppOfTheAzureCli_IsRefusedWithTheWayThatWorks()
    {
        await DeployAsync(Wanted);
        Clock.Advance(TimeSpan.FromMinutes(5));

        var e = await Assert.ThrowsAsync<ConnectorException>(
            () => ProveAsync(Wanted, new Person(this, "04b07795-8ddb-461a-bbee-02f9e1bf7b46"), keep: false));

        Assert.Contains("DataverseCredential=\"Browser\" or \"DeviceCode\"", e.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.Empty(Cloud.Connections);
    }

    [Fact]
    public async Task Prove_ConnectorThatAsksInAWindow_IsRefusedByThePlatform()
    {
        await DeployAsync();

        var e = await Assert.ThrowsAsync<ConnectorException>(() => ProveAsync(Desired(), new Person(this), keep: false));

        Assert.Contains("ConnectionNotSupported", e.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    private async Task<ConnectionProof> ProveAsync(DesiredState desired, Azure.Core.TokenCredential credential, bool keep)
    {
        using var http = CloudHttp.Create(Here, Clock);
        return await new UserConnections(
            http, Here, credential,
            new ConnectorEnvironment(http, Here, credential, Clock)).ProveAsync(desired.Row.Identity.RowId, "proof", List, keep, Stop);
    }
}
