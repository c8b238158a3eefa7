using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Operations;

/// <summary>The answer has no schema.</summary>
internal sealed class AnswerHasSchema() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4110", "The answer has no schema",
        DiagnosticSeverity.Info) { IsCertification = true, PlatformCode = "SchemaDefinitionSetIncorrectly" };

    public void Check(OperationSite operation, RuleContext context)
    {
        if (operation.Method == Keyword.Delete
            || operation.IsInternal
            || operation.IsTrigger
            || operation.IsAgentic
            || operation.Responses is not { IsObject: true, Count: > 0 })
        {
            return;
        }

        foreach (var response in operation.Responses.Children)
        {
            var name = response.RawName;
            if (name.SequenceEqual("202"u8)
                || name.SequenceEqual("204"u8)
                || ((name.SequenceEqual("200"u8) || name.SequenceEqual("201"u8))
                    && context.Index.Follow(response, Keyword.Responses)[Keyword.Schema].Exists))
            {
                return;
            }
        }

        context.ReportName(
            this, operation.Node,
            $"'{operation.Label}' has no schema for 200 or 201, so makers get nothing to use from its answer: describe it, or say 204 "
                + "if it has none");
    }
}
