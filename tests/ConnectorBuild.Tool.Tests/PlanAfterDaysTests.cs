namespace ConnectorBuild.Tool.Tests;

/// <summary>Plans some days after a deployment, on the clock of the tests.</summary>
public sealed class PlanAfterDaysTests : ToolRun
{
    protected override bool MovesClock => true;

    [Fact]
    public async Task Plan_OneStep_IsOneChange()
    {
        await RunAsync("deploy", Description);
        await RunAsync("rotate-secret", Description);
        Clock.Advance(TimeSpan.FromDays(2));

        Assert.Contains("1 change planned", (await RunAsync("plan", Description)).Output, StringComparison.Ordinal);
        Assert.Contains("1 change pending", (await RunAsync("status", Description)).Output, StringComparison.Ordinal);
    }
}
