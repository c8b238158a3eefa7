using ConnectorBuild.Definition;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Operations;

/// <summary>A description repeats the summary.</summary>
internal sealed class DescriptionRepeatsSummary() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new("CB4118", "A description repeats the summary", DiagnosticSeverity.Info);

    public void Check(OperationSite operation, RuleContext context)
    {
        var (summary, description) = (operation.Node[Keyword.Summary], operation.Node[Keyword.Description]);
        if (summary.IsString
            && description.IsString
            && string.Equals(summary.Text!.TrimEnd('.', ' '), description.Text!.TrimEnd('.', ' '), StringComparison.OrdinalIgnoreCase))
        {
            context.Report(this, description, $"The description of '{operation.Label}' says the same as its summary, so makers learn nothing from it: say what the operation does and needs");
        }
    }
}
