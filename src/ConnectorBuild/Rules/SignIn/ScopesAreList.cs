using ConnectorBuild.Connectors;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>scopes is not a list of texts.</summary>
internal sealed class ScopesAreList() : Rule(Code), IConnectionParameterRule
{
    public static readonly DiagnosticDescriptor Code = new("CB3211", "scopes is not a list of texts", DiagnosticSeverity.Warning);

    public void Check(ConnectionParameterSite parameter, RuleContext context)
    {
        var scopes = parameter.OAuthSettings.FindIgnoringCase("scopes");
        if (scopes.IsString)
        {
            var parts = ScopeText.Split(scopes.Text!);
            context.Report(
                this,
                scopes,
                "\"scopes\" is one text, but the platform reads a list and ignores this: "
                    + $"write [{string.Join(", ", parts.Take(5).Select(p => $"\"{ValueText.Shorten(p)}\""))}{(parts.Length > 5 ? ", ..." : "")}]");
        }
        else if (scopes.Exists && !scopes.IsNull && !scopes.IsArray)
        {
            context.Report(
                this, scopes,
                $"\"scopes\" must be a list of texts but is {ValueText.Of(scopes)}, which the platform ignores: write [\"...\"]");
        }

        foreach (var scope in scopes.Elements)
        {
            if (!scope.IsString)
            {
                context.Report(this, scope, $"A scope must be a text but is {ValueText.Of(scope)}: write its name in quotes");
            }
        }
    }
}
