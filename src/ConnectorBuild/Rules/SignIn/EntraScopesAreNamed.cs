using ConnectorBuild.Connectors;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>A sign-in with Entra for which neither the settings nor the definition name a permission: a deployment must choose.</summary>
internal sealed class EntraScopesAreNamed() : Rule(Code), IConnectionParameterRule
{
    public static readonly DiagnosticDescriptor Code = new("CB3220", "The sign-in names no scopes", DiagnosticSeverity.Warning);

    public void Check(ConnectionParameterSite parameter, RuleContext context)
    {
        var settings = new OAuthSettings(parameter);
        if (!settings.IsEntra || settings.CustomValue("resourceUri").Text is not { Length: > 0 } resource)
        {
            return;
        }

        var scopes = settings.Node.FindIgnoringCase("scopes");
        if (Texts(scopes).Any(IsPermission) || OfDefinition(context).Any(s => IsPermission(s) && ScopeText.Read(s).All(t => t.IsOf(resource))))
        {
            return;
        }

        var isGraph = ResourceScopes.IsSame(resource, "https://graph.microsoft.com");
        context.Report(
            this,
            scopes.Exists ? scopes : settings.Node,
            "The sign-in names no scopes, so a deployment keeps the permissions that the app has, or else takes "
                + $"{(isGraph ? "'User.Read' of Microsoft Graph" : "'user_impersonation' or the only permission that the API offers; one that offers others is refused")}: "
                + $"write those that the operations need, such as \"scopes\": [\"{(isGraph ? "User.Read" : "user_impersonation")}\"]");
    }

    private static bool IsPermission(string text) => ScopeText.Read(text).Any(s => !s.IsOpenId && !s.IsDefault);

    private static IEnumerable<string> Texts(SourceNode scopes)
    {
        if (scopes.Text is { } text)
        {
            yield return text;
        }

        foreach (var scope in scopes.Elements)
        {
            if (scope.Text is { } one)
            {
                yield return one;
            }
        }
    }

    // Scopes that the definition requires are among those that it declares, or the platform refuses it.
    private static IEnumerable<string> OfDefinition(RuleContext context)
    {
        foreach (var scheme in context.Definition[Keyword.SecurityDefinitions].Members)
        {
            foreach (var scope in scheme[Keyword.Scopes].Members)
            {
                yield return scope.Name;
            }
        }
    }
}
