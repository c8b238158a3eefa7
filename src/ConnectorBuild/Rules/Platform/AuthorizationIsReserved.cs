using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Platform;

/// <summary>A header parameter that the platform fills in itself.</summary>
internal sealed class AuthorizationIsReserved() : Rule(Code), IParameterRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB2210", "A parameter for the header Authorization", DiagnosticSeverity.Error) { PlatformCode = "ReservedParameterIsUsed" };

    private const string Reserved = "Authorization";

    public void Check(ParameterSite parameter, RuleContext context)
    {
        var name = parameter[Keyword.Name];
        if (name.Raw.Length == Reserved.Length && string.Equals(name.Text, Reserved, StringComparison.OrdinalIgnoreCase) && parameter.In == "header")
        {
            context.Report(this, name,
                "The header \"Authorization\" is reserved for the connection, which fills it in, so the platform refuses it as a parameter: "
                    + "describe the sign-in in \"securityDefinitions\" and apiProperties.json, or let makers fill another header and "
                    + "set this one by the policy setheader");
        }
    }
}
