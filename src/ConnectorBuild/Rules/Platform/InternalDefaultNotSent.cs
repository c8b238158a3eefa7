using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Platform;

/// <summary>An internal value with a default that is never sent.</summary>
internal sealed class InternalDefaultNotSent() : Rule(Code), IValueRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2208", "An internal value with a default that is never sent", DiagnosticSeverity.Info);

    public KeywordSet? LooksAt { get; } = KeywordSet.Of(Keyword.XMsVisibility);

    public void Check(ValueSite value, RuleContext context)
    {
        if (!value.Has(Keyword.XMsVisibility) || !value.Has(Keyword.Default) || !Visibility.IsInternal(value.Node))
        {
            return;
        }

        if (value.Role == ValueRole.Parameter && !value[Keyword.Required].IsTrue)
        {
            context.Report(
                this, value[Keyword.Default],
                $"The {value.Label} is internal with a default but optional, and the platform sends only required ones: add "
                    + $"\"required\": true",
                "InternalPropertyWithDefaultOptional");
        }
        else if (value.Role == ValueRole.Property && value.IsInput != false && !context.Index.Members.IsRequired(value))
        {
            context.Report(
                this, value[Keyword.Default],
                $"{value.Subject} is internal with a default but optional, and the platform sends only required ones: add its name to "
                    + $"\"required\"",
                "PropertyMustBeRequired");
        }
    }
}
