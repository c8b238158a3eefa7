using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.OpenApi;

/// <summary>The definition is not Swagger 2.0.</summary>
internal sealed class VersionIsSwagger2() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new("CB1101", "The definition is not Swagger 2.0", DiagnosticSeverity.Error) { PlatformCode = "SpecificationVersionIncorrect" };

    public void Check(RuleContext context)
    {
        var root = context.Definition;
        if (!root.Exists)
        {
            return;
        }

        if (root[Keyword.Openapi] is { Exists: true } openApi)
        {
            context.Report(this, openApi,
                $"This is an OpenAPI {openApi.Text ?? "3"} document, and the platform reads Swagger 2.0 only (\"swagger\": \"2.0\"): convert it to Swagger 2.0, for example in the portal's or a converter's import, and check what oneOf, nullable and several servers became");
        }
        else if (root[Keyword.Swagger] is not { Exists: true } version)
        {
            context.Report(this, root, "The member \"swagger\" is missing, so the platform does not know what this document is: add \"swagger\": \"2.0\" as the first member");
        }
        else if (!version.TextEquals("2.0"))
        {
            var hint = version.IsNumber ? "; it is a number here, put it in quotes" : "";
            context.Report(this, version, $"\"swagger\" must be the text \"2.0\", the only version that the platform reads, but it is {ValueText.Of(version)}{hint}: write \"swagger\": \"2.0\"");
        }
    }
}
