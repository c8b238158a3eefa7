using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Platform;

/// <summary>A parameter is called connectionId.</summary>
internal sealed class ConnectionIdIsReserved() : Rule(Code), IParameterRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB2201", "A parameter is called connectionId", DiagnosticSeverity.Error) { PlatformCode = "ConnectionIdParameterNotAllowed" };

    public void Check(ParameterSite parameter, RuleContext context)
    {
        if (parameter[Keyword.Name].TextEquals("connectionId"))
        {
            context.Report(
                this, parameter[Keyword.Name],
                "No parameter may be called \"connectionId\": the platform's gateway uses the name itself and refuses the connector. "
                    + "Rename it (a path's variable is free to be called anything; a query parameter or header needs a policy that "
                    + "sets it under its real name)");
        }
    }
}
