using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.LocalCloud;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.Tests;
using ConnectorBuild.Tool.Output;

namespace ConnectorBuild.Tool.Tests;

/// <summary>Flows, apps and agents that use a connector are named where somebody decides about a change of it.</summary>
public sealed class DependentsTests : ToolRun
{
    private const string UsedBy = "agent 'Helper', canvas app 'Orders', flow 'Send order'";

    [Fact]
    public async Task PlanAndStatus_ConnectorThatIsUsed_NameWhatUsesIt()
    {
        await DeployAsync();
        await UseAsync();

        var (exit, said) = await RunAsync("status", Description);
        Assert.True(exit == 0, said);
        Assert.Contains($"used by            {UsedBy}", said, StringComparison.Ordinal);

        (exit, said) = await RunAsync("status", Description, "--json");
        var document = JsonNode.Parse(said[said.IndexOf('{', StringComparison.Ordinal)..])!;
        Assert.Equal(["agent", "canvasapp", "workflow"], document["dependents"]!.AsArray().Select(d => (string?)d!["type"]));
        Assert.All(document["dependents"]!.AsArray(), d => Assert.True(Guid.TryParse((string?)d!["id"], out _)));

        Write("apiDefinition.swagger.json", Contoso.Definition.Replace("\"summary\":\"", "\"summary\":\"All ", StringComparison.Ordinal));
        (exit, said) = await RunAsync("plan", Description, "--markdown", At("plan.md"));
        Assert.True(exit == 0, said);
        Assert.Contains("\nUsed by agent 'Helper'", Read("plan.md"), StringComparison.Ordinal);
        (exit, said) = await RunAsync("deploy", Description);
        Assert.True(exit == 0 && said.Contains(UsedBy, StringComparison.Ordinal), said);
    }

    [Fact]
    public async Task Deploy_NothingThatMakersSeeChanges_DoesNotAsk()
    {
        await DeployAsync();
        await UseAsync();

        var (exit, said) = await RunAsync("deploy", Description);

        Assert.True(exit == 0, said);
        Assert.DoesNotContain("used by", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, true, "nothing that Dataverse tells of")]
    [InlineData(0, false, "nothing that Dataverse tells of; some of it cannot be read with these rights")]
    [InlineData(1, true, "flow 'F1'")]
    [InlineData(12, true, "flow 'F1', flow 'F2', flow 'F3', flow 'F4', flow 'F5', flow 'F6', flow 'F7', flow 'F8', flow 'F9', flow 'F10' and 2 more")]
    public void UsedBy_SoMany_IsOneLine(int count, bool isWhole, string expected) => Assert.Equal(
        expected,
        DeploymentText.UsedBy(new ConnectorDependents([.. Enumerable.Range(1, count).Select(i => new Dependent("workflow", $"F{i}", Guid.Empty))], isWhole)));

    private async Task DeployAsync()
    {
        var (exit, said) = await RunAsync("deploy", Description);
        Assert.True(exit == 0, said);
    }

    private async Task UseAsync()
    {
        await using var cloud = await LocalCloudServer.StartAsync(
            new LocalCloudOptions { StateFile = State, Clock = Clock }, TestContext.Current.CancellationToken);
        var component = new LocalComponentOptions
        {
            Solution = "ContosoConnectors", Type = 29, Name = "Send order", Needs = "contoso_azureresourcemanager",
        };
        cloud.AddComponent("local", component);
        cloud.AddComponent("local", component with { Type = 300, Name = "contoso_orders_1a2b3", DisplayName = "Orders" });
        cloud.AddComponent("local", component with { Type = 10_147, Table = "bot", Name = "contoso_helper", DisplayName = "Helper" });
    }
}
