using System.Text.Json.Nodes;
using ConnectorBuild.Deployment;
using ConnectorBuild.Deployment.Approval;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>A plan is written to a file, approved, and applied later.</summary>
public sealed class ApprovedPlanTests : CloudTest
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"connectorbuild-{Guid.NewGuid():N}", "plan.json");

    private DesiredState Changed => Desired(definition: Contoso.Definition.Replace("List subscriptions", "List all subscriptions", StringComparison.Ordinal));

    public override async ValueTask DisposeAsync()
    {
        if (Path.GetDirectoryName(_file) is { } folder && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        await base.DisposeAsync();
    }

    private DeploymentEngine Engine(DesiredState desired) =>
        new(desired.Target, Credential(desired.Target), Credential(desired.Target), null!, Clock, new RecordingObserver());

    private async Task<ApprovedPlan> ApproveAsync(DesiredState desired)
    {
        using var engine = Engine(desired);
        var (plan, observed) = await engine.PlanAsync(desired, Stop);
        ApprovedPlan.Create(desired, observed, plan, Clock.GetUtcNow()).Write(_file);
        return ApprovedPlan.Read(_file);
    }

    private async Task<DeploymentResult> DeployAsync(DesiredState desired, ApprovedPlan approved)
    {
        using var engine = Engine(desired);
        Cloud.Requests.Clear();
        return await engine.DeployAsync(desired, approved, Stop);
    }

    [Fact]
    public async Task Deploy_ApprovedPlanIntoEmptyEnvironmentAnotherDay_DoesExactlyThat()
    {
        var approved = await ApproveAsync(Desired());
        Clock.Advance(TimeSpan.FromDays(2));

        var result = await DeployAsync(Desired(), approved);

        Assert.Equal(approved.Steps.Select(s => s.Thing), result.Plan.Steps.Select(s => s.Thing));
        Assert.True((await SignInAsync()).Succeeded);
    }

    [Fact]
    public async Task Deploy_ApprovedUpdateTwice_HasNothingToDoTheSecondTime()
    {
        await DeployAsync(Desired());
        Clock.Advance(TimeSpan.FromMinutes(5));
        var approved = await ApproveAsync(Changed);
        Assert.Contains(approved.Steps, s => s.Details.Any(d => d.Contains("operation 'ListSubscriptions' texts change (summary)", StringComparison.Ordinal)));

        await DeployAsync(Changed, approved);
        Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Empty((await DeployAsync(Changed, approved)).Plan.Steps);
        Assert.Empty(Writes);
    }

    [Fact]
    public async Task Deploy_ProjectChangedAfterApproval_IsRefusedBeforeAnyRequest()
    {
        var approved = await ApproveAsync(Desired());

        Assert.Equal(["CB9105"], await CodesAsync(() => DeployAsync(Changed, approved)));
        Assert.Equal((0, 0), (Count("Graph"), Count("Dataverse")));
    }

    [Fact]
    public async Task Deploy_OtherEnvironmentThanApproved_IsRefused()
    {
        var approved = await ApproveAsync(Desired());
        var other = Desired(target: Target() with { Name = "other", Environment = new() { Name = "other" } });

        Assert.Equal(["CB9104"], await CodesAsync(() => DeployAsync(other, approved)));
    }

    [Fact]
    public async Task Deploy_OtherConnectorThanApproved_IsRefused()
    {
        var approved = await ApproveAsync(Desired());

        Assert.Equal(["CB9104"], await CodesAsync(() => DeployAsync(Desired(Contoso.Project with { ConnectorName = "Other" }), approved)));
    }

    [Fact]
    public async Task Deploy_SomebodyDeployedInBetween_IsRefusedAndChangesNothing()
    {
        await DeployAsync(Desired());
        Clock.Advance(TimeSpan.FromMinutes(5));
        var approved = await ApproveAsync(Changed);
        await DeployAsync(Desired(definition: Contoso.Definition.Replace("\"1.0\"", "\"2.0\"", StringComparison.Ordinal)));
        Clock.Advance(TimeSpan.FromMinutes(5));

        var e = await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync(Changed, approved));

        Assert.Equal("CB9106", e.Diagnostics[0].Id);
        Assert.Contains("connector", e.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.Empty(Writes);
    }

    [Fact]
    public async Task Deploy_SecretCameNearItsEndSinceApproval_SaysWhatItWouldAlsoDo()
    {
        await DeployAsync(Desired());
        Clock.Advance(TimeSpan.FromMinutes(5));
        var approved = await ApproveAsync(Changed);
        Clock.Advance(TimeSpan.FromDays(160));

        var e = await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync(Changed, approved));

        Assert.Equal("CB9107", e.Diagnostics[0].Id);
        Assert.Contains("would also add client secret", e.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.Empty(Writes);
    }

    [Fact]
    public async Task Write_Plan_HoldsNoSecret()
    {
        await DeployAsync(Desired());
        Clock.Advance(TimeSpan.FromMinutes(5));
        await ApproveAsync(Changed);

        var json = JsonNode.Parse(await File.ReadAllTextAsync(_file, Stop))!;

        Assert.Equal(1, (int?)json["version"]);
        Assert.DoesNotContain(Cloud.Deployer.ClientSecret, json.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "CB9102")]
    [InlineData("{}", "CB9102")]
    [InlineData("[1]", "CB9102")]
    [InlineData("""{"kind":"ConnectorBuild plan","version":1}""", "CB9102")]
    [InlineData("""{"kind":"ConnectorBuild plan","version":2}""", "CB9103")]
    public void Read_FileThatIsNoPlanOfThisVersion_IsRefused(string text, string code)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        File.WriteAllText(_file, text);

        Assert.Equal(code, Assert.Throws<ConnectorException>(() => ApprovedPlan.Read(_file)).Diagnostics[0].Id);
    }

    [Fact]
    public void Read_NoFile_IsRefused() =>
        Assert.Equal("CB9102", Assert.Throws<ConnectorException>(() => ApprovedPlan.Read(_file)).Diagnostics[0].Id);
}
