using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.LocalCloud.Tests;

public sealed class ReplicationTests : CloudTest
{
    private static readonly (string, string) CreateIfMissing = ("Prefer", "create-if-missing");

    [Fact]
    public async Task Writes_WithinTheLag_AreNotSeen()
    {
        await StartAsync(new LocalCloudOptions { ReplicationLag = TimeSpan.FromSeconds(20) });
        Clock.Advance(TimeSpan.FromMinutes(1));
        var app = (await Client.GraphAsync("PATCH", "/applications(uniqueName='x')", Samples.Application(), null, CreateIfMissing)).Json;

        var read = await Client.GraphAsync("GET", $"/applications/{app["id"]}");
        Assert.Equal("Request_ResourceNotFound", (string?)read.Json["error"]!["code"]);
        Assert.Equal(404, (await Client.GraphAsync("POST", $"/applications/{app["id"]}/addPassword", "{}")).Status);
        var principal = await Client.GraphAsync("POST", "/servicePrincipals", $$"""{"appId":"{{app["appId"]}}"}""");
        Assert.Equal("NoBackingApplicationObject", (string?)principal.Json["error"]!["details"]![0]!["code"]);
        var again = await Client.GraphAsync("PATCH", "/applications(uniqueName='x')", Samples.Application(), null, CreateIfMissing);
        Assert.Equal(400, again.Status);
        Assert.Contains("uniqueName already exists", again.Text, StringComparison.Ordinal);

        Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(204, (await Client.GraphAsync("PATCH", $"/applications/{app["id"]}", """{"notes":"new"}""")).Status);
        Assert.Null((string?)(await Client.GraphAsync("GET", $"/applications/{app["id"]}")).Json["notes"]);
        Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal("new", (string?)(await Client.GraphAsync("GET", $"/applications/{app["id"]}")).Json["notes"]);
    }

    [Fact]
    public async Task StaleShare_OfHalf_FlipsBetweenReplicas()
    {
        await StartAsync(new LocalCloudOptions { ReplicationLag = TimeSpan.FromSeconds(20), StaleShare = 0.5, Seed = 7 });
        Clock.Advance(TimeSpan.FromMinutes(1));
        var app = (await Client.GraphAsync("POST", "/applications", Samples.Application())).Json;

        var statuses = new HashSet<int>();
        for (var i = 0; i < 30; i++)
        {
            statuses.Add((await Client.GraphAsync("GET", $"/applications/{app["id"]}")).Status);
        }

        Assert.Equal([200, 404], statuses.Order());
    }

    [Fact]
    public async Task Seed_SameTwice_GivesSameIdsAndSecrets()
    {
        var options = new LocalCloudOptions { Seed = 42, Clock = Clock };
        await using var first = await LocalCloudServer.StartAsync(options, Stop);
        await using var second = await LocalCloudServer.StartAsync(options, Stop);

        Assert.Equal(first.Deployer, second.Deployer);
        Assert.Equal(first.Environments["local"].EnvironmentId, second.Environments["local"].EnvironmentId);
    }
}
