using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Triggers;

/// <summary>A notification URL is not required.</summary>
internal sealed class NotificationUrlRequired() : Rule(Code), IValueRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2305", "A notification URL is not required", DiagnosticSeverity.Error) { PlatformCode = "NotificationUrlNotRequired" };

    public KeywordSet? LooksAt { get; } = KeywordSet.Of(Keyword.XMsNotificationUrl);

    public void Check(ValueSite value, RuleContext context)
    {
        if (value.Role == ValueRole.Property
            && value[Keyword.XMsNotificationUrl].IsTrue
            && !context.Index.Members.IsRequired(value))
        {
            context.ReportName(this, value.Node, $"{value.Subject} is a notification URL but not required, so a subscription could be made without it: add its name to \"required\" of the schema around it");
        }
    }
}
