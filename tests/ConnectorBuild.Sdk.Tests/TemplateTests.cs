using System.Reflection;
using System.Text.RegularExpressions;
using ConnectorBuild.Sdk.Tests.Infrastructure;

namespace ConnectorBuild.Sdk.Tests;

/// <summary>
/// Projects of the packed templates: built without a warning, published to the local cloud, and the same as those of
/// <c>dotnet connector init</c>.
/// </summary>
public sealed partial class TemplateTests(PackedSdk sdk)
{
    // One build for all: what starting MSBuild for each would cost is more than the work itself.
    private const string Traversal = """
        <Project>
          <ItemGroup>
            <Connector Include="*/*.csproj" />
            <Tests Include="*/*.Tests/*.csproj" />
          </ItemGroup>
          <Target Name="Restore">
            <MSBuild Projects="@(Connector);@(Tests)" Targets="Restore" BuildInParallel="true" Properties="MSBuildRestoreSessionId=1" />
          </Target>
          <Target Name="Publish">
            <MSBuild Projects="@(Tests)" Targets="Build" BuildInParallel="true" />
            <MSBuild Projects="@(Connector)" Targets="Publish" BuildInParallel="true" Properties="ConnectorEnvironment=local" />
          </Target>
        </Project>
        """;

    // CONNECTORBUILD_ALL_TEMPLATES=1 makes every project that the options allow, which takes about half an hour.
    private static IReadOnlyList<string> Combinations =>
        Environment.GetEnvironmentVariable("CONNECTORBUILD_ALL_TEMPLATES") == "1" ? TemplateCombinations.All : TemplateCombinations.Sample;

    [Fact]
    public async Task Connector_OfEveryKind_BuildsWithoutAWarningAndIsProvedOnTheLocalCloud()
    {
        foreach (var batch in Combinations.Chunk(6))
        {
            await PublishAsync(batch);
        }
    }

    [Theory]
    [InlineData("--source mcp --script", "--an-mcp-server-takes-no-script")]
    [InlineData("--tests", "--tests-need-script")]
    [InlineData("--part-of-solution --environments dev", "--a-solution-has-the-environments")]
    [InlineData("--sign-in password", "'password' is not a valid value for --sign-in")]
    public async Task Connector_OptionsThatMakeNoSense_AreRefused(string options, string why)
    {
        var folder = await InstalledAsync();

        var result = (await folder.RunPlainAsync(["new", "connector", "-n", "Orders", .. options.Split(' '), "--no-update-check"])).Failed();

        Assert.Contains(why, result.Output, StringComparison.Ordinal);
        Assert.False(folder.Has("Orders/Orders.csproj"));
    }

    [Fact]
    public async Task Solution_OfTheTemplate_IsPublishedToTheLocalCloud()
    {
        var folder = await InstalledAsync();
        (await folder.RunPlainAsync("new", "connector-solution", "-n", "1st-Logistics", "--environments", "dev", "--no-update-check")).Succeeded();
        await AssertSameAsync(folder, "1st-Logistics", "--solution", "--environments", "dev");

        var result = (await folder.PublishAsync("1st-Logistics", "-p:ConnectorEnvironment=local")).Succeeded();

        result.Clean();
        Assert.Contains("(Connector1stLogistics, ", result.Output, StringComparison.Ordinal);
        Assert.Contains("proved: maker@", result.Output, StringComparison.Ordinal);

        // A second connector joins the solution: by an option of 'dotnet new', and by itself with 'init'.
        const string Second = "1st-Logistics/Connectors/Invoices";
        (await folder.RunPlainAsync("new", "connector", "-n", "Invoices", "-o", Second, "--part-of-solution", "--no-update-check")).Succeeded();
        var made = Files(folder.PathOf(Second));
        Directory.Delete(folder.PathOf(Second), recursive: true);
        (await folder.RunPlainAsync(Repository.Tool, "init", "-n", "Invoices", "-o", Second)).Succeeded();
        Assert.Equal(made["Invoices.csproj"].Replace(PackedSdk.Version + "\"", "1.0.0\"", StringComparison.Ordinal), Files(folder.PathOf(Second))["Invoices.csproj"]);
        File.WriteAllText(folder.PathOf(Second + "/Invoices.csproj"), made["Invoices.csproj"]);
        (await folder.PublishAsync("1st-Logistics", "-p:ConnectorEnvironment=local")).Succeeded().Clean();
    }

    [Fact]
    public async Task Commands_OfTheGuide_LeadToAProvedSignIn()
    {
        var folder = new ConnectorFolder(sdk);
        folder.Set("HOME", folder.PathOf(".home")).Set("DOTNET_CLI_HOME", folder.PathOf(".home")).Set("NUGET_PACKAGES", folder.PathOf(".packages"));
        folder.Write("nuget.config", "<configuration><packageSources><clear /></packageSources></configuration>");
        var commands = Guide().Match(File.ReadAllText(Repository.PathOf("docs/templates.md")).ReplaceLineEndings("\n")).Groups["commands"].Value
            .Replace("\"$HOME/connectorbuild-feed\"", sdk.Feed, StringComparison.Ordinal).TrimEnd('\n').Split('\n');
        var output = "";

        Assert.InRange(commands.Length, 1, 5);
        foreach (var words in commands.Select(c => c.Split(' ')[1..]))
        {
            output = (await (words[0] == "publish" ? folder.RunAsync(words) : folder.RunPlainAsync(words))).Succeeded().Output;
        }

        Assert.Contains("sign-in        proved: maker@", output, StringComparison.Ordinal);
        Assert.Contains("(Orders, 8 changes made and verified", output, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"## Then: five commands\n\nRun these in an empty folder:\n\n```\n(?<commands>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Guide();

    private async Task PublishAsync(string[] combinations)
    {
        var folder = await InstalledAsync();
        var names = combinations.Select((options, i) => (Name: $"Orders-{i}", Options: options.Split(' '))).ToList();
        foreach (var (name, options) in names)
        {
            (await folder.RunPlainAsync(["new", "connector", "-n", name, .. options, "--no-update-check"])).Succeeded();
            await AssertSameAsync(folder, name, options);
        }

        folder.Write("all.proj", Traversal);
        (await folder.RunAsync("build", "all.proj", "-t:Restore", "-v:q", "-m:2")).Succeeded();
        var result = (await folder.RunAsync("build", "all.proj", "-t:Publish", "-v:m", "-m:2")).Succeeded();

        result.Clean();
        Assert.DoesNotContain(": warning ", result.Output, StringComparison.Ordinal);
        Assert.All(
            names,
            n => Assert.Matches(
                $@"{n.Name} -> https://localhost:\d+/ \({n.Name.Replace("-", "", StringComparison.Ordinal)}, \d+ changes made and verified",
                result.Output));
        Assert.Equal(
            names.Count(n => n.Options[1] is "entra" or "on-behalf-of"),
            result.Output.Split("sign-in        proved: ").Length - 1);
        Assert.All(
            names.Where(n => n.Options[1] is "entra" or "on-behalf-of" or "none" && n.Options[3] == "aspnet"),
            n => Assert.Contains($"{n.Name} -> called: ListOrders returned 200", result.Output, StringComparison.Ordinal));
        if (names.FirstOrDefault(n => n.Options.Contains("--tests")).Name is { } tested)
        {
            var tests = (await folder.RunPlainAsync("run", "--project", $"{tested}/{tested}.Tests", "--no-build")).Succeeded();
            Assert.Contains("Total: 1, Errors: 0, Failed: 0", tests.Output, StringComparison.Ordinal);
        }
    }

    // The tool of the build has the version of the repository.
    private static async Task AssertSameAsync(ConnectorFolder folder, string name, params string[] options)
    {
        (await folder.RunPlainAsync([Repository.Tool, "init", "-n", name, "-o", $"init/{name}", .. options])).Succeeded();
        var made = Files(folder.PathOf(name));
        var same = Files(folder.PathOf($"init/{name}"));
        Assert.Equal(made.Keys, same.Keys);
        Assert.All(made, f => Assert.Equal(f.Value, same[f.Key].Replace("1.0.0\"", PackedSdk.Version + "\"", StringComparison.Ordinal)));
        Directory.Delete(folder.PathOf("init"), recursive: true);
    }

    private static SortedDictionary<string, string> Files(string root) => new(
        Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .ToDictionary(f => Path.GetRelativePath(root, f), File.ReadAllText), StringComparer.Ordinal);

    // With a source of its own: what the test's home has installed is the same for all tests.
    private async Task<ConnectorFolder> InstalledAsync()
    {
        var folder = new ConnectorFolder(sdk);
        var packages = typeof(TemplateTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "NuGetPackageRoot").Value;
        folder.Set("DOTNET_CLI_HOME", folder.PathOf(".home"));
        folder.Write("nuget.config", $"""<configuration><packageSources><add key="restored" value="{packages}" /></packageSources></configuration>""");
        (await folder.RunPlainAsync("new", "install", Path.Combine(sdk.Feed, $"ConnectorBuild.Templates.{PackedSdk.Version}.nupkg"))).Succeeded();
        return folder;
    }
}
