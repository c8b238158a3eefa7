using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Operations;

/// <summary>An operation is called finished in a connector that is not.</summary>
internal sealed class StatusFollowsConnector() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new("CB4127", "An operation's status is ahead of the connector's", DiagnosticSeverity.Info)
    {
        IsCertification = true,
        PlatformCode = "OperationStatusAheadOfConnector",
    };

    public void Check(OperationSite operation, RuleContext context)
    {
        var status = operation[Keyword.XMsApiAnnotation][Keyword.Status];
        if (status.TextEquals("Production") && context.Definition[Keyword.Info][Keyword.XMsApiAnnotation][Keyword.Status].TextEquals("Preview"))
        {
            context.Report(this, status,
                $"'{operation.Label}' has the status \"Production\", but the connector has \"Preview\", and an operation cannot be "
                    + "ahead of its connector: "
                    + "write \"Preview\" here, or \"Production\" in \"x-ms-api-annotation\" of \"info\"");
        }
    }
}
