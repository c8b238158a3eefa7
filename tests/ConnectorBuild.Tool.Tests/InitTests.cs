using ConnectorBuild.Tool.Templates;

namespace ConnectorBuild.Tool.Tests;

/// <summary>A new project where only the tool is there.</summary>
public sealed class InitTests : ToolRun
{
    [Fact]
    public async Task Init_Defaults_MakesAConnectorThatValidates()
    {
        var (exit, said) = await RunAsync("init", "--name", "Orders", "--output", At("Orders"), "--environments", "dev, local;prod");

        Assert.True(exit == 0, said);
        Assert.Contains("next: dotnet publish ", said, StringComparison.Ordinal);
        var project = Read("Orders/Orders.csproj");
        Assert.Equal(["local", "dev", "prod"], project.Split("ConnectorEnvironment Include=\"").Skip(1).Select(e => e.Split('"')[0]));
        Assert.DoesNotContain("SDK_VERSION", project, StringComparison.Ordinal);
        (exit, said) = await RunAsync("validate", At("Orders/apiDefinition.swagger.json"), "--warnings-as-errors", "all");
        Assert.True(exit == 0, said);
    }

    [Theory]
    [InlineData("--source mcp --script", "An MCP server answers for itself: leave out --script.")]
    [InlineData("--tests", "The tests are tests of script.csx: add --script.")]
    [InlineData("--solution --script", "--script is an option of a connector")]
    [InlineData("--name a/b", "'a/b' is not a valid name for a project")]
    [InlineData("--name ..", "'..' is not a valid name for a project")]
    [InlineData("--sign-in ntlm", "ntlm")]
    public async Task Init_OptionsThatMakeNoSense_AreRefused(string options, string why)
    {
        var (exit, said) = await RunAsync(["init", "--output", At("refused"), .. options.Split(' ')]);

        Assert.Equal(ExitCode.Usage, exit);
        Assert.Contains(why, said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(At("refused")));
    }

    [Fact]
    public async Task Init_FileThatIsThere_IsKeptWithoutForce()
    {
        Write("there/script.csx", "mine");

        var (exit, said) = await RunAsync("init", "--output", At("there"), "--script");

        Assert.Equal(1, exit);
        Assert.Contains("error CB6304", said, StringComparison.Ordinal);
        Assert.Equal(["script.csx"], Directory.EnumerateFileSystemEntries(At("there")).Select(Path.GetFileName));
        Assert.Equal(0, (await RunAsync("init", "--output", At("there"), "--script", "--force")).Exit);
        Assert.NotEqual("mine", Read("there/script.csx"));
    }

    [Fact]
    public async Task Init_FolderThatIsAFile_IsCB6234()
    {
        Write("taken", "");

        var (exit, said) = await RunAsync("init", "--output", At("taken/Orders"));

        Assert.Equal(1, exit);
        Assert.Contains("error CB6234", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("(script)", true)]
    [InlineData("(!script)", false)]
    [InlineData("source == \"mcp\"", false)]
    [InlineData("source != \"mcp\" && script", true)]
    [InlineData("((source == \"mcp\" || source == \"swagger\") && !tests)", true)]
    [InlineData("tests || (true)", true)]
    [InlineData("false || tests && script", false)]
    public void Holds_Condition_IsDecided(string condition, bool holds) => Assert.Equal(holds, TemplateCondition.Holds(condition, Values));

    [Theory]
    [InlineData("unknown")]
    [InlineData("(script")]
    [InlineData("script)")]
    [InlineData("source == \"mcp")]
    public void Holds_NotACondition_Throws(string condition) => Assert.Throws<FormatException>(() => TemplateCondition.Holds(condition, Values));

    private static readonly Dictionary<string, string> Values = new() { ["source"] = "swagger", ["script"] = "true", ["tests"] = "false" };
}
