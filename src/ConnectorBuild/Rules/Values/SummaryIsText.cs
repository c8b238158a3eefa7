using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Values;

/// <summary>x-ms-summary is too long, empty or no text.</summary>
internal sealed class SummaryIsText() : Rule(Code), IValueRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4204", "x-ms-summary is too long, empty or no text", DiagnosticSeverity.Info) { IsCertification = true };

    public KeywordSet? LooksAt { get; } = KeywordSet.Of(Keyword.XMsSummary);

    public void Check(ValueSite value, RuleContext context)
    {
        if (value[Keyword.XMsSummary] is not { Exists: true } summary)
        {
            return;
        }

        if (summary.IsBlank)
        {
            context.Report(
                this, summary,
                $"\"x-ms-summary\" of {value.Label} is {(summary.IsString ? "empty" : ValueText.Of(summary))}, but it is the name that "
                    + "makers see: write a few words");
        }
        else if (summary.Raw.Length > 80 && summary.Text!.Length > 80)
        {
            context.Report(
                this, summary,
                $"\"x-ms-summary\" of {value.Label} has {summary.Text.Length} characters, and it is the name that makers see: use at "
                    + $"most 80, and \"description\" for the rest");
        }
    }
}
