using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Triggers;

/// <summary>A notification URL where nothing is sent in a body.</summary>
internal sealed class NotificationUrlInBody() : Rule(Code), IValueRule, IParameterRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2308", "A notification URL outside of a request's body", DiagnosticSeverity.Error)
    {
        PlatformCode = "NotificationUrlNotAllowedInThisPosition",
    };

    public KeywordSet? LooksAt { get; } = KeywordSet.Of(Keyword.XMsNotificationUrl);

    public void Check(ParameterSite parameter, RuleContext context)
    {
        if (parameter.IsBody)
        {
            CheckPlace(parameter.Value, isAllowed: false, context);
        }
    }

    // What a shared schema is used for is not known here.
    public void Check(ValueSite value, RuleContext context) => CheckPlace(value, value.IsSchema && value.IsInput != false, context);

    private void CheckPlace(ValueSite value, bool isAllowed, RuleContext context)
    {
        if (!isAllowed && value[Keyword.XMsNotificationUrl] is { IsTrue: true } mark)
        {
            context.ReportName(this, mark,
                $"{value.Subject} is marked as a notification URL, which may stand only in the schema of a request's body, so the "
                    + "platform refuses it: "
                    + "let the API take the address as a property of the body, and mark that property");
        }
    }
}
