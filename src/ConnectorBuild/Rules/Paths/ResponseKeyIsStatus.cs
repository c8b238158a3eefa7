using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Paths;

/// <summary>A response is not named by a status code.</summary>
internal sealed class ResponseKeyIsStatus() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB1208", "A response is not named by a status code",
        DiagnosticSeverity.Error) { PlatformCode = "ResponseMustBeDefaultOrHttpStatusCode" };

    public void Check(OperationSite operation, RuleContext context)
    {
        if (!operation.Responses.IsObject)
        {
            return;
        }

        foreach (var response in operation.Responses.Children)
        {
            var key = response.RawName;
            if (!key.SequenceEqual("default"u8)
                && !key.StartsWith("x-"u8)
                && (key.Length != 3 || key.ContainsAnyExceptInRange((byte)'0', (byte)'9')))
            {
                context.ReportName(
                    this, response,
                    $"'{ValueText.Shorten(response.Name)}' is neither a status code of three digits nor \"default\", so the platform "
                        + $"refuses it (2XX and 4XX are OpenAPI 3): write for example \"200\" or \"default\"");
            }
        }
    }
}
