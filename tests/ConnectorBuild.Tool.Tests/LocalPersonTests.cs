using System.Text.Json.Nodes;
using ConnectorBuild.Projects;
using ConnectorBuild.Tests;
using ConnectorBuild.Tool.Tests.Schemas;
using Microsoft.AspNetCore.Http;

namespace ConnectorBuild.Tool.Tests;

/// <summary>What the platform shows to people only, on the local cloud as one of its users: <c>--user</c>.</summary>
public sealed class LocalPersonTests : CallRun
{
    private const string Tenant = "11111111-2222-4333-8444-555555555555";

    private int _status = 200;

    [Fact]
    public async Task Deploy_WaitLiveAsTheMaker_SaysAfterHowLongAndStatusSaysYes()
    {
        await PrepareAsync(lag: "00:03:00");

        var (exit, said) = await RunAsync("deploy", Description, "--user", "maker", "--wait-live");

        Assert.True(exit == 0, said);
        Assert.Contains("Signed in as its user 'maker'.", said, StringComparison.Ordinal);
        Assert.Matches(@"  live +after [1-9]\d* s: makers have what was saved", said);
        (exit, said) = await RunAsync("status", Description, "--user", "maker");
        Assert.True(exit == 0, said);
        Assert.Contains("  live           yes: makers have what was saved", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_WaitLiveThatIsTooShort_EndsWith3AndStatusSaysWhatIsMissing()
    {
        await PrepareAsync(lag: "01:00:00");

        var (exit, said) = await RunAsync("deploy", Description, "--user", "maker", "--wait-live", "30s");

        Assert.True(exit == 3, said);
        Assert.Contains("CB9024: After 30 s makers do not have the connector yet", said, StringComparison.Ordinal);
        Assert.Contains(
            "  live           no: makers do not have the connector yet",
            (await RunAsync("status", Description, "--user", "user")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_ChangeThatNeverBecomesLive_IsWhatStatusSaysIsMissing()
    {
        await PrepareAsync(lag: "00:00:00");
        Change(p => p with { ConnectorName = "stuck" });
        Assert.Equal(0, (await RunAsync("deploy", Description)).Exit);
        await PrepareAsync(lag: "00:00:00", never: "contoso_stuck");
        Change(p => p with { ConnectorName = "stuck", DisplayName = "Changed" });

        Assert.Equal(3, (await RunAsync("deploy", Description, "--user", "maker", "--wait-live")).Exit);

        Assert.Contains(
            "  live           no: makers have the state of ",
            (await RunAsync("status", Description, "--user", "maker")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_AdviceOnLocal_LeadsToACallAsThatUser()
    {
        await PrepareAsync(lag: "00:00:00");
        Assert.Equal(0, (await RunAsync("deploy", Description)).Exit);

        var (exit, said) = await RunAsync("connect", Description);
        Assert.True(exit == 64, said);
        Assert.Contains("error CB9028: ", said, StringComparison.Ordinal);
        Assert.Contains("Write --accept-undocumented", said, StringComparison.Ordinal);

        (exit, said) = await RunAsync("connect", Description, "--accept-undocumented");
        Assert.True(exit == 1, said);
        Assert.Contains("error CB9026: ", said, StringComparison.Ordinal);
        Assert.Contains("Sign in as a person, with --user maker.", said, StringComparison.Ordinal);

        foreach (var user in (string[])["maker", "user"])
        {
            (exit, said) = await RunAsync("connect", Description, "--accept-undocumented", "--user", user);
            Assert.True(exit == 0, said);
            Assert.Contains("answered 200, by a token on behalf of the user", said, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Connect_AsJson_SaysWhatWasCalled(bool keeps)
    {
        await PrepareAsync(lag: "00:00:00");
        Assert.Equal(0, (await RunAsync("deploy", Description)).Exit);

        var (exit, said) = await RunAsync(["connect", Description, "--accept-undocumented", "--user", "user", "--json", .. keeps ? ["--keep"] : Array.Empty<string>()]);

        Assert.True(exit == 0, said);
        var document = JsonNode.Parse(said[said.IndexOf("{\n", StringComparison.Ordinal)..(said.LastIndexOf("\n}", StringComparison.Ordinal) + 2)])!;
        Assert.Empty(SchemaFiles.Problems("output.connection", document));
        Assert.Equal(keeps, (bool)document["kept"]!);
        Assert.Equal(
            """{"method":"GET","path":"/subscriptions","status":200,"onBehalfOfUser":true}""", document["call"]!.ToJsonString());
    }

    [Fact]
    public async Task Connect_ApiThatRefuses_IsAnErrorWithWhatItSaid()
    {
        await PrepareAsync(lag: "00:00:00");
        Assert.Equal(0, (await RunAsync("deploy", Description)).Exit);
        _status = 403;

        var (exit, said) = await RunAsync("connect", Description, "--accept-undocumented", "--user", "user");

        Assert.True(exit == 1, said);
        Assert.Contains("error CB9026: The connection was made and deleted again, but GET /subscriptions through it was answered with 403: ", said, StringComparison.Ordinal);
        Assert.Contains("the API refused it", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_ToWhatMakersDoNotHave_SaysHowToWait()
    {
        await PrepareAsync(lag: "01:00:00");
        Assert.Equal(0, (await RunAsync("deploy", Description)).Exit);

        var (exit, said) = await RunAsync("connect", Description, "--accept-undocumented", "--user", "user");

        Assert.True(exit == 1, said);
        Assert.Contains("'dotnet connector deploy --wait-live' waits until they do", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_WaitLiveAsAnApp_NamesTheCommandThatWorks()
    {
        await PrepareAsync(lag: "00:00:00");

        var (exit, said) = await RunAsync("deploy", Description, "--wait-live");

        Assert.True(exit == 3, said);
        var command = said[said.IndexOf("dotnet connector status ", StringComparison.Ordinal)..].Split('\n')[0].TrimEnd('.', '\r').Split(' ')[2..];
        (exit, said) = await RunAsync(command);
        Assert.True(exit == 0, said);
        Assert.Contains("  live           yes: ", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("deploy")]
    [InlineData("plan")]
    [InlineData("connect", "--accept-undocumented")]
    [InlineData("local-cloud", "sign-in")]
    [InlineData("call", "ListSubscriptions")]
    public async Task User_ThatTheTenantDoesNotHave_IsTheSameErrorEverywhere(params string[] command)
    {
        await PrepareAsync(lag: "00:00:00");
        Assert.Equal(0, (await RunAsync("deploy", Description)).Exit);

        var (exit, said) = await RunAsync([.. command, Description, "--user", "nobody"]);

        Assert.True(exit == 1, said);
        Assert.Contains("error CB9625: The tenant 'local' has no user 'nobody'; it has maker, user.", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("local-cloud", "sign-in")]
    [InlineData("call", "ListSubscriptions")]
    [InlineData("status")]
    public async Task Environment_ThatIsNotThere_IsTheSameErrorEverywhere(params string[] command)
    {
        await PrepareAsync(lag: "00:00:00");
        Assert.Equal(0, (await RunAsync("deploy", Description)).Exit);

        var (exit, said) = await RunAsync([.. command, Description, "--user", "maker", "--environment", "nowhere"]);

        Assert.True(exit == 1, said);
        Assert.Contains("error CB9014: ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_FirstOfAll_SaysInTheResultThatNobodySeesTheConnector()
    {
        await PrepareAsync(lag: "00:00:00");

        var (exit, said) = await RunAsync("deploy", Description);

        Assert.True(exit == 0, said);
        Assert.Contains("info CB7113: ", said[said.IndexOf("Result", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Contains("<ConnectorShare Include=", said, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync("deploy", Description)).Output.Split("info CB7113: ").Length - 1);
    }

    [Fact]
    public async Task Publish_WithoutConsent_SaysWhatTheSecondUserGetsAndWhyNotTheMaker()
    {
        await PrepareAsync(lag: "00:00:00");
        Change(p => p with { GrantAdminConsent = false });

        var (exit, said) = await RunAsync("deploy", Description);

        Assert.True(exit == 3, said);
        Assert.Contains("  sign-in        refused for user@local.onmicrosoft.example: AADSTS65001: ", said, StringComparison.Ordinal);
        Assert.Contains("for every user who has not consented in a window before", said, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("local-cloud", "sign-in", Description, "--user", "maker")).Exit);
        Assert.Equal(1, (await RunAsync("local-cloud", "sign-in", Description, "--user", "user")).Exit);
    }

    private void Change(Func<ConnectorProject, ConnectorProject> change) =>
        Describe(p => change(p with { GrantAdminConsent = true }));

    private async Task PrepareAsync(string lag, string never = "nothing")
    {
        if (BackendUrl.Length == 0)
        {
            await StartBackendAsync(context => AnswerAsync(context, _status == 200 ? "{}" : """{ "error": "no" }""", _status));
        }

        Write("apiProperties.json", Contoso.OnBehalfOf(Tenant));
        Write("local-cloud.json", new JsonObject
        {
            ["tenants"] = new JsonArray(new JsonObject { ["name"] = "local", ["tenantId"] = Tenant }),
            ["environments"] = new JsonArray(new JsonObject { ["name"] = "local", ["liveLag"] = lag, ["neverLive"] = new JsonArray(never) }),
            ["runtime"] = new JsonObject { ["backends"] = new JsonObject { ["management.azure.com"] = BackendUrl } },
        }.ToJsonString());
        Change(p => p);
    }
}
