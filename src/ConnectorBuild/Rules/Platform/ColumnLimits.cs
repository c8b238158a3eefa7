using ConnectorBuild.Connectors;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Platform;

/// <summary>A text is too long for its column.</summary>
internal sealed class ColumnLimits() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2604", "A text is too long for its column", DiagnosticSeverity.Error);

    public void Check(RuleContext context)
    {
        foreach (var column in ConnectorColumns.All)
        {
            if (column.Member is { } name
                && context.Properties[name] is { Exists: true } member
                && Length(column, member) is var length && length > column.Limit)
            {
                context.ReportName(
                    this, member,
                    $"\"{name}\" has {Sizes.Number(length)} characters without blanks, {Sizes.Percent(length, column.Limit)} of the "
                        + $"{Sizes.Number(column.Limit)} that its column takes, so it cannot be saved: make it shorter");
            }
        }

        var limit = ConnectorColumns.Find(ConnectorColumns.CustomCode).Limit;
        if (context.Connector.Files.Script is { } script && script.Text.Length > limit)
        {
            context.Report(
                this, new SourceLocation(script.Path),
                $"The script has {Sizes.Number(script.Text.Length)} characters, {Sizes.Percent(script.Text.Length, limit)} of the "
                    + $"{Sizes.Number(limit)} that the column \"customcodeblobcontent\" takes, so it cannot be saved: make it shorter");
        }
    }

    private static int Length(ConnectorColumn column, SourceNode member) => column.IsJson ? MinifiedLength.Of(member) : member.Text?.Length ?? 0;
}
