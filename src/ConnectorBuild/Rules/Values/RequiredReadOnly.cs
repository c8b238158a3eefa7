using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Values;

/// <summary>A read-only property is required in a body.</summary>
internal sealed class RequiredReadOnly() : Rule(Code), IValueRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4206", "A read-only property is required in a body",
        DiagnosticSeverity.Info) { IsCertification = true, PlatformCode = "RequiredReadOnlyPropertyNotAllowedAsInput" };

    public KeywordSet? LooksAt { get; } = KeywordSet.Of(Keyword.ReadOnly);

    public void Check(ValueSite value, RuleContext context)
    {
        if (value.Role == ValueRole.Property
            && value.IsInput == true
            && value[Keyword.ReadOnly].IsTrue
            && context.Index.Members.IsRequired(value))
        {
            context.ReportName(
                this, value.Node,
                $"{value.Subject} is read-only, but the request requires it: take it out of \"required\", or remove \"readOnly\"");
        }
    }
}
