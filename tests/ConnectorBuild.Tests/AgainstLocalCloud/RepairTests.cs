using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Core;
using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>What others do to what was deployed, and what the next run makes of it.</summary>
public sealed class RepairTests : CloudTest
{
    private async Task SendAsync(HttpMethod method, Uri address, string scope, JsonObject body)
    {
        var target = Target();
        using var http = CloudHttp.CreateForTokens(target);
        var token = await Credential(target).GetTokenAsync(new TokenRequestContext([scope]), Stop);
        using var request = new HttpRequestMessage(method, address) { Content = new StringContent(
            body.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);
        using var response = await http.SendAsync(request, Stop);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Stop));
        Clock.Advance(TimeSpan.FromMinutes(5));
    }

    private Task PatchConnectorAsync(DesiredState desired, JsonObject columns) => SendAsync(
        HttpMethod.Patch,
        new Uri(desired.Target.DataverseUrl, $"api/data/v9.2/connectors({desired.Row.Identity.RowId})"),
        new Uri(desired.Target.DataverseUrl, ".default").ToString(),
        columns);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deploy_AnswerOfTheUpdateLost_KnowsItsOwnWrite(bool isSomebodyFaster)
    {
        await DeployAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));
        var changed = Desired(definition: Contoso.Definition.Replace("List subscriptions", "All subscriptions", StringComparison.Ordinal));
        Cloud.Faults.Add(
            new FaultRule { Service = "Dataverse", Method = "PATCH", Path = "*/connectors(*", Nth = 1, Times = 1, Abort = true, Moment = isSomebodyFaster ? FaultMoment.BeforeCommit : FaultMoment.AfterCommit });
        if (isSomebodyFaster)
        {
            using var engine = new DeploymentEngine(
                changed.Target, Credential(changed.Target), Credential(changed.Target), new NoSecretReader(), Clock,
                new RecordingObserver());
            var prepared = await engine.PrepareAsync(changed, approved: null, Stop);
            Cloud.Faults.Clear();
            await changed.Target.SendAsync(
                Credential(changed.Target), HttpMethod.Patch, $"connectors({changed.Row.Identity.RowId})",
                new() { ["description"] = "Edited by hand." });
            Cloud.Faults.Add(
                new FaultRule { Service = "Dataverse", Method = "PATCH", Path = "*/connectors(*", Nth = 1, Times = 1, Abort = true, Moment = FaultMoment.BeforeCommit });
            Assert.Contains("CB8006", await CodesAsync(() => engine.ApplyAsync(prepared, Stop)));
            return;
        }

        await DeployAsync(changed);

        Assert.True((await SignInAsync(changed)).Succeeded);
        Assert.Empty((await DeployAsync(changed)).Plan.Steps);
    }

    [Fact]
    public async Task Deploy_SomebodyWipedTheSecret_GivesTheConnectorANewOne()
    {
        var desired = Desired();
        var first = await DeployAsync(desired);
        Clock.Advance(TimeSpan.FromMinutes(5));
        await PatchConnectorAsync(
            desired, new JsonObject { ["connectionparameters"] = first.Observed.Dataverse.Connector!["connectionparameters"] + " " });
        Assert.False((await SignInAsync()).Succeeded);

        var second = await DeployAsync(desired);

        Assert.Contains(second.Plan.Steps, s => s is AddSecret);
        Assert.True((await SignInAsync()).Succeeded);
    }

    [Fact]
    public async Task Deploy_SomebodyErasedTheReplyUrl_PutsItBackAndKeepsTheirs()
    {
        var first = await DeployAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));
        await SendAsync(
            HttpMethod.Patch,
            new Uri($"{Cloud.GraphUrl}/v1.0/applications/{first.Observed.Entra!.Application!.Id}"),
            "https://graph.microsoft.com/.default",
            new JsonObject { ["web"] = new JsonObject { ["redirectUris"] = new JsonArray("https://by-hand.example/redirect") } });
        Assert.Equal("AADSTS50011", (await SignInAsync()).ErrorCode);

        var second = await DeployAsync();

        Assert.IsType<AddReplyUrl>(Assert.Single(second.Plan.Steps));
        Assert.Contains("https://by-hand.example/redirect", second.Observed.Entra!.Application!.RedirectUris);
        Assert.True((await SignInAsync()).Succeeded);
    }

    [Fact]
    public async Task Deploy_EditedInThePortal_StopsAndChangesNothing()
    {
        var desired = Desired();
        await DeployAsync(desired);
        Clock.Advance(TimeSpan.FromMinutes(5));
        await PatchConnectorAsync(desired, new JsonObject { ["description"] = "Edited by hand." });
        Cloud.Requests.Clear();

        Assert.Contains("CB9008", await CodesAsync(() => DeployAsync(desired)));
        Assert.Empty(Writes);
    }

    [Fact]
    public async Task Deploy_EditedInThePortalAndToldToOverwrite_Overwrites()
    {
        var desired = Desired(Contoso.Project with { OverwriteDrift = true });
        await DeployAsync(desired);
        Clock.Advance(TimeSpan.FromMinutes(5));
        await PatchConnectorAsync(desired, new JsonObject { ["description"] = "Edited by hand." });
        var observer = new RecordingObserver();

        var result = await DeployAsync(desired, observer: observer);

        Assert.Contains(observer.Plan!.Diagnostics, d => d.Id == "CB9008");
        Assert.Equal("Lists subscriptions.", result.Observed.Dataverse.Connector!["description"]);
        Assert.True((await SignInAsync()).Succeeded);
    }

    [Fact]
    public async Task Deploy_SolutionDeletedBySomebody_IsMadeAgainWithTheConnectorInIt()
    {
        var desired = Desired();
        await DeployAsync(desired);
        Clock.Advance(TimeSpan.FromMinutes(5));
        var credential = Credential(desired.Target);
        var solutions = await desired.Target.SendAsync(
            credential, HttpMethod.Get, $"solutions?$filter=uniquename eq '{desired.Solution.UniqueName}'&$select=solutionid");
        await desired.Target.SendAsync(credential, HttpMethod.Delete, $"solutions({solutions!["value"]![0]!["solutionid"]})");

        var result = await DeployAsync(desired);

        Assert.Contains(result.Plan.Steps, s => s.Details.Any(d => d.Contains("put into solution", StringComparison.Ordinal)));
        var parts = await desired.Target.SendAsync(
            credential, HttpMethod.Get,
            $"solutioncomponents?$filter=_solutionid_value eq {result.Observed.Dataverse.Solution!.Id}&$select=objectid");
        Assert.Contains(result.Observed.Dataverse.Connector!.Id.ToString(), parts!["value"]!.AsArray().Select(p => (string?)p!["objectid"]));
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Empty((await DeployAsync(desired)).Plan.Steps);
        Assert.True((await SignInAsync()).Succeeded);
    }
}
