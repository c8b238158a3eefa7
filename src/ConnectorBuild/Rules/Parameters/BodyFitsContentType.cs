using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Parameters;

/// <summary>A body in an operation that consumes forms only.</summary>
internal sealed class BodyFitsContentType() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new("CB1316", "A body where the operation consumes forms only", DiagnosticSeverity.Warning)
    {
        PlatformCode = "MimeTypeNotCompatibleWithRequestContentSchemaType",
    };

    public void Check(OperationSite operation, RuleContext context)
    {
        foreach (var parameter in operation.Parameters)
        {
            if (parameter.In == "body" && ContentTypes.ConsumedBy(operation, context) is { IsArray: true } types && IsFormsOnly(types))
            {
                context.Report(this, parameter.Declared,
                    $"'{ValueText.Shorten(parameter.Name)}' is a body, but '{operation.Label}' consumes forms only, and a form's "
                        + "fields are not described by a body's schema: "
                        + "add \"application/json\" to its \"consumes\", or make each field a parameter in \"formData\"");
            }
        }
    }

    private static bool IsFormsOnly(SourceNode types)
    {
        var isAny = false;
        foreach (var type in types.Elements)
        {
            isAny = true;
            if (!ContentTypes.Is(type, ContentTypes.UrlEncoded) && !ContentTypes.Is(type, ContentTypes.Multipart))
            {
                return false;
            }
        }

        return isAny;
    }
}
