using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>securityDefinitions without security.</summary>
internal sealed class SecurityIsRequired() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new("CB3004", "securityDefinitions without security", DiagnosticSeverity.Info);

    public void Check(RuleContext context)
    {
        var definitions = context.Definition[Keyword.SecurityDefinitions];
        if (definitions is { IsObject: true, Count: > 0 }
            && !context.Definition[Keyword.Security].Exists
            && !context.Index.Operations.Any(o => o[Keyword.Security].Exists))
        {
            context.ReportName(
                this, definitions,
                "\"securityDefinitions\" defines schemes that no \"security\" asks for. The platform takes the sign-in from "
                    + "apiProperties.json, so nothing breaks, but other tools take the API for open: add \"security\" at the root");
        }
    }
}
