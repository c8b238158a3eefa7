using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>A secret in a parameter that is not secure.</summary>
internal sealed class SecretIsSecure() : Rule(Code), IConnectionParameterRule
{
    public static readonly DiagnosticDescriptor Code = new("CB3103", "A secret in a parameter that is not secure", DiagnosticSeverity.Warning);

    private static readonly string[] SecretWords = ["password", "secret", "apikey", "api_key", "accesskey", "access_key", "token", "passphrase", "privatekey"];
    private static readonly string[] HarmlessEndings = ["url", "uri", "id", "name", "endpoint", "type", "host", "expiry"];

    public void Check(ConnectionParameterSite parameter, RuleContext context)
    {
        var name = parameter.Node.Name;
        if (parameter.IsOfType("string")
            && !name.StartsWith("token:", StringComparison.OrdinalIgnoreCase)
            && SecretWords.Any(w => name.Replace(" ", "", StringComparison.Ordinal).Contains(w, StringComparison.OrdinalIgnoreCase))
            && !HarmlessEndings.Any(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase)))
        {
            context.Report(
                this, parameter.Node[Keyword.Type],
                $"The connection parameter '{ValueText.Shorten(name)}' looks like a secret but has the type \"string\", so it is shown "
                    + $"while it is typed and kept in the clear: write \"securestring\"");
        }
    }
}
