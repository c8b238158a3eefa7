using System.Text.Json.Nodes;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>A publisher that a deployment creates has all that the project says, on either route; an existing one is not changed.</summary>
public sealed class PublisherTests : SolutionRouteTest
{
    private static readonly PublisherDetails Details = new()
    {
        DisplayName = "Contoso Ltd.",
        Description = "Connectors of the integration team.",
        Email = "connectors@contoso.com",
        Url = "https://contoso.com/connectors",
        OptionValuePrefix = 72700,
    };

    private async Task<JsonObject> PublisherAsync()
    {
        var answer = await Target().SendAsync(Credential(Target()), HttpMethod.Get, "publishers?$filter=customizationprefix eq 'contoso'");
        return Assert.Single(answer!["value"]!.AsArray())!.AsObject();
    }

    private static void AssertWhole(JsonObject publisher)
    {
        Assert.Equal("Contoso Ltd.", (string?)publisher["friendlyname"]);
        Assert.Equal("Connectors of the integration team.", (string?)publisher["description"]);
        Assert.Equal("connectors@contoso.com", (string?)publisher["emailaddress"]);
        Assert.Equal("https://contoso.com/connectors", (string?)publisher["supportingwebsiteurl"]);
        Assert.Equal(72700, (int?)publisher["customizationoptionvalueprefix"]);
    }

    [Fact]
    public async Task Direct_NewPublisher_IsWhole()
    {
        await DeployAsync(Desired(Contoso.Project with { PublisherDetails = Details }));

        AssertWhole(await PublisherAsync());
    }

    [Fact]
    public async Task Solution_NewPublisher_IsWhole()
    {
        await DeployAsync(Desired(change: p => p with { PublisherDetails = Details }));

        AssertWhole(await PublisherAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Redeploy_PublisherSomebodyChanged_IsToldAndStays(bool isImport)
    {
        var desired = isImport
            ? Desired(change: p => p with { PublisherDetails = Details })
            : Desired(Contoso.Project with { PublisherDetails = Details });
        await DeployAsync(desired);
        var id = (string?)(await PublisherAsync())["publisherid"];
        await Target().SendAsync(
            Credential(Target()), HttpMethod.Patch, $"publishers({id})", new JsonObject { ["emailaddress"] = "other@contoso.com" });
        Cloud.Requests.Clear();

        var result = await DeployAsync(desired);

        Assert.Contains("CB8015", result.Plan.Diagnostics.Select(d => d.Id));
        Assert.Empty(result.Plan.Steps);
        Assert.DoesNotContain(Writes, w => w.Contains("publishers", StringComparison.Ordinal));
        Assert.Equal("other@contoso.com", (string?)(await PublisherAsync())["emailaddress"]);
    }
}
