using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Parameters;

/// <summary>A body parameter has no schema.</summary>
internal sealed class BodyHasSchema() : Rule(Code), IParameterRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB1302", "A body parameter has no schema", DiagnosticSeverity.Error) { PlatformCode = "BodyParameterSchemaRequired" };

    public void Check(ParameterSite parameter, RuleContext context)
    {
        if (parameter.IsBody && !parameter[Keyword.Schema].IsObject)
        {
            var at = parameter[Keyword.Schema] is { Exists: true } schema ? schema : parameter.Node;
            context.Report(
                this, at,
                $"The body '{parameter.Label}' has no \"schema\" object, so nobody knows what to send and the platform refuses it: add "
                    + $"\"schema\": {{ \"type\": \"object\", \"properties\": {{ ... }} }}");
        }
    }
}
