using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Triggers;

/// <summary>A webhook that nobody can unsubscribe.</summary>
internal sealed class WebhookUnsubscribe() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2307", "A webhook that nobody can unsubscribe", DiagnosticSeverity.Warning);

    public void Check(RuleContext context)
    {
        if (context.Index.Operations.Any(o => o.Method == Keyword.Delete))
        {
            return;
        }

        foreach (var operation in context.Index.Operations)
        {
            if (operation.IsTrigger && context.Index.NotificationUrls(operation).Count > 0)
            {
                context.ReportName(
                    this, operation.Node,
                    $"The trigger '{operation.Label}' subscribes to a webhook, but the definition has no DELETE operation, so "
                        + "subscriptions pile up at the API when flows are switched off: add a DELETE operation for what the answer's "
                        + "Location header names");
                return;
            }
        }
    }
}
