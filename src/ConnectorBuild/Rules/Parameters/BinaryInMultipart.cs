using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Parameters;

/// <summary>Binary form data in a form that is sent as text.</summary>
internal sealed class BinaryInMultipart() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new("CB1315", "Binary data in a form that is sent as text", DiagnosticSeverity.Error)
    {
        PlatformCode = "StringBinaryNotSupportedForFormUrlEncoded",
    };

    public void Check(OperationSite operation, RuleContext context)
    {
        foreach (var parameter in operation.Parameters)
        {
            if (parameter.In == "formData"
                && parameter.Node[Keyword.Type].TextEquals("string")
                && parameter.Node[Keyword.Format].TextEquals("binary")
                && ContentTypes.ConsumedBy(operation, context) is { } types
                && ContentTypes.Has(types, ContentTypes.UrlEncoded)
                && !ContentTypes.Has(types, ContentTypes.Multipart))
            {
                context.Report(this, parameter.Declared,
                    $"'{ValueText.Shorten(parameter.Name)}' is binary, but '{operation.Label}' consumes \"{ContentTypes.UrlEncoded}\", "
                        + "which holds text only, "
                        + $"so the platform refuses it: consume \"{ContentTypes.Multipart}\" instead, or write \"format\": \"byte\" and send base64");
            }
        }
    }
}
