using ConnectorBuild.Tests;

namespace ConnectorBuild.Tool.Tests;

/// <summary>What changed between two versions.</summary>
public sealed class DiffTests : ToolRun
{
    private void WriteFormer(Func<string, string> edit)
    {
        Write("former/apiDefinition.swagger.json", edit(Contoso.Definition));
        Write("former/apiProperties.json", Contoso.Properties);
    }

    [Fact]
    public async Task Diff_RenamedOperation_IsMarkedAsBreakingInEveryForm()
    {
        WriteFormer(d => d.Replace("ListSubscriptions", "GetSubscriptions", StringComparison.Ordinal));

        var (exit, said) = await RunAsync("diff", At("former"), Description, "--markdown", At("diff.md"), "--detailed-exitcode");

        Assert.True(exit == 2, said);
        Assert.Contains("  ! operation 'GetSubscriptions' is renamed to 'ListSubscriptions'", said, StringComparison.Ordinal);
        Assert.Contains("1 of which can break flows", said, StringComparison.Ordinal);
        Assert.Contains("| **breaks** | operation 'GetSubscriptions' | is renamed to 'ListSubscriptions'", Read("diff.md"), StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync("diff", At("former"), Description, "--fail-on-breaking")).Exit);
        Assert.Contains("\"impact\": \"breaking\"", (await RunAsync("diff", At("former"), Description, "--json")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diff_LocalWithoutItsStateFile_IsThatOfTheProject()
    {
        await RunAsync("deploy", Description);

        var (exit, said) = await RunAsync("diff", Description, "local", "--detailed-exitcode");

        Assert.True(exit == 0, said);
        Assert.Contains("No difference.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diff_LocalThatIsNotThere_MakesNone()
    {
        WriteFormer(d => d);

        var (exit, said) = await RunAsync("diff", At("former"), "local", "--state", At("nowhere/state.json"));

        Assert.Equal(1, exit);
        Assert.Contains("There is no local cloud at '", said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(At("nowhere")));
    }

    [Fact]
    public async Task Diff_SameFilesInAnotherOrder_IsNoDifference()
    {
        WriteFormer(d => d.Replace("\n", "\r\n", StringComparison.Ordinal));

        var (exit, said) = await RunAsync("diff", At("former"), Description, "--detailed-exitcode", "--fail-on-breaking");

        Assert.True(exit == 0, said);
        Assert.Contains("No difference.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diff_PackageWithTheFilesThatMadeIt_IsNoDifference()
    {
        await RunAsync("package", Description, "--output", At("out"));

        var (exit, said) = await RunAsync("diff", At("out/ContosoConnectors.zip"), Description, "--detailed-exitcode");

        Assert.True(exit == 0, said);
    }

    [Fact]
    public async Task Diff_EnvironmentWithFilesChangedSince_ShowsTheChange()
    {
        await RunAsync("deploy", Description);
        Write("apiDefinition.swagger.json", Contoso.Definition.Replace("List subscriptions", "List all subscriptions", StringComparison.Ordinal));

        var (exit, said) = await RunAsync("diff", "local", Description, "--state", State, "--detailed-exitcode");

        Assert.True(exit == 2, said);
        Assert.Contains("summary 'List subscriptions' becomes 'List all subscriptions'", said, StringComparison.Ordinal);
        Assert.True(said.Contains("1 difference, none of which breaks", StringComparison.Ordinal), said);
    }

    [Fact]
    public async Task Diff_FolderWithoutAConnector_IsAnError()
    {
        var (exit, said) = await RunAsync("diff", At("none"), Description);

        Assert.Equal(1, exit);
        Assert.Matches(@"error CB\d{4}", said);
    }
}
