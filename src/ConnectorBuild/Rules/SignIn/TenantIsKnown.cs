using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>The tenant is not a tenant.</summary>
internal sealed class TenantIsKnown() : Rule(Code), IConnectionParameterRule
{
    public static readonly DiagnosticDescriptor Code = new("CB3214", "The tenant is not a tenant", DiagnosticSeverity.Warning);

    public void Check(ConnectionParameterSite parameter, RuleContext context)
    {
        var settings = new OAuthSettings(parameter);
        var tenant = settings.CustomValue("tenantId");
        if (settings.IsEntra && tenant.Text is { Length: > 0 } text && !VariableText.IsReference(text) && !IsTenant(text))
        {
            context.Report(
                this, tenant,
                $"The tenant {ValueText.Of(tenant)} is neither a tenant's id, nor a domain, nor one of common, organizations, "
                    + "consumers, so Entra finds no tenant to sign in "
                    + $"to{context.Hint(text, ["common", "organizations", "consumers"])}: write the tenant's id, or \"common\" for any");
        }
    }

    private static bool IsTenant(string text) =>
        text is "common" or "organizations" or "consumers"
        || Guid.TryParse(text, out _)
        || (text.Contains('.') && Uri.CheckHostName(text) == UriHostNameType.Dns);
}
