using System.Text.RegularExpressions;
using ConnectorBuild.Testing;

namespace ConnectorBuild.Tool.Tests;

/// <summary>What docs/agents.md has its readers type.</summary>
internal static partial class AgentsPage
{
    private const string Sample = "samples/OrdersTools/Connector";

    private static readonly string Text = RepositoryRoot.Read("docs/agents.md");

    /// <summary>The arguments of its commands, in order, with another project; a publish is the command that it runs.</summary>
    public static IReadOnlyList<string[]> Commands(string project)
    {
        var commands = Fence().Matches(Text).SelectMany(f => f.Groups[1].Value.Split('\n')).Where(l => l.StartsWith("dotnet ", StringComparison.Ordinal))
            .Select(l => l.StartsWith("dotnet publish ", StringComparison.Ordinal) ? $"deploy {Sample}" : l["dotnet connector ".Length..])
            .Select(l => l.Split(' ').Select(a => a == Sample ? project : a).ToArray())
            .ToList();
        Assert.True(commands.Count >= 8, "docs/agents.md has lost its commands.");
        return commands;
    }

    /// <summary>The JSON example that contains a text.</summary>
    public static string Json(string text) => Assert.Single(
        JsonFence().Matches(Text).Select(m => m.Groups[1].Value), j => j.Contains(text, StringComparison.Ordinal));

    [GeneratedRegex("^```\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex("^```json\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex JsonFence();
}
