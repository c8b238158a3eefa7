using System.Text;
using ConnectorBuild.Cloud.Comparison;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Tool.Output;

/// <summary>Differences between two connectors as Markdown, for a pull request or release notes.</summary>
internal static class DifferenceMarkdown
{
    /// <summary>A heading, a sentence and a table.</summary>
    /// <param name="from">The first side, as the person called it.</param>
    /// <param name="to">The second side.</param>
    /// <param name="differences">What differs, breaking differences first.</param>
    public static string Of(string from, string to, IReadOnlyList<ConnectorDifference> differences)
    {
        var text = new StringBuilder($"### From `{SafeText.ForMarkdownCode(from)}` to `{SafeText.ForMarkdownCode(to)}`\n\n{Summary(differences)}\n");
        if (differences.Count > 0)
        {
            text.Append("\n| | What | How |\n|---|---|---|\n");
        }

        foreach (var difference in differences)
        {
            text.Append(
                $"| {(difference.Impact == ChangeImpact.Breaking ? "**breaks**" : "")} | {SafeText.ForMarkdown(difference.Subject)} | "
                    + $"{SafeText.ForMarkdown(difference.Text)} |\n");
        }

        return text.ToString();
    }

    /// <summary>How many differences there are, and how many of them break what exists.</summary>
    public static string Summary(IReadOnlyList<ConnectorDifference> differences)
    {
        var breaking = differences.Count(d => d.Impact == ChangeImpact.Breaking);
        return differences.Count == 0 ? "No difference."
            : $"{DeploymentText.Plural(differences.Count, "difference")}, "
                + $"{(breaking == 0 ? "none of which breaks flows, apps or connections that exist" : $"{breaking} of which can break flows, apps or connections that exist")}.";
    }
}
