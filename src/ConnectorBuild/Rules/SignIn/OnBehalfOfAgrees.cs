using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>The two switches for on-behalf-of contradict each other.</summary>
internal sealed class OnBehalfOfAgrees() : Rule(Code), IConnectionParameterRule
{
    public static readonly DiagnosticDescriptor Code = new("CB3215", "The two switches for on-behalf-of contradict each other", DiagnosticSeverity.Warning);

    public void Check(ConnectionParameterSite parameter, RuleContext context)
    {
        var settings = new OAuthSettings(parameter);
        var enabled = settings.CustomValue("enableOnbehalfOfLogin");
        var supported = settings.Node[Keyword.Properties].FindIgnoringCase("IsOnbehalfofLoginSupported");
        if (settings.IsEntra && IsTrue(enabled) && supported.Exists && !IsTrue(supported))
        {
            context.Report(this, supported, "\"enableOnbehalfOfLogin\" is on but \"IsOnbehalfofLoginSupported\" is off; the platform then saves the connector and silently keeps its old settings: turn both on, or both off");
        }
    }

    private static bool IsTrue(SourceNode node) =>
        node.IsTrue || string.Equals(node.Text, "true", StringComparison.OrdinalIgnoreCase);
}
