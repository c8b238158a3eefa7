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
    [InlineData("--name .hidden", "'.hidden' is not a valid name for a project")]
    [InlineData("--name nul.txt", "Windows takes files of that name for a device")]
    [InlineData("--name CON", "Windows takes files of that name for a device")]
    [InlineData("--name 注文", "nothing would be left")]
    [InlineData("--environments dev,../x", "'../x' cannot name an environment")]
    [InlineData("--environments <y>", "'<y>' cannot name an environment")]
    [InlineData("--environments dev,Con", "'Con' cannot name an environment")]
    [InlineData("--environments dev,test,DEV", "The environment 'dev' is named twice")]
    [InlineData("--publisher mscrmx", "'mscrmx' is not a prefix that Dataverse takes")]
    [InlineData("--publisher c", "'c' is not a prefix that Dataverse takes")]
    [InlineData("--publisher toolongprefix", "Use 2 to 8 letters and digits")]
    [InlineData("--publisher 1abc", "a letter first")]
    [InlineData("--publisher con-x", "is not a prefix")]
    [InlineData("--sign-in ntlm", "ntlm")]
    public async Task Init_OptionsThatMakeNoSense_AreRefused(string options, string why)
    {
        var (exit, said) = await RunAsync(["init", "--output", At("refused"), .. options.Split(' ')]);

        Assert.Equal(ExitCode.Usage, exit);
        Assert.Contains(why, said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(At("refused")));
    }

    [Theory]
    [InlineData("trail. ")]
    [InlineData("trail.")]
    [InlineData(" lead")]
    public async Task Init_NameThatWindowsChanges_IsRefused(string name)
    {
        var (exit, said) = await RunAsync("init", "--output", At("refused"), "--name", name);

        Assert.Equal(ExitCode.Usage, exit);
        Assert.Contains("is not a valid name for a project", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Init_InTheFolderOfASolution_TakesItsSettings()
    {
        Assert.Equal(0, (await RunAsync("init", "--solution", "--output", At("Logistics"), "--publisher", "fabrikam", "--environments", "dev")).Exit);

        var (exit, said) = await RunAsync("init", "--output", At("Logistics/Connectors/Invoices"), "--source", "openapi3");

        Assert.True(exit == 0, said);
        Assert.Contains("part of the solution of Logistics.csproj", said, StringComparison.Ordinal);
        var project = Read("Logistics/Connectors/Invoices/Invoices.csproj");
        Assert.Contains("<ConnectorPublisherPrefix>fabrikam<", project, StringComparison.Ordinal);
        Assert.DoesNotContain("ConnectorSolutionName", project, StringComparison.Ordinal);
        Assert.DoesNotContain("ConnectorEnvironment", project, StringComparison.Ordinal);
        Assert.Contains(
            "leave out --environments",
            (await RunAsync("init", "--output", At("Logistics/Connectors/Other"), "--environments", "dev")).Output, StringComparison.Ordinal);
        Assert.Contains(
            "Leave out --publisher",
            (await RunAsync("init", "--output", At("Logistics/Connectors/Other"), "--publisher", "contoso")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("init", "--output", At("Logistics/Elsewhere/Other"), "--publisher", "contoso")).Exit);
        Assert.Contains("ConnectorSolutionName", Read("Logistics/Elsewhere/Other/Other.csproj"), StringComparison.Ordinal);
    }

    // What 'dotnet new' takes without a check is refused by the first build: it is well-formed, and no name of an environment or a publisher.
    [Fact]
    public void Create_NamesThatTheEngineCannotRefuse_StayWellFormed()
    {
        var project = ConnectorTemplate.Load("connector")
            .Create("注文", new Dictionary<string, string> { ["environments"] = "../x,<y>,Local", ["publisher"] = "<&" }, "1.0.0")
            .Single(f => f.Path == "注文.csproj").Content;

        var elements = System.Xml.Linq.XDocument.Load(new MemoryStream(project)).Descendants().ToList();
        Assert.Equal(["local", "!!!x", "!y!"], elements.Where(e => e.Name == "ConnectorEnvironment").Select(e => (string?)e.Attribute("Include")));
        Assert.Equal(["", "!!"], elements.Where(e => e.Name.LocalName is "ConnectorSolutionName" or "ConnectorPublisherPrefix").Select(e => e.Value));
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
