using ConnectorBuild.Tool.Tests.Documented;

namespace ConnectorBuild.Tool.Tests;

/// <summary>What docs/agents.md has its readers type about its sample.</summary>
internal static class AgentsPage
{
    private const string Page = "docs/agents.md";
    private const string Sample = "samples/OrdersTools/Connector";

    /// <summary>The arguments of its commands, in order, with another project; a publish is the command that it runs.</summary>
    public static IReadOnlyList<string[]> Commands(string project)
    {
        var commands = CommandLine.All.Where(c => c.Page == Page)
            .Select(c => c.Arguments ?? (c.Words is ["publish", ..] ? ["deploy", Sample, "--environment", "local"] : null))
            .OfType<IReadOnlyList<string>>()
            .Where(a => a.Contains(Sample))
            .Select(a => a.Select(word => word == Sample ? project : word).ToArray())
            .ToList();
        Assert.True(commands.Count >= 8, $"{Page} has lost its commands.");
        return commands;
    }

    /// <summary>The JSON example that contains a text.</summary>
    public static string Json(string text) => Assert.Single(
        GuidePages.Blocks(Page).Where(b => b.Language == "json").Select(b => b.Text), j => j.Contains(text, StringComparison.Ordinal));
}
