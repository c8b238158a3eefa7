using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Platform;

/// <summary>GET with a body.</summary>
internal sealed class GetWithBody() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB2104", "GET with a body", DiagnosticSeverity.Warning) { PlatformCode = "BodyOrFormDataParameterInFetchOperationNotAllowed" };

    public void Check(OperationSite operation, RuleContext context)
    {
        if (operation.Method != Keyword.Get)
        {
            return;
        }

        foreach (var parameter in operation.Parameters)
        {
            if (parameter.In is "body" or "formData")
            {
                context.Report(
                    this, parameter.Declared,
                    $"'{operation.Label}' is a GET with '{ValueText.Shorten(parameter.Name)}' as "
                        + $"{(parameter.In == "body" ? "its body" : "form data")}, and what is on the way to the API may drop it: make "
                        + "it a query parameter, or the operation a POST");
            }
        }
    }
}
