using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>A sign-in that only Microsoft's own connectors can use.</summary>
internal sealed class FirstPartySignIn() : Rule(Code), IConnectionParameterRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB3205", "A sign-in that only Microsoft's own connectors can use", DiagnosticSeverity.Warning);

    public void Check(ConnectionParameterSite parameter, RuleContext context)
    {
        var publisher = context.Properties[Keyword.Publisher].Text ?? "";
        var settings = new OAuthSettings(parameter);
        if (!settings.Node.IsObject || publisher.Contains("Microsoft", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        if (settings.ProviderIs("aadcertificate"))
        {
            context.Report(
                this, settings.Provider,
                "The identity provider \"aadcertificate\" is for Microsoft's own apps, and a connector of one's own cannot sign in "
                    + "with it: write \"aad\"");
        }

        var firstParty = settings.Node[Keyword.Properties][Keyword.IsFirstParty];
        if (firstParty.IsTrue || string.Equals(firstParty.Text, "True", StringComparison.OrdinalIgnoreCase))
        {
            context.Report(
                this, firstParty,
                "\"IsFirstParty\" says that Microsoft owns the app, and the platform then looks for it in the wrong place: write "
                    + "\"False\"");
        }
    }
}
