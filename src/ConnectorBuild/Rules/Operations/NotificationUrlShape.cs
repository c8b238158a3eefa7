using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Operations;

/// <summary>A notification URL is visible or not a text.</summary>
internal sealed class NotificationUrlShape() : Rule(Code), IValueRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4124", "A notification URL is visible or not a text", DiagnosticSeverity.Info) { IsCertification = true };

    public KeywordSet? LooksAt { get; } = KeywordSet.Of(Keyword.XMsNotificationUrl);

    public void Check(ValueSite value, RuleContext context)
    {
        if (value.Role != ValueRole.Property || !value[Keyword.XMsNotificationUrl].IsTrue)
        {
            return;
        }

        if (value[Keyword.Type] is { Exists: true } type && !type.TextEquals("string"))
        {
            context.Report(
                this, type,
                $"{value.Subject} is a notification URL of the type {ValueText.Of(type)}, but an address is a text: write \"string\"",
                "NotificationUrlNotString");
        }

        if (!Visibility.IsHidden(value.Node))
        {
            context.ReportName(
                this, value.Node,
                $"{value.Subject} is a notification URL that makers see, although the platform fills it in: add \"x-ms-visibility\": "
                    + $"\"internal\"",
                "NotificationUrlNotInternal");
        }
    }
}
