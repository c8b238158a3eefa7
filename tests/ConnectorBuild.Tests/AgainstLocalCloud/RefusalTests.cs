using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Options;

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
            HttpMethod.Post, $"/applications/{app.GetProperty("id").GetString()}/addPassword",
                $"{{\"passwordCredential\":{{\"displayName\":\"x\",\"endDateTime\":\"{end:O}\"}}}}");
        Clock.Advance(TimeSpan.FromDays(2));
        var expired = Cloud.Deployer with { ClientId = appId, ClientSecret = password.GetProperty("secretText").GetString()! };

        var e = await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync(entra: expired));

        Assert.Contains("AADSTS7000222", e.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.Contains("has expired: mint a new one", e.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "*/$batch", 200, "<html>A proxy</html>")]
    [InlineData("POST", "*/addPassword", 502, "")]
    [InlineData("PATCH", "*/applications*", 500, "")]
    public async Task Deploy_AnswerThatIsNotGraphs_IsNotCalledUnreachable(string method, string path, int status, string body)
    {
        Cloud.Faults.Add(new FaultRule { Service = "Graph", Method = method, Path = path, Status = status, Body = body });

        var e = await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync());

        Assert.Equal("CB7005", e.Diagnostics[0].Id);
        Assert.Contains("did not answer like Microsoft Graph (", e.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.DoesNotContain("See inner exception", e.Diagnostics[0].Message, StringComparison.Ordinal);
        Cloud.Faults.Clear();
        await DeployAsync();
        Assert.True((await SignInAsync(Desired())).Succeeded);
    }

    [Fact]
    public async Task Deploy_RefusalWithoutABody_HasNoHoleInItsWords()
    {
        Cloud.Faults.Add(new FaultRule { Service = "Dataverse", Method = "POST", Path = "*/connectors", Status = 400, Body = "" });

        var e = await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync());

        Assert.Contains("(400)", e.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_SecretThatEntraDoesNotKnowYet_SaysThatItWaits()
    {
        var observer = new RecordingObserver();

        await DeployAsync(observer: observer);

        Assert.Single(observer.Events, e => e.Contains("waits until Entra takes the new secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ApiHubsRequestFailed: The request failed with client error: '{\\\"Code\\\":\\\"\\\",\\\"Message\\\":\\\"Nullable object must have a value.\\\"}'", "Nullable object must have a value. (correlation id 11111111-aaaa-bbbb-cccc-222222222222)")]
    [InlineData("ApiHubsRequestFailed: bad host. Correlation Id: '33333333-aaaa-bbbb-cccc-444444444444'", "(correlation id 33333333-aaaa-bbbb-cccc-444444444444)")]
    public async Task Deploy_ConnectorServiceRefuses_IsUnwrappedWithItsCorrelationId(string message, string expected)
    {
        Cloud.Faults.Add(new FaultRule
        {
            Service = "Dataverse",
            Method = "POST",
            Path = "*/connectors",
            Status = 400,
            Headers = new Dictionary<string, string> { ["x-ms-service-request-id"] = "11111111-aaaa-bbbb-cccc-222222222222" },
            Body = $$$"""{"error":{"code":"0x80040224","message":"{{{message}}}"}}""",
        });

        var e = await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync());

        Assert.Equal("CB8009", e.Diagnostics[0].Id);
        Assert.Contains(expected, e.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    // The three service protection limits: requests, execution time, concurrency.
    [Theory]
    [InlineData("0x80072322", "Number of requests exceeded the limit of 6000 over time window of 300 seconds.")]
    [InlineData("0x80072321", "Combined execution time of incoming requests exceeded limit of 1,200,000 milliseconds over time window of 300 seconds.")]
    [InlineData("0x80072326", "Number of concurrent requests exceeded the limit of 52.")]
    public async Task Deploy_ServiceProtectionLimit_WaitsAsAskedAndSaysSoWhenItDoesNotEnd(string code, string message)
    {
        var rule = new FaultRule
        {
            Service = "Dataverse",
            Method = "POST",
            Path = "*/connectors",
            Status = 429,
            Headers = new Dictionary<string, string> { ["Retry-After"] = "30" },
            Body = $$$"""{"error":{"code":"{{{code}}}","message":"{{{message}}}"}}""",
        };
        Cloud.Faults.Add(rule);

        var e = await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync());

        Assert.Equal("CB8005", e.Diagnostics[0].Id);
        Assert.Contains(code, e.Diagnostics[0].Message, StringComparison.Ordinal);
        Cloud.Faults.Clear();
        Cloud.Faults.Add(rule with { Times = 3 });
        var before = Clock.GetUtcNow();
        await DeployAsync();
        Assert.InRange(Clock.GetUtcNow() - before, TimeSpan.FromSeconds(90), TimeSpan.FromMinutes(10));
        Assert.Empty((await DeployAsync()).Plan.Steps.OfType<CreateConnector>());
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

        Assert.Equal(
            ["CB7101"],
            await CodesAsync(
                () => DeployAsync(
                    Desired(
                        properties: Contoso.Properties.Replace(
                            Contoso.ResourceUrl, "https://nowhere.example/", StringComparison.Ordinal)))));
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

    [Fact]
    public void Desired_EntraSignInWithoutAResource_IsRefusedBeforeTheFirstRequest()
    {
        var properties = Contoso.Properties
            .Replace(",\"AzureActiveDirectoryResourceId\":\"https://management.core.windows.net/\"", "", StringComparison.Ordinal)
            .Replace(",\"resourceUri\":{\"value\":\"https://management.core.windows.net/\"}", "", StringComparison.Ordinal);

        Assert.Equal("CB7104", Assert.Throws<ConnectorException>(() => Contoso.Desired(properties: properties)).Diagnostics[0].Id);
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
