using System.Text;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion;

/// <summary>Says what is wrong with a document that is neither Swagger 2.0 nor OpenAPI 3.</summary>
internal static class UnknownDocument
{
    /// <summary>The finding at its place; null for Swagger 2.0, and for the versions of OpenAPI 3 that can be converted.</summary>
    public static Loss? Describe(SourceNode root)
    {
        var (swagger, openApi) = (root[Keyword.Swagger], root[Keyword.Openapi]);
        if (openApi.Exists && !swagger.Exists)
        {
            return OpenApiVersion.Fault(openApi) is { } fault ? Unknown(openApi, fault.What, fault.Keep) : null;
        }

        if (swagger.TextEquals("2.0"))
        {
            return null;
        }

        var version = swagger.Exists ? swagger : root["swaggerVersion"];
        if (!version.Exists)
        {
            return Unknown(
                root, "The document has neither \"openapi\" with a version of OpenAPI 3 nor \"swagger\" with the version \"2.0\"",
                "check that the right file was named");
        }

        return version.IsNumber && Encoding.UTF8.GetString(version.Raw) is "2.0" or "2"
            ? Unknown(version, "The version 2.0 is a number, and Swagger demands a text", "write the version in quotes: \"2.0\"")
            : Unknown(
                version, $"The document is of the Swagger version {ValueText.Of(version)}, and OpenAPI 3 and Swagger 2.0 are known",
                "let the API write OpenAPI 3, or convert the document to Swagger 2.0 first with a tool for that version");
    }

    private static Loss Unknown(SourceNode at, string what, string keep) =>
        new(ConversionRules.UnknownVersion, at, what, "it cannot be converted", keep);
}
