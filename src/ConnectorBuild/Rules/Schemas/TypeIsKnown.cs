using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Schemas;

/// <summary>type is not one of the types.</summary>
internal sealed class TypeIsKnown() : Rule(Code), IValueRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB1401", "type is not one of the types", DiagnosticSeverity.Error) { PlatformCode = "JsonTypeIncorrect" };

    public KeywordSet? LooksAt { get; } = KeywordSet.Of(Keyword.Type);

    public void Check(ValueSite value, RuleContext context)
    {
        if (value.Type != SchemaType.Unknown)
        {
            return;
        }

        var type = value[Keyword.Type];
        if (type.IsArray)
        {
            context.ReportName(
                this, type,
                $"\"type\" of {value.Label} is a list of types, which is OpenAPI 3.1 and refused here: write one type (and leave the "
                    + "member out where it may be null)");
        }
        else if (!type.TextEquals("null"))
        {
            context.Report(
                this, type,
                $"\"type\" of {value.Label} is {ValueText.Of(type)}, which is not a "
                    + $"type{context.Hint(type.Text ?? "", SchemaTypes.Names)}: write one of string, number, integer, boolean, array, "
                    + "object");
        }
    }
}
