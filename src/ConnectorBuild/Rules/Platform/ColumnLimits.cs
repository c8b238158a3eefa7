using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Platform;

/// <summary>A text is too long for its column.</summary>
internal sealed class ColumnLimits() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2604", "A text is too long for its column", DiagnosticSeverity.Error);

    private const int Limit = 500_000;

    public void Check(RuleContext context)
    {
        foreach (var keyword in (ReadOnlySpan<Keyword>)[Keyword.ConnectionParameters, Keyword.ConnectionParameterSets, Keyword.PolicyTemplateInstances, Keyword.ScriptOperations])
        {
            var member = context.Properties[keyword];
            if (member.Exists && MinifiedLength.Of(member) is var length && length > Limit)
            {
                context.ReportName(this, member, $"\"{member.Name}\" has {Sizes.Number(length)} characters without blanks, {Sizes.Percent(length, Limit)} of the {Sizes.Number(Limit)} that its column takes, so it cannot be saved: make it shorter");
            }
        }

        if (context.Connector.Files.Script is { } script && script.Text.Length > Limit)
        {
            context.Report(this, new SourceLocation(script.Path), $"The script has {Sizes.Number(script.Text.Length)} characters, {Sizes.Percent(script.Text.Length, Limit)} of the {Sizes.Number(Limit)} that the column \"customcodeblobcontent\" takes, so it cannot be saved: make it shorter");
        }
    }
}
