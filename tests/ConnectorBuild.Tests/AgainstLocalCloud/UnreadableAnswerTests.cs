using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>
/// Answers that are not of the protocol, on reads and on writes: never called a defect of ours, always with the host, and the next run
/// completes.
/// </summary>
public sealed class UnreadableAnswerTests : CloudTest
{
    private const string Page = "<html>a proxy</html>";

    public static TheoryData<string, string, string, int, string> Answers => new()
    {
        // Writes to Dataverse, carried out or not.
        { "Dataverse", "POST", "*/connectors", 200, Page },
        { "Dataverse", "POST", "*/connectors", 201, """{"connectorid":"1""" },
        { "Dataverse", "POST", "*/connectors", 204, "" },
        { "Dataverse", "POST", "*/connectors", 200, """{"connectorid":5,"name":true}""" },
        { "Dataverse", "POST", "*/connectors", 400, """{"error":{"code":2147746581,"message":{"text":"x"}}}""" },
        { "Dataverse", "POST", "*/connectors", 400, "[1,2]" },
        { "Dataverse", "POST", "*/publishers", 200, """{"publisherid":"a","publisherid":"b"}""" },
        { "Dataverse", "POST", "*/solutions", 200, Page },
        { "Dataverse", "POST", "*/environmentvariablevalues", 200, "null" },

        // Reads of Dataverse: the whole batch, and parts of one.
        { "Dataverse", "POST", "*/$batch", 200, Page },
        { "Dataverse", "GET", "*/solutions*", 200, """{"value":[{"solutionid":"1""" },
        { "Dataverse", "GET", "*/solutions*", 200, "{}" },
        { "Dataverse", "GET", "*/solutions*", 200, """{"value":{}}""" },
        { "Dataverse", "GET", "*/solutions*", 200, """{"value":[{"uniquename":7}]}""" },
        { "Dataverse", "GET", "*/publishers*", 200, Page },

        // Graph.
        { "Graph", "POST", "*/$batch", 200, """{"responses":[{"id":"1","status":200,"body":{"id":""" },
        { "Graph", "POST", "*/$batch", 200, Page },
        { "Graph", "PATCH", "*/applications*", 201, Page },
        { "Graph", "PATCH", "*/applications*", 201, "{}" },
        { "Graph", "PATCH", "*/applications*", 201, """{"id":5,"appId":[]}""" },
        { "Graph", "POST", "*/addPassword", 200, "{}" },
        { "Graph", "POST", "*/addPassword", 200, """{"keyId":"no guid","secretText":1,"endDateTime":"never"}""" },

        // The token endpoint.
        { "Entra", "POST", "*/token", 200, Page },
        { "Entra", "POST", "*/token", 200, """{"access_token":5}""" },
        { "Entra", "POST", "*/token", 200, """{"token_type":"Bearer","expires_in":3600,"access_token":[]}""" },
        { "Entra", "POST", "*/token", 400, """{"error":5,"error_description":{}}""" },
        { "Entra", "POST", "*/token", 400, "[]" },
    };

    [Theory]
    [InlineData("Dataverse", "POST", "*/$batch", 302)]
    [InlineData("Dataverse", "POST", "*/connectors", 307)]
    [InlineData("Graph", "POST", "*/$batch", 301)]
    [InlineData("Graph", "PATCH", "*/applications*", 308)]
    [InlineData("Entra", "POST", "*/token", 302)]
    public async Task Deploy_Redirect_IsNotFollowedAndNamesWhereItLeads(string service, string method, string path, int status)
    {
        Cloud.Faults.Add(new FaultRule
        {
            Service = service, Method = method, Path = path, Status = status, Headers = new Dictionary<string, string> { ["Location"] = "https://login.example/start" },
        });

        var found = (await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync())).Diagnostics[0];

        Assert.Equal("CB9022", found.Id);
        Assert.Contains($"({status}, a redirect to login.example, which is not followed)", found.Message, StringComparison.Ordinal);
        Assert.Contains("localhost", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_GraphRefusesAReadWithoutABody_SaysTheStatus()
    {
        Cloud.Faults.Add(new FaultRule { Service = "Graph", Method = "GET", Path = "*/servicePrincipals*", Status = 400, Body = "" });

        var found = (await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync())).Diagnostics[0];

        Assert.Equal("CB7005", found.Id);
        Assert.Contains("(400 without a code request-id unknown)", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_GraphHoldsUpEveryTry_SaysWhenToRunAgain()
    {
        Cloud.Faults.Add(new FaultRule { Service = "Graph", Method = "PATCH", Status = 429 });

        var found = (await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync())).Diagnostics[0];

        Assert.Equal("CB7005", found.Id);
        Assert.Contains("Run again in five minutes", found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Deploy_AnswerThatIsNotOfTheProtocol_IsCodedAndNextRunCompletes(
        string service, string method, string path, int status, string body)
    {
        // What was carried out in the last round is there afterwards.
        foreach (var (type, moment) in new[] { ("text/html", FaultMoment.BeforeCommit), ("application/json", FaultMoment.BeforeCommit), ("text/html", FaultMoment.AfterCommit) })
        {
            Cloud.Faults.Add(new FaultRule
            {
                Service = service, Method = method, Path = path, Status = status, Body = body, Moment = moment, Headers = new Dictionary<string, string> { ["Content-Type"] = type },
            });

            var e = await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync());

            Assert.NotEqual("CB9001", e.Diagnostics[0].Id);
            Assert.DoesNotContain("Exception", e.Diagnostics[0].Message, StringComparison.Ordinal);
            if (status < 400)
            {
                Assert.Contains("localhost", e.Diagnostics[0].Message, StringComparison.Ordinal);
            }

            Cloud.Faults.Clear();
        }

        Clock.Advance(TimeSpan.FromMinutes(1));
        await DeployAsync();
        Assert.True((await SignInAsync()).Succeeded);
    }

    [Fact]
    public async Task Deploy_NegativeWaits_AreNoWaits()
    {
        Cloud.Faults.Add(
            new FaultRule { Service = "Dataverse", Times = 3, Status = 429, Headers = new Dictionary<string, string> { ["Retry-After"] = "-5" } });

        await DeployAsync();

        Assert.True((await SignInAsync()).Succeeded);
    }

    [Fact]
    public async Task Deploy_PageInsteadOfAToken_ProvesNoSecret()
    {
        // The third request for a token is the one that tries the new secret.
        Cloud.Faults.Add(
            new FaultRule { Service = "Entra", Method = "POST", Path = "*/oauth2/v2.0/token", Nth = 3, Times = 1, Status = 200, Body = Page, Headers = new Dictionary<string, string> { ["Content-Type"] = "text/html" } });

        var codes = await CodesAsync(() => DeployAsync());

        Assert.Equal(["CB9022", "CB9009"], codes);
        Assert.DoesNotContain(Writes, w => w.EndsWith("/connectors", StringComparison.Ordinal));
        await DeployAsync();
        Assert.True((await SignInAsync()).Succeeded);
    }

    [Fact]
    public async Task Deploy_ReadThatFailsThreeTimes_GoesOn()
    {
        Cloud.Faults.Add(new FaultRule { Service = "Dataverse", Method = "GET", Path = "*/solutions*", Times = 3, Status = 500, Body = "" });
        Cloud.Faults.Add(new FaultRule { Service = "Graph", Method = "POST", Path = "*/$batch", Times = 3, Status = 500, Body = "" });

        await DeployAsync();

        Assert.True((await SignInAsync()).Succeeded);
    }
}
