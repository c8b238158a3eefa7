using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Triggers;

/// <summary>A webhook that is no trigger.</summary>
internal sealed class WebhookIsTrigger() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2306", "A webhook that is no trigger", DiagnosticSeverity.Warning);

    public void Check(OperationSite operation, RuleContext context)
    {
        if (!operation.IsTrigger && context.Index.NotificationUrls(operation).Count > 0)
        {
            context.ReportName(this, operation.Node, $"The operation '{operation.Label}' subscribes to a webhook but has no \"x-ms-trigger\", so makers do not find it among the triggers: add \"x-ms-trigger\": \"single\"");
        }
    }
}
