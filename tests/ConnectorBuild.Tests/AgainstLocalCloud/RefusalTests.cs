using ConnectorBuild.Deployment;
using ConnectorBuild.LocalCloud;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>What the clouds refuse: a coded error that says what to do, and nothing changed.</summary>
public sealed class RefusalTests : CloudTest
{
    [Fact]
    public async Task Deploy_OtherTenant_IsRefusedBeforeAnything()
    {
        var desired = Desired(target: Target() with { TenantId = Guid.NewGuid() });
        var deployer = Cloud.Deployer;
        Cloud.Requests.Clear();

        Assert.Contains("CB7003", await CodesAsync(() => DeployAsync(desired, deployer, deployer)));
        Assert.Equal((0, 0), (Count("Graph"), Count("Dataverse")));
    }

    [Fact]
    public async Task Deploy_WrongSecret_NamesTheAadstsCode()
    {
        var wrong = Cloud.Deployer with { ClientSecret = "wrong" };

        var e = await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync(entra: wrong, dataverse: wrong));

        Assert.All(e.Diagnostics, d => Assert.Equal("CB7001", d.Id));
        Assert.Contains("AADSTS7000215", e.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_ExpiredSecret_NamesTheCodeItsMeaningAndTheWayOut()
    {
        var graph = new GraphCaller(this);
        var app = await graph.SendAsync(HttpMethod.Post, "/applications", """{"displayName":"old deployer","signInAudience":"AzureADMyOrg"}""");
        var appId = app.GetProperty("appId").GetString()!;
        await graph.SendAsync(HttpMethod.Post, "/servicePrincipals", $"{{\"appId\":\"{appId}\"}}");
        var end = Clock.GetUtcNow().AddDays(1);
        var password = await graph.SendAsync(
            HttpMethod.Post, $"/applications/{app.GetProperty("id").GetString()}/addPassword", $"{{\"passwordCredential\":{{\"displayName\":\"x\",\"endDateTime\":\"{end:O}\"}}}}");
        Clock.Advance(TimeSpan.FromDays(2));
        var expired = Cloud.Deployer with { ClientId = appId, ClientSecret = password.GetProperty("secretText").GetString()! };

        var e = await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync(entra: expired));

        Assert.Contains("AADSTS7000222", e.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.Contains("has expired: mint a new one", e.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_NoRightsInGraph_SaysWhichItNeeds()
    {
        var weak = Cloud.AddIdentity("local", "weak", [], "local");
        Cloud.Requests.Clear();

        var e = await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync(entra: weak));

        Assert.Contains(e.Diagnostics, d => d.Id == "CB7004" && d.Message.Contains("Application.ReadWrite.OwnedBy", StringComparison.Ordinal));
        Assert.Empty(Writes);
    }

    [Fact]
    public async Task Deploy_NoApplicationUser_SaysHowToMakeOne()
    {
        var outsider = Cloud.AddIdentity("local", "outsider", ["Application.ReadWrite.OwnedBy"]);
        Cloud.Requests.Clear();

        var e = await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync(dataverse: outsider));

        Assert.Contains(e.Diagnostics, d => d.Id == "CB8003" && d.Message.Contains("pac admin assign-user", StringComparison.Ordinal));
        Assert.Empty(Writes);
    }

    [Fact]
    public async Task Deploy_UnknownResource_IsRefusedBeforeAnything()
    {
        Cloud.Requests.Clear();

        Assert.Equal(["CB7101"], await CodesAsync(() => DeployAsync(Desired(properties: Contoso.Properties.Replace(Contoso.ResourceUrl, "https://nowhere.example/", StringComparison.Ordinal)))));
        Assert.Empty(Writes);
    }

    [Fact]
    public async Task Deploy_OtherPrefixOfTheSolution_IsRefusedBeforeAnything()
    {
        await DeployAsync();
        Cloud.Requests.Clear();

        Assert.Contains("CB8007", await CodesAsync(() => DeployAsync(Desired(Contoso.Project with { PublisherPrefix = "fabrikam" }))));
        Assert.Empty(Writes);
    }

    [Fact]
    public async Task Deploy_NothingListens_IsUnreachable()
    {
        var target = Target();

        var codes = await CodesAsync(() => DeployAsync(Desired(target: target with { GraphUrl = new Uri("https://localhost:1/") })));

        Assert.Equal(["CB9005"], codes);
    }

    [Fact]
    public async Task Deploy_UrlOfAnotherService_IsNoDataverse()
    {
        var target = Target();

        var codes = await CodesAsync(() => DeployAsync(Desired(target: target with { DataverseUrl = target.AuthorityHost })));

        Assert.NotEmpty(codes);
        Assert.All(codes, c => Assert.StartsWith("CB", c, StringComparison.Ordinal));
        Assert.DoesNotContain("CB9001", codes);
    }

    [Theory]
    [InlineData("displayname", 201)]
    [InlineData("description", 1001)]
    public void Desired_TextTooLong_IsRefusedBeforeTheFirstRequest(string column, int length)
    {
        var text = new string('x', length);
        var project = column == "displayname" ? Contoso.Project with { DisplayName = text } : Contoso.Project;
        var definition = column == "description" ? Contoso.Definition.Replace("Lists subscriptions.", text, StringComparison.Ordinal) : null;

        var e = Assert.Throws<ConnectorException>(() => Contoso.Desired(project, definition));

        Assert.Equal("CB8011", e.Diagnostics[0].Id);
        Assert.Contains(column, e.Diagnostics[0].Message, StringComparison.Ordinal);
    }
}
