using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.OpenApi;

/// <summary>The definition is Swagger 1.x, or no OpenAPI document at all. OpenAPI 3 is converted before any rule looks at it.</summary>
internal sealed class VersionIsSwagger2() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB1101", "The definition is neither Swagger 2.0 nor OpenAPI 3",
        DiagnosticSeverity.Error) { PlatformCode = "SpecificationVersionIncorrect" };

    public void Check(RuleContext context)
    {
        var root = context.Definition;
        if (!root.Exists)
        {
            return;
        }

        if (root[Keyword.Openapi] is { Exists: true } openApi && root[Keyword.Swagger].Exists)
        {
            context.Report(
                this, openApi,
                "The document calls itself Swagger and OpenAPI 3 at once, so it cannot be known how to read it: keep \"swagger\": "
                    + "\"2.0\" for Swagger 2.0, or \"openapi\" for OpenAPI 3");
        }
        else if (root["swaggerVersion"] is { Exists: true } old)
        {
            context.Report(
                this, old,
                $"This is a Swagger {old.Text ?? "1"} document, and the platform reads Swagger 2.0 only: convert it to OpenAPI 3 or "
                    + "Swagger 2.0 where the API is described");
        }
        else if (root[Keyword.Swagger] is not { Exists: true } version)
        {
            context.Report(
                this, root,
                "The member \"swagger\" is missing, so the platform does not know what this document is: add \"swagger\": \"2.0\" as "
                    + "the first member (or \"openapi\" with its version, if it is OpenAPI 3)");
        }
        else if (!version.TextEquals("2.0"))
        {
            var hint = version.IsNumber ? "; it is a number here, put it in quotes" : "";
            context.Report(
                this, version,
                $"\"swagger\" must be the text \"2.0\", the only version that the platform reads, but it is "
                    + $"{ValueText.Of(version)}{hint}: write \"swagger\": \"2.0\"");
        }
    }
}
