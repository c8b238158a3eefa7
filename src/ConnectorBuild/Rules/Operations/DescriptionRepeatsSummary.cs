using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Operations;

/// <summary>A description repeats the summary.</summary>
internal sealed class DescriptionRepeatsSummary() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new("CB4118", "A description repeats the summary", DiagnosticSeverity.Info);

    // A stop and blanks at the end do not count; texts whose lengths differ by more say something else.
    private const int MaxDifference = 8;

    public void Check(OperationSite operation, RuleContext context)
    {
        var (summary, description) = (operation[Keyword.Summary], operation[Keyword.Description]);
        if (summary.IsString
            && description.IsString
            && Math.Abs(summary.Raw.Length - description.Raw.Length) < MaxDifference
            && string.Equals(summary.Text!.TrimEnd('.', ' '), description.Text!.TrimEnd('.', ' '), StringComparison.OrdinalIgnoreCase))
        {
            context.Report(
                this, description,
                $"The description of '{operation.Label}' says the same as its summary, so makers learn nothing from it: say what the "
                    + "operation does and needs");
        }
    }
}
