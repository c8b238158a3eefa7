using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Operations;

/// <summary>The default response has a schema.</summary>
internal sealed class DefaultResponseHasNoSchema() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4108", "The default response has a schema",
        DiagnosticSeverity.Info) { IsCertification = true, PlatformCode = "DefaultResponseHasSchema" };

    public void Check(OperationSite operation, RuleContext context)
    {
        if (operation.Responses[Keyword.Default][Keyword.Schema] is { Exists: true } schema)
        {
            context.ReportName(
                this, schema,
                $"The default response of '{operation.Label}' has a schema, but \"default\" means every other answer, errors included: "
                    + "put the schema under the status code of success");
        }
    }
}
