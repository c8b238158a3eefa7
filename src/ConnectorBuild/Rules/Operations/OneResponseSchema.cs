using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Operations;

/// <summary>More than one response has a schema.</summary>
internal sealed class OneResponseSchema() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4109", "More than one response has a schema",
        DiagnosticSeverity.Info) { IsCertification = true, PlatformCode = "OperationHasManyResponsesWithSchema" };

    public void Check(OperationSite operation, RuleContext context)
    {
        var count = 0;
        foreach (var response in operation.Responses.Members)
        {
            if (response[Keyword.Schema].Exists && ++count == 2)
            {
                context.ReportName(
                    this, response,
                    $"More than one response of '{operation.Label}' has a schema, and makers see only one: keep that of success");
            }
        }
    }
}
