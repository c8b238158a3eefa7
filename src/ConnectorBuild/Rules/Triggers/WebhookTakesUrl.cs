using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Triggers;

/// <summary>A webhook trigger that takes no notification URL. A script or a policy may put the address in on the way.</summary>
internal sealed class WebhookTakesUrl() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2310", "A webhook trigger that never fires", DiagnosticSeverity.Warning)
    {
        PlatformCode = "WebhookOperationsMissingNotificationUrlProperty",
    };

    public void Check(OperationSite operation, RuleContext context)
    {
        if (IsWithoutUrl(operation, context))
        {
            context.ReportName(this, operation.Node,
                $"The trigger '{operation.Label}' says what is sent to it, but takes no address to send it to, so it never fires: "
                    + "mark a required string property of its body with \"x-ms-notification-url\": true");
        }
    }

    /// <summary>Whether an operation is a webhook trigger to which no address is passed by any known way.</summary>
    public static bool IsWithoutUrl(OperationSite operation, RuleContext context) =>
        operation.IsTrigger
        && operation.Method is (Keyword.Post or Keyword.Put or Keyword.Patch)
        && (operation[Keyword.XMsNotificationContent].Exists || operation.PathItem[Keyword.XMsNotificationContent].Exists)
        && context.Index.NotificationUrls(operation).Count == 0
        && !RunsScript(operation, context)
        && !HasPolicyWithUrl(context);

    private static bool RunsScript(OperationSite operation, RuleContext context)
    {
        var operations = context.Properties[Keyword.ScriptOperations];
        return context.Connector.Script is not null && (operations.Elements.IsEmpty || operations.Elements.Any(o => o.Text == operation.Id));
    }

    private static bool HasPolicyWithUrl(RuleContext context)
    {
        foreach (var policy in context.Properties[Keyword.PolicyTemplateInstances].Elements)
        {
            foreach (var parameter in new PolicySite(policy).Parameters.Members)
            {
                if (parameter.Text is { } text && text.Contains("notification", StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
