using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Paths;

/// <summary>An operation has no responses.</summary>
internal sealed class ResponsesRequired() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB1207", "An operation has no responses", DiagnosticSeverity.Error) { PlatformCode = "OperationMustHaveResponse" };

    public void Check(OperationSite operation, RuleContext context)
    {
        if (!operation.Responses.Exists)
        {
            context.ReportName(
                this, operation.Node,
                $"The operation '{operation.Label}' has no \"responses\", without which the document is not Swagger 2.0 and is "
                    + $"refused: add for example \"responses\": {{ \"200\": {{ \"description\": \"OK\" }} }}");
        }
        else if (!operation.Responses.IsObject)
        {
            context.Report(
                this, operation.Responses,
                $"\"responses\" of '{operation.Label}' must be an object with a member for each status code but is "
                    + $"{ValueText.Of(operation.Responses)}: write {{ \"200\": {{ \"description\": \"OK\" }} }}");
        }
    }
}
