using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;
using ConnectorBuild.Rules.Triggers;

namespace ConnectorBuild.Rules.Operations;

/// <summary>
/// x-ms-notification-content without a notification URL. Where a trigger never fires for it, that is <see cref="WebhookTakesUrl"/>.
/// </summary>
internal sealed class NotificationWithoutUrl() : Rule(Code), IPathRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4123", "x-ms-notification-content without a notification URL",
        DiagnosticSeverity.Info) { IsCertification = true, PlatformCode = "WebhookOperationsMissingNotificationUrlProperty" };

    public void Check(PathSite path, RuleContext context)
    {
        var content = path.Node[Keyword.XMsNotificationContent];
        if (content.Exists
            && !path.Node.Members.Any(m => context.Index.OperationAt(m) is { } operation
                && (context.Index.NotificationUrls(operation).Count > 0 || WebhookTakesUrl.IsWithoutUrl(operation, context))))
        {
            context.ReportName(
                this, content,
                $"The path '{ValueText.Shorten(path.Template)}' says what a webhook sends, but none of its operations takes the "
                    + $"address to send it to: mark a string property of the body with \"x-ms-notification-url\": true");
        }
    }
}
