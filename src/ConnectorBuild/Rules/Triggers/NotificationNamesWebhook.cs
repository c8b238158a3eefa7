using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Triggers;

/// <summary><c>x-ms-notification</c> of a polling trigger must name a webhook that fits it.</summary>
internal sealed class NotificationNamesWebhook() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2309", "x-ms-notification does not name a webhook that fits", DiagnosticSeverity.Error);

    public void Check(OperationSite operation, RuleContext context)
    {
        if (operation[Keyword.XMsNotification] is not { Exists: true } notification)
        {
            return;
        }

        if (!operation.IsTrigger)
        {
            context.ReportName(this, notification,
                $"'{operation.Label}' has \"x-ms-notification\" but is not a trigger, and the platform allows it for triggers only: "
                    + $"add \"x-ms-trigger\", or remove it",
                "NotificationExtensionSupportedForTriggerOnly");
        }
        else if (IsWebhook(operation, context))
        {
            context.ReportName(this, notification,
                $"'{operation.Label}' is a webhook itself, and the platform allows \"x-ms-notification\" for polling triggers only: remove it",
                "NotificationExtensionNotSupportedInWebhookOperation");
        }

        CheckTarget(operation, notification, context);
    }

    private void CheckTarget(OperationSite operation, SourceNode notification, RuleContext context)
    {
        var id = notification[Keyword.OperationId];
        if (context.Index.FindOperation(id.Text) is not { } target)
        {
            context.Report(this, id.Exists ? id : notification,
                $"\"x-ms-notification\" names the operation {ValueText.Of(id)}, which does not "
                    + $"exist{context.Hint(id.Text ?? "", context.Index.OperationIds)}: "
                    + "write the operationId of the webhook that tells when to poll",
                "OperationIdNotFound");
        }
        else if (!IsWebhook(target, context))
        {
            context.Report(this, id,
                $"'{target.Label}' is not a webhook (no property of its body is a notification URL, and nothing says what is sent), so "
                    + "the platform refuses it here: name a webhook",
                "NotificationOperationMustBeWebhook");
        }
        else
        {
            CheckParameters(operation, target, context);
        }
    }

    // What makers fill in for the trigger is passed on to the webhook by name.
    private void CheckParameters(OperationSite operation, OperationSite webhook, RuleContext context)
    {
        foreach (var parameter in operation.Parameters)
        {
            foreach (var other in webhook.Parameters)
            {
                if (parameter.Name == other.Name && parameter.In != "body" && other.In != "body" && !IsSame(parameter.Node, other.Node))
                {
                    context.Report(this, parameter.Declared,
                        $"The parameter '{ValueText.Shorten(parameter.Name)}' of '{operation.Label}' has another type or visibility in "
                            + $"the webhook '{webhook.Label}', "
                            + "to which its value is passed on: write the same \"type\" and \"x-ms-visibility\" in both",
                        "ParamtersWithSameNameMustHaveSameTypeAndVisibility");
                }
            }
        }
    }

    private static bool IsSame(SourceNode left, SourceNode right) =>
        left[Keyword.Type].Text == right[Keyword.Type].Text
        && string.Equals(left[Keyword.XMsVisibility].Text ?? "", right[Keyword.XMsVisibility].Text ?? "", StringComparison.OrdinalIgnoreCase);

    private static bool IsWebhook(OperationSite operation, RuleContext context) =>
        operation[Keyword.XMsNotificationContent].Exists
        || operation.PathItem[Keyword.XMsNotificationContent].Exists
        || context.Index.NotificationUrls(operation).Count > 0;
}
