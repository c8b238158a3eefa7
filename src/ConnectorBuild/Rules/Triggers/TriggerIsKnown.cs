using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Triggers;

/// <summary>x-ms-trigger is neither single nor batch.</summary>
internal sealed class TriggerIsKnown() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2302", "x-ms-trigger is neither single nor batch", DiagnosticSeverity.Error);

    public void Check(OperationSite operation, RuleContext context)
    {
        if (operation[Keyword.XMsTrigger] is { Exists: true } trigger && trigger.Text is not ("single" or "batch"))
        {
            context.Report(
                this, trigger,
                $"\"x-ms-trigger\" is {ValueText.Of(trigger)}, which the platform does not "
                    + $"know{context.Hint(trigger.Text ?? "", ["single", "batch"])}: write \"batch\" if the answer is a list of "
                    + $"events, \"single\" if it is one");
        }
    }
}
