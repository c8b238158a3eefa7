using ConnectorBuild.Connectors;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>A real secret is a warning, a placeholder an info: both do not belong here, but only one can leak.</summary>
internal sealed class ClientSecretInFile() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new("CB3201", "A client secret in the file", DiagnosticSeverity.Warning);

    public void Check(RuleContext context) => Find(context.Connector.PropertiesRoot, context);

    private void Find(SourceNode node, RuleContext context)
    {
        foreach (var child in node.Children)
        {
            // Few names are long enough to be worth a text.
            if (child.RawName.Length >= LiteralSecrets.NameLength && LiteralSecrets.IsName(child.Name))
            {
                Judge(child, context);
            }

            Find(child, context);
        }
    }

    private void Judge(SourceNode secret, RuleContext context)
    {
        foreach (var inner in secret.Children)
        {
            if (secret.IsArray || LiteralSecrets.IsValueName(inner.Name))
            {
                Judge(inner, context);
            }
        }

        if (secret.Text is { } text ? !LiteralSecrets.IsLiteral(text) : !secret.IsNumber)
        {
            return;
        }

        if (Placeholder.IsLikely(secret.Text ?? ""))
        {
            context.Report(
                this, secret,
                "\"clientSecret\" holds a placeholder. It is left out of packages, but somebody may fill it in one day and commit it: "
                    + "remove the member",
                severity: DiagnosticSeverity.Info);
        }
        else
        {
            // The value itself must not appear in a log.
            context.Report(
                this, secret,
                "\"clientSecret\" is filled in, so everybody who can read this file or its history can sign in as the app: remove it, "
                    + "renew the secret, and let the deployment supply it");
        }
    }
}
