using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Paths;

/// <summary>A response has no description.</summary>
internal sealed class ResponseHasDescription() : Rule(Code), IResponseRule
{
    public static readonly DiagnosticDescriptor Code = new("CB1209", "A response has no description", DiagnosticSeverity.Error);

    public void Check(ResponseSite response, RuleContext context)
    {
        if (!response.Node[Keyword.Description].IsString)
        {
            context.ReportName(
                this, response.Node,
                $"The response '{ValueText.Shorten(response.Node.Name)}' has no \"description\", which Swagger 2.0 demands; the "
                    + $"platform then answers \"JSON is valid against no schemas from 'oneOf'\": add a text, an empty one will do");
        }
    }
}
