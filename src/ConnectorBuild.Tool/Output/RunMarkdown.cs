using System.Text;
using System.Text.RegularExpressions;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Tool.Targets;

namespace ConnectorBuild.Tool.Output;

/// <summary>A run as Markdown, with what people ask first at the top: outcome, plan, steps, verification, result; then the log.</summary>
internal static partial class RunMarkdown
{
    // A step summary of GitHub takes 1 MiB; what a person reads comes before the log.
    private const int MaxLogLength = 500_000;

    /// <summary>The document.</summary>
    /// <param name="title">The heading.</param>
    /// <param name="connectors">What was done with each connector.</param>
    /// <param name="assumed">APIs that were assumed to exist.</param>
    /// <param name="errors">What ended the run, or was found to be wrong.</param>
    /// <param name="log">Every line that was shown.</param>
    public static string Create(
        string title, IReadOnlyList<ConnectorRecord> connectors, IReadOnlyList<AssumedApi> assumed, IEnumerable<Diagnostic> errors, IEnumerable<string> log)
    {
        var text = new StringBuilder().Append("# ").Append(SafeText.ForMarkdown(title)).Append("\n\n");
        foreach (var error in errors.Distinct())
        {
            text.Append(PlanMarkdown.Finding(error));
        }

        foreach (var connector in connectors)
        {
            Append(text, connector, assumed);
        }

        return text.Append("<details>\n<summary>Log</summary>\n\n```text\n").Append(Log(log)).Append("```\n\n</details>\n").ToString();
    }

    private static void Append(StringBuilder text, ConnectorRecord connector, IReadOnlyList<AssumedApi> assumed)
    {
        if (connector is { Plan: { } plan, Observed: { } observed })
        {
            text.Append(PlanMarkdown.Create(connector.Desired, observed, plan, AssumedApi.Of(assumed, connector.Desired)));
        }

        if (connector.Outcome is { } outcome)
        {
            text.Append($"**Outcome**: {Linked(outcome)}.\n\n");
        }

        foreach (var diagnostic in connector.Reported)
        {
            text.Append(PlanMarkdown.Finding(diagnostic));
        }

        if (connector.Done.Count > 0)
        {
            text.Append("#### Done\n\n| | Thing | What came of it | Time |\n|---|---|---|---|\n");
            foreach (var done in connector.Done)
            {
                text.Append(
                    $"| {done.Step.Kind.ToString().ToLowerInvariant()} | {SafeText.ForMarkdown(done.Step.Thing)} | "
                        + $"{Linked(done.Outcome ?? "")} | {DeploymentText.Seconds(done.Elapsed)} |\n");
            }

            text.Append('\n');
        }

        if (connector.Verified.Count > 0)
        {
            text.Append("#### Verified by reading back\n\n");
            foreach (var fact in connector.Verified)
            {
                text.Append($"* {SafeText.ForMarkdown(fact)}\n");
            }

            text.Append('\n');
        }

        if (connector.Result.Count > 0)
        {
            text.Append("#### Result\n\n| | |\n|---|---|\n");
            foreach (var line in connector.Result)
            {
                text.Append($"| {SafeText.ForMarkdown(line.Label)} | {Linked(line.Text)} |\n");
            }

            text.Append('\n');
        }
    }

    private static string Log(IEnumerable<string> lines)
    {
        var log = new StringBuilder();
        foreach (var line in lines)
        {
            if (log.Length > MaxLogLength)
            {
                return log.Append("(cut here; the output of the run has the rest)\n").ToString();
            }

            log.Append(SafeText.ForMarkdownBlock(line)).Append('\n');
        }

        return log.ToString();
    }

    // An address in a text is to be followed; everything else is shown as it is.
    private static string Linked(string text)
    {
        var linked = new StringBuilder();
        var from = 0;
        foreach (Match match in Address().Matches(text))
        {
            linked.Append(SafeText.ForMarkdown(text[from..match.Index])).Append(Link(match.Value));
            from = match.Index + match.Length;
        }

        return linked.Append(SafeText.ForMarkdown(text[from..])).ToString();
    }

    private static string Link(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri)
        ? $"[{SafeText.ForMarkdown(address)}](<{SafeText.OneLine(uri.AbsoluteUri).Replace("|", "%7C", StringComparison.Ordinal)}>)"
        : SafeText.ForMarkdown(address);

    [GeneratedRegex("""https://[^\s'"<>()]*[^\s'"<>().,;:]""", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
