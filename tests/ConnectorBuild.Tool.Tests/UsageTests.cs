namespace ConnectorBuild.Tool.Tests;

/// <summary>Wrong command lines: what is wrong, and what may have been meant.</summary>
public sealed class UsageTests : ToolRun
{
    [Theory]
    [InlineData("xyzzy", "There is no command 'xyzzy'.")]
    [InlineData("deplyo", "There is no command 'deplyo'. Did you mean 'deploy'?")]
    [InlineData("diff Orders", "The argument <to> is missing: The later version")]
    [InlineData("diff", "The argument <from> is missing: The former version")]
    [InlineData("schema plna", "There is no schema 'plna'. Did you mean 'plan'?")]
    [InlineData("schema xyzzyxyzzy", "There is no schema 'xyzzyxyzzy'. 'dotnet connector schema' lists them all.")]
    public async Task CommandLine_ThatIsWrong_SaysWhat(string line, string why)
    {
        var (exit, said) = await RunAsync(line.Split(' '));

        Assert.Equal(ExitCode.Usage, exit);
        Assert.StartsWith(why, said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("schema")]
    [InlineData("pipeline")]
    [InlineData("local-cloud")]
    public async Task Help_ThatIsPiped_HasLinesOfAScreen(string command)
    {
        var (exit, said) = await RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal(0, exit);
        Assert.All(said.Split('\n'), line => Assert.True(line.Length <= 100, line));
    }
}
