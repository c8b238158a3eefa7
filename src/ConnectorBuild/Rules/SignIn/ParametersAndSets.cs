using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>Connection parameters and parameter sets at once.</summary>
internal sealed class ParametersAndSets() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new("CB3104", "Connection parameters and parameter sets at once", DiagnosticSeverity.Warning);

    public void Check(RuleContext context)
    {
        var parameters = context.Properties[Keyword.ConnectionParameters];
        if (parameters is { IsObject: true, Count: > 0 } && context.Properties[Keyword.ConnectionParameterSets] is { IsObject: true } sets)
        {
            context.ReportName(
                this, sets,
                "Both \"connectionParameters\" and \"connectionParameterSets\" are there; for a connector of one's own the platform "
                    + "takes one of them: keep the sets where makers choose how to sign in, else the parameters");
        }
    }
}
