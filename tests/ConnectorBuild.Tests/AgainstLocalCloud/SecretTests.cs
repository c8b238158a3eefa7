using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>Secrets where a tenant restricts them, an answer is lost, or the user brings one.</summary>
public sealed class SecretTests : CloudTest
{
    private GraphCaller Graph => new(this);

    private Task RestrictAsync(string restriction) => Graph.SendAsync(
        HttpMethod.Patch,
        "/policies/defaultAppManagementPolicy",
        $$$"""{"isEnabled":true,"applicationRestrictions":{"passwordCredentials":[{{{restriction}}}],"keyCredentials":[]}}""");

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // without the right to read the policy, the ladder finds a lifetime that is allowed
    public async Task Deploy_PolicyShortensSecrets_TakesWhatIsAllowedAndDoesNotRenewInEveryRun(bool mayRead)
    {
        await RestrictAsync("""{"restrictionType":"passwordLifetime","state":"enabled","maxLifetime":"P45D","restrictForAppsCreatedAfterDateTime":"2020-01-01T00:00:00Z"}""");
        var deployer = mayRead ? Cloud.Deployer : Cloud.AddIdentity("local", "modest", ["Application.ReadWrite.OwnedBy"], "local");

        var observer = new RecordingObserver();
        var result = await DeployAsync(entra: deployer, observer: observer);

        Assert.Contains("CB7207", observer.Events);
        var password = Assert.Single(result.Observed.Entra!.Application!.Passwords);
        Assert.Equal(mayRead ? 45 : 30, Math.Round((password.End - password.Start).TotalDays));
        Clock.Advance(TimeSpan.FromDays(1));
        Assert.True((await DeployAsync(entra: deployer)).Plan.IsEmpty);
        Assert.True((await SignInAsync()).Succeeded);
    }

    [Fact]
    public async Task Deploy_PolicyForbidsSecrets_StopsAndSaysSo()
    {
        await RestrictAsync("""{"restrictionType":"passwordAddition","state":"enabled","maxLifetime":null,"restrictForAppsCreatedAfterDateTime":"2020-01-01T00:00:00Z"}""");

        var e = await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync());

        Assert.Equal("CB7202", e.Diagnostics[0].Id);
        Assert.Contains("ConnectorClientSecretEnvVar", e.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.Equal("CB9009", e.Diagnostics[1].Id);
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, 504)]
    public async Task Deploy_AnswerToAddPasswordIsLost_LeavesNoSecretThatNobodyKnows(bool abort, int? status)
    {
        Cloud.Faults.Add(new FaultRule
        {
            Service = "Graph", Method = "POST", Path = "*/addPassword", Nth = 1, Moment = FaultMoment.AfterCommit, Abort = abort, Status = status,
        });

        var result = await DeployAsync();

        Assert.Single(result.Observed.Entra!.Application!.Passwords);
        Assert.True((await SignInAsync()).Succeeded);
    }

    [Fact]
    public async Task Deploy_BroughtSecret_IsUsedOnceAndOnlyReplacedByAnother()
    {
        await DeployAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));
        var project = Contoso.Project with { ClientSecretEnvironmentVariable = "MY_SECRET" };
        var one = new FixedSecret(await AddAsync());
        var first = await DeployAsync(Desired(project), secrets: one);
        Assert.Contains(first.Plan.Steps, s => s is UseSecret);
        Assert.True((await SignInAsync()).Succeeded);

        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True((await DeployAsync(Desired(project), secrets: one)).Plan.IsEmpty);

        var two = new FixedSecret(await AddAsync());
        Assert.Contains((await DeployAsync(Desired(project), secrets: two)).Plan.Steps, s => s is UseSecret);
        Assert.True((await SignInAsync()).Succeeded);

        async Task<string> AddAsync()
        {
            var apps = await Graph.SendAsync(HttpMethod.Get, "/applications?$select=id,uniqueName");
            var id = apps.GetProperty("value").EnumerateArray()
                .First(a => a.GetProperty("uniqueName").GetString() == Desired().Application!.UniqueName).GetProperty("id").GetString();
            return (await Graph.SendAsync(HttpMethod.Post, $"/applications/{id}/addPassword", """{"passwordCredential":{"displayName":"brought"}}""")).GetProperty("secretText").GetString()!;
        }
    }

    [Fact]
    public async Task Deploy_BroughtSecretThatEntraDoesNotTake_IsRefusedBeforeTheConnectorGetsIt()
    {
        await DeployAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));

        var e = await Assert.ThrowsAsync<ConnectorException>(() =>
            DeployAsync(Desired(Contoso.Project with { ClientSecretEnvironmentVariable = "MY_SECRET" }), secrets: new FixedSecret("wrong")));

        Assert.Equal("CB7208", e.Diagnostics[0].Id);
        Assert.Contains("environment variable MY_SECRET", e.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.True((await SignInAsync()).Succeeded);
    }

    [Fact]
    public async Task Plan_BroughtSecretIsNotHere_IsMadeWithoutIt()
    {
        await DeployAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));
        var observer = new RecordingObserver();
        using var engine = new DeploymentEngine(Target(), Credential(Target()), Credential(Target()), new MissingSecret(), Clock, observer);
        var desired = Desired(Contoso.Project with { ClientSecretEnvironmentVariable = "MY_SECRET" });

        var (plan, _) = await engine.PlanAsync(desired, Stop);

        Assert.Contains(plan.Unchanged, u => u.Contains("not compared", StringComparison.Ordinal));
        Assert.Contains("CB7203", observer.Events);
        Assert.Contains("CB7203", await CodesAsync(() => engine.DeployAsync(desired, Stop)));
    }

    [Fact]
    public async Task Deploy_RecordedSecretWithoutOurName_IsReplaced()
    {
        var first = await DeployAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));
        var other = Desired() with { Application = Desired().Application! with { SecretPrefix = "another/" } };

        var second = await DeployAsync(other);

        Assert.Equal(SecretReasonKind.NotOurs, second.Plan.Steps.OfType<AddSecret>().Single().Reason.Kind);
        Assert.Equal(2, second.Observed.Entra!.Application!.Passwords.Length);
        Assert.NotEqual(first.Observed.Dataverse.Record.Record!.SecretKeyId, second.Observed.Dataverse.Record.Record!.SecretKeyId);
    }

    private sealed class MissingSecret : ISecretReader
    {
        public Task<ClientSecret> ReadAsync(SecretSource source, CancellationToken cancellationToken) =>
            throw new ConnectorException(new Diagnostic(EntraDiagnostics.SecretVariableMissing, "It is not set."));
    }

    [Fact]
    public async Task Deploy_Rotate_BothSecretsWorkUntilTheOverlapIsOver()
    {
        var desired = Desired();
        await DeployAsync(desired);
        Clock.Advance(TimeSpan.FromMinutes(5));

        var rotated = await DeployAsync(desired with { Application = desired.Application! with { RotateAsOf = DateTimeOffset.MaxValue } });

        Assert.Equal(2, rotated.Observed.Entra!.Application!.Passwords.Length);
        Assert.True((await SignInAsync()).Succeeded);
        Clock.Advance(TimeSpan.FromHours(30));
        Assert.Single((await DeployAsync(desired)).Observed.Entra!.Application!.Passwords);
        Assert.True((await SignInAsync()).Succeeded);
    }

    [Fact]
    public async Task Deploy_RotationThatBeganBeforeAnotherRotated_KeepsThatSecret()
    {
        var desired = Desired();
        await DeployAsync(desired);
        Clock.Advance(TimeSpan.FromMinutes(5));
        var both = desired with { Application = desired.Application! with { RotateAsOf = Clock.GetUtcNow() } };
        Clock.Advance(TimeSpan.FromSeconds(1));
        var first = await DeployAsync(both);
        Clock.Advance(TimeSpan.FromSeconds(1));

        var second = await DeployAsync(both);

        Assert.Empty(second.Plan.Steps);
        Assert.Equal(first.Observed.Dataverse.Record.Record!.SecretKeyId, second.Observed.Dataverse.Record.Record!.SecretKeyId);
        Assert.Equal(2, second.Observed.Entra!.Application!.Passwords.Length);
    }
}
