using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>Sign-in with Entra lacks resource, login address or tenant.</summary>
internal sealed class EntraSignInIsComplete() : Rule(Code), IConnectionParameterRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB3203", "Sign-in with Entra lacks resource, login address or tenant", DiagnosticSeverity.Warning);

    public void Check(ConnectionParameterSite parameter, RuleContext context)
    {
        var settings = new OAuthSettings(parameter);
        if (!settings.IsEntra)
        {
            return;
        }

        foreach (var (name, example) in (ReadOnlySpan<(string, string)>)[("resourceUri", "api://..., the API's application ID URI"), ("loginUri", "https://login.microsoftonline.com"), ("tenantId", "common, or the tenant's id")])
        {
            var entry = settings.Custom(name);
            if (!entry.Exists)
            {
                context.ReportName(this, settings.CustomParameters is { Exists: true } all ? all : settings.Node,
                    $"'{name}' is missing, which the sign-in with Microsoft Entra needs: "
                        + $"{context.RenameAdvice(name, settings.CustomNames.Except(CustomParameterIsKnown.Known, StringComparer.OrdinalIgnoreCase))}add "
                        + $"\"{name}\": {{ \"value\": \"{example}\" }}");
            }
            else if (settings.CustomValue(name) is not { IsString: true, IsBlank: false })
            {
                context.ReportName(
                    this, entry,
                    $"'{name}' has no text as its \"value\", so the sign-in with Microsoft Entra fails: write \"{name}\": {{ "
                        + $"\"value\": \"{example}\" }}");
            }
        }
    }
}
