using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Triggers;

/// <summary>A webhook without x-ms-notification-content.</summary>
internal sealed class WebhookHasContent() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB2304", "A webhook without x-ms-notification-content",
        DiagnosticSeverity.Error) { PlatformCode = "OperationMustHaveNotificationContentExtension" };

    public void Check(OperationSite operation, RuleContext context)
    {
        var urls = context.Index.NotificationUrls(operation);
        if (urls.Count > 0
            && !operation[Keyword.XMsNotificationContent].Exists
            && !operation.PathItem[Keyword.XMsNotificationContent].Exists)
        {
            context.ReportName(
                this, operation.Node,
                $"The operation '{operation.Label}' takes a notification URL ('{ValueText.Shorten(urls[0].Name)}'), but nothing says "
                    + $"what is sent to it: add \"x-ms-notification-content\" with a schema beside the operation, in its path");
        }
    }
}
