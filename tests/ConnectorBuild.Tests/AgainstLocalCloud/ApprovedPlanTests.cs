using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Deployment.Applying;
using ConnectorBuild.Cloud.Deployment.Approval;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>A plan is written to a file, approved, and applied later.</summary>
public sealed class ApprovedPlanTests : CloudTest
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"connectorbuild-{Guid.NewGuid():N}", "plan.json");

    private DesiredState Changed =>
        Desired(definition: Contoso.Definition.Replace("List subscriptions", "List all subscriptions", StringComparison.Ordinal));

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

        Assert.Equal(approved.Steps.Select(s => s.Id), result.Plan.Steps.Select(s => ApprovedStep.Create(s).Id));
        Assert.True((await SignInAsync()).Succeeded);
    }

    [Fact]
    public async Task Deploy_ApprovedUpdateTwice_HasNothingToDoTheSecondTime()
    {
        await DeployAsync(Desired());
        Clock.Advance(TimeSpan.FromMinutes(5));
        var approved = await ApproveAsync(Changed);
        Assert.Contains(
            approved.Steps,
            s => s.Details.Any(
                d => d.Contains("operation 'ListSubscriptions' summary 'List subscriptions' becomes ", StringComparison.Ordinal)));

        await DeployAsync(Changed, approved);
        Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Empty((await DeployAsync(Changed, approved)).Plan.Steps);
        Assert.Empty(Writes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deploy_EveryWordOfThePlanFileChanged_IsTheSamePlan(bool isUpdate)
    {
        if (isUpdate)
        {
            await DeployAsync(Desired());
            Clock.Advance(TimeSpan.FromMinutes(5));
        }

        var desired = isUpdate ? Changed : Desired();
        await ApproveAsync(desired);
        var file = JsonNode.Parse(await File.ReadAllTextAsync(_file, Stop))!;
        foreach (var step in file["steps"]!.AsArray())
        {
            step!["summary"] = "Other words.";
            step["details"] = new JsonArray("Others still.");
        }

        await File.WriteAllTextAsync(_file, file.ToJsonString(), Stop);

        Assert.NotEmpty((await DeployAsync(desired, ApprovedPlan.Read(_file))).Plan.Steps);
    }

    [Theory]
    [InlineData("kind", "remove")]
    [InlineData("thing", "share")]
    [InlineData("key", "another")]
    public async Task Deploy_IdOfAStepChanged_IsAnotherPlan(string member, string value)
    {
        await ApproveAsync(Desired());
        var file = JsonNode.Parse(await File.ReadAllTextAsync(_file, Stop))!;
        file["steps"]![0]!["id"]![member] = value;
        await File.WriteAllTextAsync(_file, file.ToJsonString(), Stop);

        Assert.Equal(["CB9107"], await CodesAsync(() => DeployAsync(Desired(), ApprovedPlan.Read(_file))));
        Assert.Empty(Writes);
    }

    [Fact]
    public async Task Approve_AnyMemberOfAnotherKind_IsRefusedWithACode()
    {
        await ApproveAsync(Desired());
        var good = JsonNode.Parse(await File.ReadAllTextAsync(_file, Stop))!;
        using var engine = Engine(Desired());
        foreach (var path in Paths(good, []).ToList())
        {
            foreach (var value in new[] { "null", "5", "[]", "[null]", "{}", "{\"a\":null}", "\"x\"" })
            {
                await File.WriteAllTextAsync(_file, With(good, path, JsonNode.Parse(value)).ToJsonString(), Stop);

                // A list of words that nobody compares may be empty, and a name may be another one: only a defect of ours is no answer.
                var codes = await FoundAsync(() => engine.PrepareAsync(Desired(), ApprovedPlan.Read(_file), Stop));
                Assert.True(
                    codes.All(c => c.StartsWith("CB910", StringComparison.Ordinal)),
                    $"{string.Join('/', path)} = {value}: {string.Join(", ", codes)}");
                Assert.True(value != "null" || codes.SequenceEqual(["CB9102"]), $"{string.Join('/', path)} = null: {string.Join(", ", codes)}");
            }
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"kind":"ConnectorBuild plan","version":2,"plans":[null]}""")]
    [InlineData("""{"kind":"ConnectorBuild plan","version":2,"plans":[]}""")]
    [InlineData("""{"kind":"ConnectorBuild plan","version":2,"plans":[{"kind":"ConnectorBuild plan","version":2}]}""")]
    public async Task Read_FileThatIsNoPlan_SaysSoInWholeSentences(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        await File.WriteAllTextAsync(_file, text, Stop);

        var diagnostic = Assert.Single(Assert.Throws<ConnectorException>(() => ApprovedPlan.Read(_file)).Diagnostics);

        Assert.Equal("CB9102", diagnostic.Id);
        Assert.Matches(@"[^.]\. Nothing was changed\.", diagnostic.Message);
    }

    private static async Task<string[]> FoundAsync(Func<Task> action)
    {
        try
        {
            await action();
            return [];
        }
        catch (ConnectorException e)
        {
            return [.. e.Diagnostics.Select(d => d.Id)];
        }
    }

    private static IEnumerable<string[]> Paths(JsonNode? node, string[] path) => node switch
    {
        JsonObject o => o.SelectMany(m => Paths(m.Value, [.. path, m.Key]).Prepend([.. path, m.Key])),
        JsonArray { Count: > 0 } a => Paths(a[0], [.. path, "0"]).Prepend([.. path, "0"]),
        _ => [],
    };

    private static JsonNode With(JsonNode good, string[] path, JsonNode? value)
    {
        var copy = good.DeepClone();
        var parent = path[..^1].Aggregate(
            copy,
            (node, part) => node is JsonArray a ? a[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)]! : node[part]!);
        if (parent is JsonArray list)
        {
            list[0] = value;
        }
        else
        {
            parent[path[^1]] = value;
        }

        return copy;
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
    public async Task Deploy_PlanFileNamesAColumnThatThereIsNot_IsRefused()
    {
        await DeployAsync(Desired());
        Clock.Advance(TimeSpan.FromMinutes(5));
        var approved = await ApproveAsync(Changed);
        approved = approved with { Observed = new Dictionary<string, string>(approved.Observed) { ["connector column foo"] = "0" } };

        Assert.Equal(["CB9106"], await CodesAsync(() => DeployAsync(Changed, approved)));
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

        Assert.Equal(2, (int?)json["version"]);
        Assert.DoesNotContain(Cloud.Deployer.ClientSecret, json.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "CB9102")]
    [InlineData("{}", "CB9102")]
    [InlineData("[1]", "CB9102")]
    [InlineData("""{"kind":"ConnectorBuild plan","version":2}""", "CB9102")]
    [InlineData("""{"kind":"ConnectorBuild plan"}""", "CB9102")]
    [InlineData("""{"kind":"ConnectorBuild plan","version":"2"}""", "CB9102")]
    [InlineData("""{"kind":"ConnectorBuild plan","version":1}""", "CB9103")]
    [InlineData("""{"kind":"ConnectorBuild plan","version":3}""", "CB9103")]
    public void Read_FileThatIsNoPlanOfThisVersion_IsRefused(string text, string code)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        File.WriteAllText(_file, text);

        var refusal = Assert.Throws<ConnectorException>(() => ApprovedPlan.Read(_file)).Diagnostics[0];
        Assert.Equal(code, refusal.Id);
        Assert.DoesNotContain("current state of the object", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoFile_IsRefused() =>
        Assert.Equal("CB9102", Assert.Throws<ConnectorException>(() => ApprovedPlan.Read(_file)).Diagnostics[0].Id);
}
