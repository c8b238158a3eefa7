using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Parameters;

/// <summary>A member that belongs into the schema, or a schema outside of a body.</summary>
internal sealed class SchemaOnlyInBody() : Rule(Code), IParameterRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB1303", "A member that belongs into the schema, or a schema outside of a body", DiagnosticSeverity.Error);

    public void Check(ParameterSite parameter, RuleContext context)
    {
        if (!parameter.IsBody)
        {
            if (parameter[Keyword.Schema].Exists && parameter[Keyword.In].Exists)
            {
                context.ReportName(this, parameter[Keyword.Schema],
                    $"The parameter '{parameter.Label}' is in {ValueText.Of(parameter[Keyword.In])} and has a \"schema\", which only a "
                        + $"body may have (it is OpenAPI 3), so the platform refuses it: write \"type\" and the rest beside \"name\"", "NonBodyParameterSchemaNotValid");
            }

            return;
        }

        foreach (var keyword in (ReadOnlySpan<Keyword>)[Keyword.Type, Keyword.Format, Keyword.Items, Keyword.Default, Keyword.Enum])
        {
            if (parameter[keyword] is { Exists: true } member)
            {
                context.ReportName(this, member,
                    $"The body '{parameter.Label}' has \"{member.Name}\" beside its schema, which the platform refuses: move it into "
                        + $"\"schema\"", "BodyParameterPropertyNotValid");
            }
        }
    }
}
