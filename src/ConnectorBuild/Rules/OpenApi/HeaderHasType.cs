using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.OpenApi;

/// <summary>A header of a response without a type, or with a reference or schema in place of it.</summary>
internal sealed class HeaderHasType() : Rule(Code), IResponseRule
{
    public static readonly DiagnosticDescriptor Code = new("CB1115", "A header of a response lacks type", DiagnosticSeverity.Error);

    public void Check(ResponseSite response, RuleContext context)
    {
        foreach (var header in response.Node[Keyword.Headers].Members)
        {
            if (header.IsObject && !header[Keyword.Type].Exists)
            {
                var instead = header[Keyword.Ref].Exists ? "has a \"$ref\", which Swagger 2.0 does not follow there"
                    : header[Keyword.Schema].Exists ? "has a \"schema\", which is OpenAPI 3"
                    : "has no \"type\"";
                context.ReportName(
                    this, header,
                    $"The header '{ValueText.Shorten(header.Name)}' {instead}, so the document is not Swagger 2.0 and is refused: "
                        + $"write \"type\", for example \"string\"");
            }
        }
    }
}
