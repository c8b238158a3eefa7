using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Values;

/// <summary>required on a schema that is not an object.</summary>
internal sealed class RequiredOnObject() : Rule(Code), IValueRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4205", "required on a schema that is not an object", DiagnosticSeverity.Info) { PlatformCode = "RequiredPropertyNotOnObject" };

    public KeywordSet? LooksAt { get; } = KeywordSet.Of(Keyword.Required);

    public void Check(ValueSite value, RuleContext context)
    {
        if (value.IsSchema && value[Keyword.Required] is { IsArray: true, Count: > 0 } && value.Type is not (SchemaType.Missing or SchemaType.Object))
        {
            context.ReportName(
                this, value[Keyword.Required],
                $"{value.Subject} is of the type {ValueText.Of(value[Keyword.Type])}, and only objects have required properties: move "
                    + $"\"required\" to the object that is meant");
        }
    }
}
