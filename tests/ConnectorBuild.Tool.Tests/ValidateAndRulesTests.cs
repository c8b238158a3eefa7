namespace ConnectorBuild.Tool.Tests;

public sealed class ValidateAndRulesTests : ToolRun
{
    private const string Bad = """
        {
          "swagger": "2.0",
          "info": { "title": "##vso[task.complete]", "description": "Lists the items of a shop.", "version": "1.0" },
          "host": "api.fabrikam.com", "basePath": "v1", "schemes": ["https"],
          "paths": { "/items": { "put": 5, "get": { "operationId": "GetItems", "responses": { "200": { "description": "OK" } } } } }
        }
        """;

    [Theory]
    [InlineData("text", "tree/a/apiDefinition.swagger.json(4,43): error CB1103: ")]
    [InlineData("github", "tree/a/apiDefinition.swagger.json,line=4,endLine=4,col=43,endColumn=47,title=CB1103 ")]
    [InlineData("azure", "tree/a/apiDefinition.swagger.json;linenumber=4;columnnumber=43;code=CB1103;]")]
    [InlineData("sarif", "\"startColumn\": 43")]
    [InlineData("json", "\"endColumn\": 47")]
    public async Task Validate_InEveryFormat_ShowsThePlaceAndNoCommandOfTheFile(string format, string expected)
    {
        Write("tree/a/apiDefinition.swagger.json", Bad);

        var (exit, output) = await RunAsync("validate", At("tree"), "--format", format, "--level", "info", "--suppress", "CB4117==x");

        Assert.Equal(1, exit);
        Assert.Contains(expected, output, StringComparison.Ordinal);
        Assert.DoesNotContain("##vso[task.complete]", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("github", "::error file=tree/a/apiDefinition.swagger.json,")]
    [InlineData("azure", ";sourcepath=tree/a/apiDefinition.swagger.json;")]
    [InlineData("sarif", "\"uri\": \"tree/a/apiDefinition.swagger.json\"")]
    public async Task Validate_ForACiSystem_NamesFilesFromTheRepositorysRoot(string format, string expected)
    {
        Write(".git/HEAD", "ref: refs/heads/main");
        Write("tree/a/apiDefinition.swagger.json", Bad);

        var (_, output) = await RunAsync("validate", At("tree/a"), "--format", format);

        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_OfASolutionZip_FindsWhatIsInIt()
    {
        Assert.Equal(0, (await RunAsync("package", Description, "--output", At("packages"))).Exit);
        var zip = Directory.GetFiles(At("packages"), "*.zip")[0];

        var (exit, output) = await RunAsync("validate", zip, "--level", "info");

        Assert.Equal(0, exit);
        Assert.Contains($"{Path.GetFileName(zip)}/Connector/", output, StringComparison.Ordinal);
        Assert.Contains("1 connector: 0 errors", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_ForAPerson_KeepsEachFindingOnOneLineAboveItsMarks()
    {
        Write("tree/a/apiDefinition.swagger.json", Bad);

        var (_, output) = await RunAsync(isInteractive: true, "validate", At("tree"));

        var lines = output.Split('\n').Select(l => l.TrimEnd('\r')).ToList();
        var finding = lines.FindIndex(
            l => l.Contains("error CB1112: 'put' in a path must be an object but is 5", StringComparison.Ordinal)
                && l.EndsWith("or remove it", StringComparison.Ordinal));
        Assert.True(finding >= 0, output);
        Assert.Equal(lines[finding + 1].IndexOf(": 5", StringComparison.Ordinal) + 2, lines[finding + 2].IndexOf('^', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Validate_OfAProject_FindsWhatABuildFinds()
    {
        Write(
            "Bad.csproj",
            "<Project>\n  <PropertyGroup>\n    <ConnectorPublisherPrefix>1bad</ConnectorPublisherPrefix>\n  </PropertyGroup>\n</Project>");
        Write(
            "apiDefinition.swagger.json",
            Read("apiDefinition.swagger.json").Replace("\"title\":\"", "\"title\":\"\\u0001", StringComparison.Ordinal));
        Write("apiDefinition.dev.json", "{\n  \"host\": 42\n}");
        Describe(
            p => p with { ProjectFile = At("Bad.csproj"), PublisherPrefix = "1bad", Environments = [new() { Name = "dev" }], EnvironmentName = null });

        var (exit, output) = await RunAsync("validate", Description);

        Assert.Equal(1, exit);
        Assert.Contains("Bad.csproj(3,5): error CB6202: ", output, StringComparison.Ordinal);
        Assert.Matches("apiDefinition.swagger.json\\([0-9]+,[0-9]+\\): error CB6212: ", output);
        Assert.Contains("apiDefinition.dev.json(2,11): error CB", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The argument <path> has an empty value", "validate", "")]
    [InlineData("The argument <project> has an empty value", "plan", "")]
    [InlineData("The argument <source> has an empty value", "adopt", "")]
    [InlineData("The argument <source> has an empty value", "unpack", "")]
    [InlineData("The option --settings has an empty value", "deploy", "--settings", "")]
    [InlineData("The option --environment has an empty value", "deploy", "-e", "")]
    public async Task Run_WithAnEmptyValue_SaysThatItIsEmpty(string expected, params string[] arguments)
    {
        var (exit, output) = await RunAsync(arguments);

        Assert.Equal(64, exit);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_PropertiesWithANameTwice_ShowsItInAProjectToo()
    {
        Write("Twice.csproj", "<Project />");
        Write(
            "apiProperties.json",
            Read("apiProperties.json").Replace(
                "\"properties\":{", "\"properties\":{\"publisher\":\"a\",\"publisher\":\"b\",", StringComparison.Ordinal));
        Describe(p => p with { ProjectFile = At("Twice.csproj") });

        var (exit, output) = await RunAsync("validate", Description);

        Assert.Equal(1, exit);
        Assert.Contains("error CB1005", output, StringComparison.Ordinal);
        Assert.DoesNotContain("CB9001", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_IntoAFileThatCannotBeWritten_SaysSoAndNothingOfDeployments()
    {
        Directory.CreateDirectory(At("folder"));

        var (exit, output) = await RunAsync("validate", Folder, "--format", "json", "-o", At("folder"));

        Assert.Equal(1, exit);
        Assert.Contains("error CB9011: ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("deployment", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_WithSettingsOfTheCommandLine_ChangesWhatCounts()
    {
        Write(
            "one/apiDefinition.swagger.json",
            Bad.Replace("\"put\": 5, ", "", StringComparison.Ordinal).Replace("\"v1\"", "\"/v1\"", StringComparison.Ordinal)
                .Replace("\"host\": \"api.fabrikam.com\", ", "", StringComparison.Ordinal));
        string[] validate = ["validate", At("one")];

        Assert.Equal(0, (await RunAsync(validate)).Exit);
        Assert.Equal(1, (await RunAsync([.. validate, "--warnings-as-errors", "all"])).Exit);
        Assert.Equal(1, (await RunAsync([.. validate, "--warnings-as-errors", "CB2002"])).Exit);
        Assert.Equal(0, (await RunAsync([.. validate, "--warnings-as-errors", "all", "--warnings-not-as-errors", "CB2002"])).Exit);
        Assert.DoesNotContain("CB2002", (await RunAsync([.. validate, "--no-warn", "CB2002"])).Output, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "CB2002", (await RunAsync([.. validate, "--suppress", "CB2002==the host is set at deployment"])).Output,
            StringComparison.Ordinal);
        Assert.Contains("CB1901", (await RunAsync([.. validate, "--suppress", "CB2002=/paths/**=wrong place"])).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_OfOneCode_ShowsItsPage()
    {
        var (exit, output) = await RunAsync("rules", "cb1112");

        Assert.Equal(0, exit);
        Assert.StartsWith("CB1112  error    A part of the document has the wrong shape", output, StringComparison.Ordinal);
        Assert.Contains("\"put\": 5", output, StringComparison.Ordinal);
        Assert.Contains("## When to suppress", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_OfARetiredCode_ShowsWhatBecameOfIt()
    {
        var (exit, output) = await RunAsync("rules", "CB2306");

        Assert.Equal(0, exit);
        Assert.StartsWith("CB2306  retired  A webhook without x-ms-trigger", output, StringComparison.Ordinal);
        Assert.Contains("## What to do", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_OfEveryRule_HaveAPage() =>
        Assert.DoesNotContain(ConnectorBuild.Rules.RuleCatalogue.All, rule => Output.RulePage.Find(rule.Id) is null);
}
