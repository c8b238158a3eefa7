using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.LocalCloud.Tests;

public sealed class FaultTests : CloudTest
{
    [Fact]
    public async Task BeforeCommit_NthCall_NothingIsDone()
    {
        await StartAsync();
        Cloud.Faults.Add(new FaultRule
        {
            Service = "Graph",
            Method = "POST",
            Path = "/v1.0/applications",
            Nth = 2,
            Status = 503,
            Headers = new Dictionary<string, string> { ["Retry-After"] = "7" },
        });

        var answers = new List<Answer>();
        for (var i = 0; i < 3; i++)
        {
            answers.Add(await Client.GraphAsync("POST", "/applications", Samples.Application($"A{i}")));
        }

        Assert.Equal([201, 503, 201], answers.Select(a => a.Status));
        Assert.Equal("7", answers[1].Headers["Retry-After"]);
        Assert.Equal(2, (await Client.GraphAsync("GET", "/applications?$filter=startswith(displayName,'A')")).Json["value"]!.AsArray().Count);
        Assert.Equal(1, Cloud.Faults.Rules.Single().Struck);
    }

    [Fact]
    public async Task AfterCommit_Abort_LosesOnlyTheAnswer()
    {
        await StartAsync();
        var id = (await Client.GraphAsync("POST", "/applications", Samples.Application())).Json["id"];
        Cloud.Faults.Add(new FaultRule { Path = "*/addPassword", Times = 1, Moment = FaultMoment.AfterCommit, Abort = true });

        await Assert.ThrowsAsync<HttpRequestException>(() => Client.GraphAsync("POST", $"/applications/{id}/addPassword", "{}"));

        Assert.Single((await Client.GraphAsync("GET", $"/applications/{id}")).Json["passwordCredentials"]!.AsArray());
        Assert.Equal(0, Cloud.Requests.Records.Single(r => r.Path.EndsWith("addPassword", StringComparison.Ordinal)).Status);
    }

    [Fact]
    public async Task Part_OfBatch_IsStruckAlone()
    {
        await StartAsync();
        Cloud.Faults.Add(
            new FaultRule { Path = "/v1.0/organization", Status = 429, Headers = new Dictionary<string, string> { ["Retry-After"] = "3" } });

        var batch = """{"requests":[{"id":"1","method":"GET","url":"/organization"},{"id":"2","method":"GET","url":"/applications"}]}""";
        var responses = (await Client.GraphAsync("POST", "/$batch", batch)).Json["responses"]!.AsArray();

        Assert.Equal([429, 200], responses.Select(r => (int)r!["status"]!));
        Assert.Equal("3", (string?)responses[0]!["headers"]!["Retry-After"]);
    }

    [Fact(Timeout = 60_000)]
    public async Task Rate_BatchesBesideSingleRequests_AllAreAnswered()
    {
        await StartAsync();
        Cloud.Faults.Add(new FaultRule { Service = "Graph", Rate = 0.3, Status = 429 });

        var batch = """{"requests":[{"id":"1","method":"GET","url":"/organization"},{"id":"2","method":"GET","url":"/applications"}]}""";
        var answers = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => i % 2 == 0
            ? Client.GraphAsync("POST", "/$batch", batch)
            : Client.GraphAsync("GET", "/organization"))).WaitAsync(TestContext.Current.CancellationToken);

        Assert.All(answers, a => Assert.Contains(a.Status, new[] { 200, 429 }));
    }

    [Fact]
    public async Task Delay_WaitsOnTheCloudsClock()
    {
        await StartAsync();
        Cloud.Faults.Add(new FaultRule { Path = "*/keys", Delay = TimeSpan.FromMinutes(10) });

        var answer = Client.Http.GetAsync($"{Cloud.AuthorityHost}common/discovery/keys", Stop);
        while (!answer.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        Assert.True((await answer).IsSuccessStatusCode);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Rate_SameSeed_StrikesTheSameRequests(int seed)
    {
        async Task<List<int>> RunAsync()
        {
            await using var cloud = await LocalCloudServer.StartAsync(
                new LocalCloudOptions { Seed = seed, SigningKey = SigningKey, Clock = Clock }, Stop);
            using var client = new CloudClient(cloud);
            cloud.Faults.Add(new FaultRule { Service = "Dataverse", Rate = 0.5, Status = 500 });
            var statuses = new List<int>();
            for (var i = 0; i < 12; i++)
            {
                statuses.Add((await client.DataverseAsync("GET", "/WhoAmI")).Status);
            }

            return statuses;
        }

        var first = await RunAsync();

        Assert.Contains(500, first);
        Assert.Contains(200, first);
        Assert.Equal(first, await RunAsync());
    }

    [Fact]
    public async Task Management_SetsAndClearsFaultsAndIsExempt()
    {
        await StartAsync();
        await LocalCloudClient.AddFaultAsync(Cloud.Endpoints, new FaultRule { Status = 500 }, Stop);

        using (var struck = await Client.Http.GetAsync($"{Cloud.AuthorityHost}common/discovery/keys", Stop))
        {
            Assert.Equal(500, (int)struck.StatusCode);
        }

        Assert.Single(await LocalCloudClient.RequestsAsync(Cloud.Endpoints, Stop));
        await LocalCloudClient.ClearFaultsAsync(Cloud.Endpoints, Stop);
        Assert.Equal(200, (await Client.DataverseAsync("GET", "/WhoAmI")).Status);
    }

    [Fact]
    public async Task Management_RuleInJson_HasTheDefaultsOfARule()
    {
        await StartAsync();

        Assert.Equal(204, await PostFaultAsync("""{ "path": "*/keys", "status": 418, "body": "x" }"""));

        using var struck = await Client.Http.GetAsync($"{Cloud.AuthorityHost}common/discovery/keys", Stop);
        Assert.Equal((418, "x"), ((int)struck.StatusCode, await struck.Content.ReadAsStringAsync(Stop)));
    }

    [Fact]
    public async Task Truncate_Answer_EndsBeforeItsLength()
    {
        await StartAsync();
        Cloud.Faults.Add(new FaultRule { Path = "*/keys", Truncate = 5 });

        using var response = await Client.Http.GetAsync(
            $"{Cloud.AuthorityHost}common/discovery/keys", HttpCompletionOption.ResponseHeadersRead, Stop);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.True(response.Content.Headers.ContentLength > 5);
        await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsByteArrayAsync(Stop));
    }

    [Theory]
    [InlineData(FaultMoment.BeforeCommit, 0)]
    [InlineData(FaultMoment.AfterCommit, 1)]
    public async Task Hang_Write_IsDoneOrNotAndNeverAnswered(FaultMoment moment, int publishers)
    {
        await StartAsync();
        Cloud.Faults.Add(new FaultRule { Method = "POST", Path = "*/publishers", Hang = true, Moment = moment });
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Cloud.Environments["local"].Url}/api/data/v9.2/publishers")
        {
            Content = new StringContent("""{ "uniquename": "hung", "friendlyname": "Hung", "customizationprefix": "hung", "customizationoptionvalueprefix": 12345 }""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Client.AccessTokenAsync(Cloud.Environments["local"].Url));
        var waiting = Client.Http.SendAsync(request, impatient.Token);
        while (Cloud.Faults.Rules[0].Struck == 0)
        {
            await Task.Yield();
        }

        // The work is done before the answer would go out; a request behind it is answered after that.
        Assert.Equal(200, (await Client.DataverseAsync("GET", "/WhoAmI")).Status);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        var found = await Client.DataverseAsync("GET", "/publishers?$filter=uniquename eq 'hung'");
        Assert.Equal(publishers, found.Json["value"]!.AsArray().Count);
    }

    [Fact]
    public async Task ExpireToken_GraphAndDataverse_Are401()
    {
        await StartAsync();
        Cloud.Faults.Add(new FaultRule { ExpireToken = true, Times = 2 });

        Assert.Equal(401, (await Client.DataverseAsync("GET", "/WhoAmI")).Status);
        Assert.Equal(401, (await Client.GraphAsync("GET", "/organization")).Status);
        Assert.Equal(200, (await Client.DataverseAsync("GET", "/WhoAmI")).Status);
    }

    [Fact]
    public async Task Skew_Answer_HasTheTimeOfTheOtherClockForThatRequestOnly()
    {
        await StartAsync();
        Cloud.Faults.Add(new FaultRule { Path = "*/keys", Times = 1, Skew = TimeSpan.FromHours(-2) });

        using var off = await Client.Http.GetAsync($"{Cloud.AuthorityHost}common/discovery/keys", Stop);
        using var on = await Client.Http.GetAsync($"{Cloud.AuthorityHost}common/discovery/keys", Stop);

        Assert.Equal(
            TimeSpan.FromHours(-2),
            off.Headers.Date!.Value - new DateTimeOffset(
                Clock.GetUtcNow().Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero));
        Assert.NotEqual(off.Headers.Date, on.Headers.Date);
    }

    [Fact]
    public async Task Options_Faults_StrikeFromTheStartAndAreCounted()
    {
        await StartAsync(new LocalCloudOptions { Faults = [new() { Path = "*/keys", Status = 418 }, new() { Path = "/nowhere", Status = 500 }] });

        using var struck = await Client.Http.GetAsync($"{Cloud.AuthorityHost}common/discovery/keys", Stop);

        Assert.Equal(418, (int)struck.StatusCode);
        var listed = JsonNode.Parse(await ManagementAsync(HttpMethod.Get))!.AsArray();
        Assert.Equal([1, 0], listed.Select(r => (int)r!["struck"]!));
        Assert.Equal(418, (int)listed[0]!["status"]!);
    }

    [Theory]
    [InlineData("""{ "bogus": 1 }""")]
    [InlineData("""{ "rate": 2 }""")]
    [InlineData("""{ "nth": 0 }""")]
    [InlineData("""{ "status": 99 }""")]
    [InlineData("""{ "truncate": -1 }""")]
    [InlineData("""{ "abort": true, "hang": true }""")]
    [InlineData("""{ "service": "Entra", "expireToken": true }""")]
    [InlineData("""{ "service": "Nope" }""")]
    [InlineData("""{ "status": 503, "headers": null }""")]
    [InlineData("null")]
    [InlineData("{")]
    public async Task Management_RuleThatIsNone_Is400(string rule)
    {
        await StartAsync();

        Assert.Equal(400, await PostFaultAsync(rule));
    }

    [Fact]
    public async Task Management_WithoutTheDeployersSecret_Is401()
    {
        await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"{Cloud.AuthorityHost}local-cloud/faults");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("a:b")));

        using var response = await Client.Http.SendAsync(request, Stop);

        Assert.Equal(401, (int)response.StatusCode);
    }

    [Fact]
    public async Task ServiceProtection_TooMuchExecutionTime_Is429()
    {
        await StartAsync(
            new LocalCloudOptions { Environments = [new() { Name = "local", ExecutionTimeLimit = TimeSpan.FromSeconds(30), RequestWindow = TimeSpan.FromDays(365) }] });
        await SlowCallAsync();

        var refused = await Client.DataverseAsync("GET", "/WhoAmI");

        Assert.Equal(429, refused.Status);
        Assert.Equal("0x80072321", (string?)refused.Json["error"]!["code"]);
    }

    [Fact]
    public async Task ServiceProtection_TooManyAtOnce_Is429()
    {
        await StartAsync(new LocalCloudOptions { Environments = [new() { Name = "local", ConcurrencyLimit = 1 }] });
        var codes = new List<string?>();
        await SlowCallAsync(async () => codes.Add((string?)(await Client.DataverseAsync("GET", "/WhoAmI")).Json["error"]?["code"]));

        Assert.Contains("0x80072326", codes);
        Assert.Equal(200, (await Client.DataverseAsync("GET", "/WhoAmI")).Status);
    }

    /// <summary>A call that takes a minute on the cloud's clock, with something else going on meanwhile.</summary>
    private async Task SlowCallAsync(Func<Task>? meanwhile = null)
    {
        Cloud.Faults.Add(new FaultRule { Service = "Dataverse", Times = 1, Delay = TimeSpan.FromMinutes(1) });
        var slow = Client.DataverseAsync("GET", "/WhoAmI");
        while (Cloud.Faults.Rules[0].Struck == 0)
        {
            await Task.Yield();
        }

        if (meanwhile is not null)
        {
            await meanwhile();
        }

        while (!slow.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await slow;
    }

    [Fact]
    public async Task ServiceProtection_TooManyRequests_Is429UntilTheWindowHasMoved()
    {
        await StartAsync(new LocalCloudOptions { Environments = [new() { Name = "local", RequestLimit = 3 }] });
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(200, (await Client.DataverseAsync("GET", "/WhoAmI")).Status);
        }

        var refused = await Client.DataverseAsync("GET", "/WhoAmI");
        Assert.Equal(429, refused.Status);
        Assert.Equal("0x80072322", (string?)refused.Json["error"]!["code"]);
        Assert.Equal("300", refused.Headers["Retry-After"]);
        Assert.Equal("0", refused.Headers["x-ms-ratelimit-burst-remaining-xrm-requests"]);

        Clock.Advance(TimeSpan.FromSeconds(300));
        Assert.Equal(200, (await Client.DataverseAsync("GET", "/WhoAmI")).Status);
    }

    private async Task<string> ManagementAsync(HttpMethod method)
    {
        using var request = new HttpRequestMessage(method, $"{Cloud.AuthorityHost}local-cloud/faults");
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Cloud.Deployer.ClientId}:{Cloud.Deployer.ClientSecret}")));
        using var response = await Client.Http.SendAsync(request, Stop);
        return await response.Content.ReadAsStringAsync(Stop);
    }

    private async Task<int> PostFaultAsync(string rule)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            $"{Cloud.AuthorityHost}local-cloud/faults") { Content = new StringContent(rule, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Cloud.Deployer.ClientId}:{Cloud.Deployer.ClientSecret}")));
        using var response = await Client.Http.SendAsync(request, Stop);
        return (int)response.StatusCode;
    }
}
