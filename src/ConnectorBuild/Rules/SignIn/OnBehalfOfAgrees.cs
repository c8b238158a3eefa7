using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>On-behalf-of sign-in is switched on by one of its two switches, or for every tenant.</summary>
internal sealed class OnBehalfOfAgrees() : Rule(Code), IConnectionParameterRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB3215", "The settings of on-behalf-of sign-in contradict each other", DiagnosticSeverity.Warning);

    public void Check(ConnectionParameterSite parameter, RuleContext context)
    {
        var settings = new OAuthSettings(parameter);
        if (!settings.IsEntra)
        {
            return;
        }

        var enabled = settings.CustomValue("enableOnbehalfOfLogin");
        var supported = settings.Node.FindIgnoringCase("properties").FindIgnoringCase("IsOnbehalfofLoginSupported");
        if (IsTrue(enabled) && !IsTrue(supported))
        {
            context.Report(this, supported.Exists ? supported : enabled,
                $"\"enableOnbehalfOfLogin\" is on but \"IsOnbehalfofLoginSupported\" is {(supported.Exists ? "off" : "missing")}, and the "
                    + "platform is reported to need both, so calls do not run on behalf of the signed-in user: turn both on, or both off");
        }
        else if (IsTrue(supported) && !enabled.Exists)
        {
            // The portal of former years wrote this switch into every connector, and those work: without on-behalf-of. A tool server's
            // users are agents' users, who meet the sign-in that its maker never saw.
            var isForAgents = context.Index.Operations.Any(o => o.IsAgentic);
            context.Report(this, supported,
                "\"IsOnbehalfofLoginSupported\" is on but \"enableOnbehalfOfLogin\" is missing, so calls do not run on behalf of the "
                    + $"signed-in user{(isForAgents ? ", and every user of an agent has to sign in in a window" : "")}: add "
                    + "\"enableOnbehalfOfLogin\" with \"true\" to \"customParameters\" if they should, with \"false\" if not",
                severity: isForAgents ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info);
        }
        else if (IsTrue(enabled))
        {
            CheckTenant(settings, enabled, context);
        }
    }

    private void CheckTenant(OAuthSettings settings, SourceNode enabled, RuleContext context)
    {
        var tenant = settings.CustomValue("tenantId");
        if (tenant.Text is null or "" or "common" or "organizations")
        {
            context.Report(this, tenant.Exists ? tenant : enabled,
                $"On-behalf-of sign-in is on and the tenant is {(tenant.Text is { Length: > 0 } text ? $"\"{text}\"" : "missing")}, "
                    + "but the app is prepared for the users of one tenant: "
                    + "those of another are asked to sign in, or refused: write your tenant's id as \"tenantId\"");
        }
    }

    private static bool IsTrue(SourceNode node) =>
        node.IsTrue || string.Equals(node.Text, "true", StringComparison.OrdinalIgnoreCase);
}
