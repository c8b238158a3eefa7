using System.CommandLine;
using ConnectorBuild.Projects;
using ConnectorBuild.Tests;

namespace ConnectorBuild.Tool.Tests.Documented;

/// <summary>
/// Every <c>dotnet connector</c> line of the guides is understood by the tool, and runs against the local cloud unless
/// <see cref="NotRun"/> says why not. A new page and a new line are found by themselves.
/// </summary>
public sealed class GuideCommandTests : ToolRun
{
    /// <summary>Commands that are understood but do not run here, by how they begin, and why.</summary>
    private static readonly Dictionary<string, string> NotRun = new(StringComparer.Ordinal)
    {
        ["local-cloud start"] = "it runs until Ctrl+C; LocalCloudCommandTests starts and stops it",
        ["adopt https://"] = "the address is not there; AdoptAndUnpackTests adopts from an address of the local cloud",
        ["adopt dev=https://"] = "the same",
        ["local-cloud sign-in samples/OrdersTools"] = "anna is a user of the sample; OnBehalfOfRunTests publishes it and signs her in",
        ["deploy samples/OrdersTools/Connector --environment dev --wait-live"] = "a person must sign in; LiveRunTests has one",
        ["connect "] = "its addresses are those of a real environment; ConnectTests has a stand-in",
        ["package src/Orders -o out --certification"] = "it refuses a connector like that of these tests; CertificationTests has a fit one",
        ["call "] = "it needs an API on this machine; CallTests starts one",
    };

    public static TheoryData<string> Pages => [.. CommandLine.All.Where(IsRun).Select(c => c.Page).Distinct()];

    private static RootCommand Tool => ConnectorTool.CreateCommands(
        new ToolContext(new ToolStreams(TextWriter.Null, TextWriter.Null, false), new SkippingTimeProvider()));

    private static bool IsRun(CommandLine command) =>
        command.Arguments is { } arguments
        && !NotRun.Keys.Any(n => string.Join(' ', arguments).StartsWith(n, StringComparison.Ordinal));

    [Fact]
    public void Commands_OfAllGuides_AreUnderstood()
    {
        Assert.True(CommandLine.All.Count > 100, $"The pages have more commands than the {CommandLine.All.Count} that were found.");
        AssertUnderstood(CommandLine.All.Where(c => c.Arguments is not null), _ => true);
    }

    // A sentence may name an option without its value.
    [Fact]
    public void Commands_WithinSentences_AreUnderstood() => AssertUnderstood(
        CommandLine.Inline, error => !error.StartsWith("Required argument missing for option", StringComparison.Ordinal));

    [Fact]
    public void NotRun_Reasons_AreNeeded() => Assert.All(
        NotRun.Keys,
        n => Assert.Contains(CommandLine.All, c => string.Join(' ', c.Arguments ?? []).StartsWith(n, StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Commands_OfAGuide_RunAgainstTheLocalCloud(string page)
    {
        var world = new GuideWorld(this);
        await world.PrepareAsync([.. CommandLine.All.Where(c => c.Page == page && IsRun(c))]);
        foreach (var command in CommandLine.All.Where(c => c.Page == page && IsRun(c)))
        {
            var (exit, said) = await RunAsync(world.Translate(Tool, command.Arguments!));

            Assert.True(GuideWorld.Expects(command, exit), $"{command}\nended with {exit}:\n{said}");
        }
    }

    private static void AssertUnderstood(IEnumerable<CommandLine> commands, Func<string, bool> isError)
    {
        var refused = commands
            .Select(c => (Command: c, Errors: Tool.Parse([.. c.Arguments!]).Errors.Select(e => e.Message).Where(isError).ToList()))
            .Where(c => c.Errors.Count > 0)
            .Select(c => $"{c.Command}\n  {string.Join("\n  ", c.Errors)}");
        var said = string.Join('\n', refused);

        Assert.True(said.Length == 0, said);
    }

    // What a world needs of the run.
    internal Task<(int Exit, string Output)> RunToolAsync(params string[] arguments) => RunAsync(arguments);

    internal string PathOf(string name) => At(name);

    internal void WriteFile(string name, string text) => Write(name, text);

    /// <summary>The project's description with a folder, and so a local cloud, for each environment.</summary>
    internal string DescriptionFor(string environment)
    {
        var description = At($"obj/{environment}/AzureResourceManager.connector.json");
        if (!File.Exists(description))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(description)!);
            Describe(p => p with
            {
                IntermediateDirectory = Path.GetDirectoryName(description),
                Environments = [new DeploymentEnvironment { Name = "local", Managed = environment == "prod" }],
            });
            File.Move(Description, description);
        }

        return description;
    }
}
