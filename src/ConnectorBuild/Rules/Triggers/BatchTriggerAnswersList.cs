using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Triggers;

/// <summary>A batch trigger does not answer a list.</summary>
internal sealed class BatchTriggerAnswersList() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2303", "A batch trigger does not answer a list", DiagnosticSeverity.Warning);

    public void Check(OperationSite operation, RuleContext context)
    {
        if (!operation[Keyword.XMsTrigger].TextEquals("batch"))
        {
            return;
        }

        var answer = context.Index.Schemas.AnswerOf(operation);
        if (answer.Exists && !context.Index.Schemas.HasList(answer))
        {
            context.Report(
                this, operation[Keyword.XMsTrigger],
                $"The trigger '{operation.Label}' is \"batch\", so the platform starts a flow for each item of a list, but neither its "
                    + $"answer nor a property of it is an array: describe the array, or write \"single\"");
        }
    }
}
