using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>A real secret is a warning, a placeholder an info: both do not belong here, but only one can leak.</summary>
internal sealed class ClientSecretInFile() : Rule(Code), IConnectionParameterRule
{
    public static readonly DiagnosticDescriptor Code = new("CB3201", "A client secret in the file", DiagnosticSeverity.Warning);

    public void Check(ConnectionParameterSite parameter, RuleContext context)
    {
        var secret = parameter.OAuthSettings.FindIgnoringCase("clientSecret");
        if (!secret.Exists || secret.IsNull || secret.TextEquals("") || EnvironmentVariable.IsReference(secret))
        {
            return;
        }

        if (Placeholder.IsLikely(secret.Text ?? ""))
        {
            context.Report(this, secret, "\"clientSecret\" holds a placeholder. It is left out of packages, but somebody may fill it in one day and commit it: remove the member", severity: DiagnosticSeverity.Info);
        }
        else
        {
            // The value itself must not appear in a log.
            context.Report(this, secret, "\"clientSecret\" is filled in, so everybody who can read this file or its history can sign in as the app: remove it, renew the secret, and let the deployment supply it");
        }
    }
}
