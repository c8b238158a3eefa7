using ConnectorBuild.LocalCloud.Options;
using Microsoft.AspNetCore.Http;

namespace ConnectorBuild.Tool.Tests;

/// <summary>Saved is not live: <c>deploy --wait-live</c>, the line of <c>status</c>, and <c>connect</c>, as a person and as an app.</summary>
public sealed class LiveRunTests : PersonRun
{
    private readonly List<string> _calls = [];

    protected override LocalEnvironmentOptions Environment => new()
    {
        Name = "local",
        LiveLag = TimeSpan.FromMinutes(3),
        NeverLive = ["contoso_stuck"],
    };

    protected override Task AnswerAsync(HttpContext context)
    {
        _calls.Add($"{context.Request.Method} {context.Request.Path}");
        return AnswerAsync(context, "{}");
    }

    [Fact]
    public async Task Deploy_WaitLiveAsAPerson_SaysAfterHowLongAndStatusSaysYes()
    {
        var (exit, said) = await RunAsPersonAsync("deploy", Description, "--wait-live");

        Assert.True(exit == 0, said);
        Assert.Matches(@"  live +after \d+ s: makers have what was saved", said);
        Assert.Contains("the read does not show operations", said, StringComparison.Ordinal);
        (exit, said) = await RunAsPersonAsync("status", Description);
        Assert.True(exit == 0, said);
        Assert.Contains("  live           yes: makers have what was saved (compared: the time of the take-over, display name", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_WaitLiveThatIsTooShort_EndsWith3AndTheConnectorStays()
    {
        var (exit, said) = await RunAsPersonAsync("deploy", Description, "--wait-live", "30s");

        Assert.True(exit == 3, said);
        Assert.Contains("CB9024", said, StringComparison.Ordinal);
        (exit, said) = await RunAsPersonAsync("plan", Description, "--detailed-exitcode");
        Assert.True(exit == 0, said);
    }

    [Fact]
    public async Task Deploy_WaitLiveOfAConnectorThatNeverIs_EndsWith3AndStatusSaysNo()
    {
        DescribeCloud("DeviceCode", p => p with { ConnectorName = "stuck" });

        var (exit, said) = await RunAsPersonAsync("deploy", Description, "--wait-live");

        Assert.True(exit == 3, said);
        Assert.Contains("What was deployed stays", said, StringComparison.Ordinal);
        Assert.Contains("  live           no: ", (await RunAsPersonAsync("status", Description)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_CommandsOnAnEnvironment_Run()
    {
        foreach (var command in AgentsPage.Commands(Description).Where(c => c.Contains("dev")))
        {
            var (exit, said) = await RunAsPersonAsync(command);
            Assert.True(exit == 0, $"{string.Join(' ', command)}\n{said}");
        }
    }

    [Fact]
    public async Task User_OfTheLocalCloudInAnotherEnvironment_IsRefused()
    {
        var (exit, said) = await RunAsync("deploy", Description, "--user", "maker");

        Assert.True(exit == 64, said);
        Assert.Contains("error CB9029: ", said, StringComparison.Ordinal);
        Assert.Contains("Leave --user out", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_WithoutConsent_ProvesNothingForTheMakerEither()
    {
        DescribeCloud("DeviceCode", p => p with { GrantAdminConsent = false });
        Assert.Equal(3, (await RunAsPersonAsync("deploy", Description)).Exit);

        var (exit, said) = await RunAsPersonAsync("connect", Description, "--accept-undocumented");

        Assert.True(exit == 1, said);
        Assert.Empty(_calls);
        Assert.Empty(Cloud.Connections);
    }

    [Fact]
    public async Task Connect_ToALiveConnector_CallsTheApiAndDeletesTheConnectionUnlessItIsKept()
    {
        Assert.Equal(0, (await RunAsPersonAsync("deploy", Description)).Exit);

        var (exit, said) = await RunAsPersonAsync("connect", Description);
        Assert.True(exit == 64, said);
        Assert.Contains("--accept-undocumented", said, StringComparison.Ordinal);
        Assert.Empty(_calls);

        (exit, said) = await RunAsPersonAsync("connect", Description, "--accept-undocumented");
        Assert.True(exit == 0, said);
        Assert.Contains("deleted again", said, StringComparison.Ordinal);
        Assert.Contains("GET /subscriptions answered 200, by a token on behalf of the user", said, StringComparison.Ordinal);
        Assert.Equal(["GET /subscriptions"], _calls);
        Assert.Empty(Cloud.Connections);

        (exit, said) = await RunAsPersonAsync("connect", Description, "--accept-undocumented", "--keep", "--operation", "ListSubscriptions");
        Assert.True(exit == 0, said);
        Assert.Single(Cloud.Connections);

        (exit, said) = await RunAsPersonAsync(
            "connect", Description, "--accept-undocumented", "--client-id", "04b07795-8ddb-461a-bbee-02f9e1bf7b46");
        Assert.True(exit == 1, said);
        Assert.Contains("has no permission Connectivity.Connections", said, StringComparison.Ordinal);

        (exit, said) = await RunAsPersonAsync("connect", Description, "--accept-undocumented", "--operation", "ListNothing");
        Assert.True(exit == 1, said);
        Assert.Contains("CB9026", said, StringComparison.Ordinal);
    }
}
