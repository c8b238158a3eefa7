using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Triggers;

/// <summary>A notification URL, or an object around it, is not required.</summary>
internal sealed class NotificationUrlRequired() : Rule(Code), IValueRule, IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB2305", "A notification URL is not required", DiagnosticSeverity.Error) { PlatformCode = "NotificationUrlNotRequired" };

    private const int MaxDepth = 32;

    public KeywordSet? LooksAt { get; } = KeywordSet.Of(Keyword.XMsNotificationUrl);

    public void Check(ValueSite value, RuleContext context)
    {
        if (value.Role == ValueRole.Property
            && value[Keyword.XMsNotificationUrl].IsTrue
            && !context.Index.Members.IsRequired(value))
        {
            context.ReportName(this, value.Node,
                $"{value.Subject} is a notification URL but not required, so a subscription could be made without it: add its name to "
                    + $"\"required\" of the schema around it");
        }
    }

    public void Check(OperationSite operation, RuleContext context)
    {
        if (context.Index.NotificationUrls(operation).Count > 0)
        {
            CheckAround(DynamicParameters.BodyOf(operation), default, 0, context);
        }
    }

    // Whether a schema holds a notification URL. Says which objects on the way to it are not required.
    private bool CheckAround(SourceNode schema, SourceNode whole, int depth, RuleContext context)
    {
        schema = context.Index.Follow(schema, Keyword.Definitions);
        if (!schema.IsObject || depth > MaxDepth)
        {
            return false;
        }

        var holds = false;
        foreach (var property in schema[Keyword.Properties].Members)
        {
            if (property[Keyword.XMsNotificationUrl].IsTrue)
            {
                holds = true;
            }
            else if (CheckAround(property, default, depth + 1, context))
            {
                holds = true;
                CheckRequired(property, schema, whole, context);
            }
        }

        foreach (var part in schema[Keyword.AllOf].Elements)
        {
            holds |= CheckAround(part, schema, depth + 1, context);
        }

        return holds;
    }

    private void CheckRequired(SourceNode property, SourceNode schema, SourceNode whole, RuleContext context)
    {
        var members = context.Index.Members;
        if (!members.Lists(schema[Keyword.Required], property.Name) && !members.Lists(whole[Keyword.Required], property.Name))
        {
            context.ReportName(this, property,
                $"'{ValueText.Shorten(property.Name)}' holds a notification URL but is not required, so a subscription could be made without it: "
                    + "add its name to \"required\" of the schema around it");
        }
    }
}
