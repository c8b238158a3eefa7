using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ConnectorBuild.Tests;

namespace ConnectorBuild.Tool.Tests;

/// <summary>Titles and names that are commands, errors or Markdown, through every command that shows them.</summary>
public sealed partial class HostileTextTests : ToolRun
{
    public static TheoryData<string> Titles =>
    [
        "A##vso[task.x]y",
        "Orders : error CB9999: made up",
        "x.cs(1,2): error CS0001: made up [x.csproj]",
        "::add-mask::x",
        "warning : odd",
    ];

    [GeneratedRegex(@"^\s*(((\d+>)?[a-zA-Z]?:[^:]*|[^:]*):)?([^:]*? )?(error|warning)( \s*[^: ]*)?\s*:", RegexOptions.IgnoreCase)]
    private static partial Regex Canonical();

    private static void AssertHarmless(string text)
    {
        foreach (var line in text.Split('\n').Select(l => l.TrimEnd('\r')))
        {
            Assert.True(!Canonical().IsMatch(line) || IsOurs(line), line);
            Assert.DoesNotContain("##vso[", line, StringComparison.Ordinal);
            Assert.False(line.TrimStart().StartsWith("::", StringComparison.Ordinal), line);
        }

        static bool IsOurs(string line) =>
            line.StartsWith("ConnectorBuild : warning CB", StringComparison.Ordinal)
                || line.StartsWith("apiDefinition.swagger.json", StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task Commands_ShowTheTitleAsText(string title)
    {
        Write("apiDefinition.swagger.json", Contoso.Definition.Replace("Azure Resource Manager", title, StringComparison.Ordinal));

        foreach (var arguments in new string[][]
        {
            ["plan", Description, "--markdown", At("plan.txt")],
            ["deploy", Description, "--report", At("report.txt")],
            ["status", Description],
            ["reply-urls", Description],
            ["adopt", "local", "--state", State, "--output", At("adopted")],
            ["retire", Description],
        })
        {
            var (_, output) = await RunAsync(arguments);
            AssertHarmless(output);
        }

        AssertHarmless(Read("report.txt"));
        Assert.DoesNotContain("##vso[", Read("plan.txt"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task Json_IsSafeInALogAndHasTheTitleAsItIs(string title)
    {
        Write("apiDefinition.swagger.json", Contoso.Definition.Replace("Azure Resource Manager", title, StringComparison.Ordinal));

        var (exit, output) = await RunAsync("plan", Description, "--json");

        Assert.True(exit == 0, output);
        AssertHarmless(output);
        var json = JsonNode.Parse(output[output.IndexOf("\n{", StringComparison.Ordinal)..])!;
        Assert.Contains(json["steps"]!.AsArray(), s => s!.ToJsonString().Contains("create", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deploy_AppThatSomebodyHasRenamed_IsShownAsText()
    {
        await RunAsync("deploy", Description);
        var state = Read("obj/local-cloud/state.json");
        var renamed = AppName().Replace(
            state,
            "\"displayName\": \"Orders : error CB9999: made up\\n::add-mask::x\\n##vso[task.setvariable variable=PATH]/evil \\u001b[31m\"");
        Assert.NotEqual(state, renamed);
        Write("obj/local-cloud/state.json", renamed);

        var (exit, output) = await RunAsync("deploy", Description);

        Assert.True(exit == 0, output);
        Assert.Contains("CB9999\u2236 made up", output, StringComparison.Ordinal);
        AssertHarmless(output);
    }

    [GeneratedRegex("\"displayName\": ?\"Azure Resource Manager[^\"]*\"")]
    private static partial Regex AppName();
}
