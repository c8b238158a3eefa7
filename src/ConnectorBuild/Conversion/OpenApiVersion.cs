using System.Text;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion;

/// <summary>Reads the version of an OpenAPI document.</summary>
internal static class OpenApiVersion
{
    private const string Known = "3.0, 3.1 and 3.2 can be converted";

    /// <summary>What is wrong with a version, and what to do; null for 3.0, 3.1 and 3.2.</summary>
    /// <param name="version">The member <c>openapi</c>.</param>
    public static (string What, string Keep)? Fault(SourceNode version)
    {
        var text = version.Text ?? (version.IsNumber ? Encoding.UTF8.GetString(version.Raw) : "");
        var isKnown = text.Split('.') is ["3", "0" or "1" or "2", ..];
        if (isKnown && version.IsString)
        {
            return null;
        }

        if (isKnown)
        {
            return ($"The version {text} is a number, and OpenAPI demands a text, because 3.10 and 3.1 are the same number",
                $"write the version in quotes: \"{text}.0\"");
        }

        return ($"The document has the OpenAPI version {ValueText.Of(version)}, and {Known}",
            text.StartsWith('4') ? "offer the document in the version 3.2 or 3.1" : "correct the version, for example to \"3.1.0\"");
    }
}
