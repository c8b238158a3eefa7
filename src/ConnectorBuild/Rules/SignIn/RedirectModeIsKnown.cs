using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>redirectMode is unknown or in the wrong case.</summary>
internal sealed class RedirectModeIsKnown() : Rule(Code), IConnectionParameterRule
{
    public static readonly DiagnosticDescriptor Code = new("CB3210", "redirectMode is unknown or in the wrong case", DiagnosticSeverity.Warning);

    private static readonly string[] Modes = ["GlobalPerConnector", "Global", "Direct"];

    public void Check(ConnectionParameterSite parameter, RuleContext context)
    {
        var mode = parameter.OAuthSettings.FindIgnoringCase("redirectMode");
        if (mode.Exists && !mode.IsNull && !Modes.Contains(mode.Text))
        {
            context.Report(
                this, mode,
                $"\"redirectMode\" is {ValueText.Of(mode)}, which is not one of the platform's modes as it writes "
                    + $"them{context.Hint(mode.Text ?? "", Modes)}: write \"GlobalPerConnector\" (every new connector gets a redirect "
                    + "address of its own)");
        }
    }
}
