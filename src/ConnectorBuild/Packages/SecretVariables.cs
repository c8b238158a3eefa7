using System.Text.RegularExpressions;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Packages;

/// <summary>
/// Environment variables of type secret. The value of one is the path of a secret in Key Vault (learn, "Use environment variables for
/// Azure Key Vault secrets").
/// Any other value may be the secret itself, so it is neither taken nor shown.
/// </summary>
internal static partial class SecretVariables
{
    /// <summary>Whether a value is such a path.</summary>
    public static bool IsPath(string value) => Path().IsMatch(value);

    /// <summary>A variable's value as messages may show it.</summary>
    public static string Show(EnvironmentVariableType type, string? value) =>
        type != EnvironmentVariableType.Secret || string.IsNullOrEmpty(value) || IsPath(value)
            ? $"'{value}'"
            : "a value that is not a Key Vault path and is not shown";

    /// <summary>CB6217 for a value that must not be taken; null for every other.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="value">A value for it, or null.</param>
    /// <param name="where">Where the value stands, as the message says it.</param>
    /// <param name="file">The file that gives the value, where one does.</param>
    public static Diagnostic? Refuse(EnvironmentVariable variable, string? value, string where, string? file = null) =>
        variable.Type != EnvironmentVariableType.Secret || string.IsNullOrEmpty(value) || IsPath(value)
            ? null
            : new Diagnostic(
                PackagingRules.SecretValueNoPath,
                $"The environment variable {QuotedText.Quote(variable.SchemaName)} is of type Secret, and {where} is not the path of a "
                    + "secret in Key Vault, so it may be the secret itself, which would be shown, stored and sent in clear text. "
                    + "Nothing was changed. Put the secret into a key vault (renew it, if this is one) and write "
                    + $"/subscriptions/{{id}}/resourceGroups/{{name}}/providers/Microsoft.KeyVault/vaults/{{name}}/secrets/{{name}}.",
                file is null ? null : new SourceLocation(file));

    /// <summary>
    /// Variables that a connector takes its client secret from, in the type Secret: what a project says of their texts leaves them
    /// secret.
    /// </summary>
    /// <param name="variables">The variables.</param>
    /// <param name="rows">The connectors.</param>
    public static IReadOnlyList<EnvironmentVariable> Typed(IEnumerable<EnvironmentVariable> variables, params IEnumerable<ConnectorRow> rows) =>
        Typed(variables, rows.SelectMany(r => r.SignInTexts));

    /// <summary>The same by the JSON texts that may refer to the variables.</summary>
    public static IReadOnlyList<EnvironmentVariable> Typed(IEnumerable<EnvironmentVariable> variables, IEnumerable<string?> texts)
    {
        var secrets = Secrets(texts);
        return [.. variables.Select(
            v => v.Type == EnvironmentVariableType.Text && secrets.Contains(v.SchemaName)
                ? v with { Type = EnvironmentVariableType.Secret }
                : v)];
    }

    /// <summary>
    /// CB6217 for each variable of another type that a connector of a package takes its client secret from: its value would be the secret
    /// itself.
    /// </summary>
    public static IEnumerable<Diagnostic> CheckTypes(SolutionManifest solution, IReadOnlyList<ConnectorRow> rows)
    {
        var secrets = Secrets(rows.SelectMany(r => r.SignInTexts));
        return solution.EnvironmentVariables
            .Where(v => v.Type != EnvironmentVariableType.Secret && secrets.Contains(v.SchemaName))
            .Select(v => new Diagnostic(
                PackagingRules.SecretValueNoPath,
                $"A connector takes its client secret from the environment variable {QuotedText.Quote(v.SchemaName)}, which is of type "
                    + $"{v.Type}, so its value would be the secret itself, shown, stored and sent in clear text. Nothing was changed. "
                    + "Make it a variable of type Secret, whose value is a path in Key Vault."));
    }

    private static HashSet<string> Secrets(IEnumerable<string?> texts) => texts
        .SelectMany(VariableReference.Find)
        .Where(r => LiteralSecrets.IsName(r.Member))
        .SelectMany(r => VariableReference.Names(r.Value))
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Checks what deployment settings give variables.</summary>
    /// <param name="variables">What the solution defines.</param>
    /// <param name="settings">What the settings say.</param>
    /// <param name="file">The settings' file.</param>
    /// <exception cref="ConnectorException">CB6217.</exception>
    public static void Require(IEnumerable<EnvironmentVariable> variables, IReadOnlyList<EnvironmentVariableValue> settings, string file)
    {
        Diagnostic[] found =
        [
            .. from variable in variables
               from given in settings
               where given.SchemaName.Equals(variable.SchemaName, StringComparison.OrdinalIgnoreCase)
               let finding = Refuse(variable, given.Value, "its value in the deployment settings", file)
               where finding is not null
               select finding,
        ];
        if (found.Length > 0)
        {
            throw new ConnectorException(found);
        }
    }

    [GeneratedRegex(@"^/subscriptions/[^/\s]+/resourceGroups/[^/\s]+/providers/Microsoft\.KeyVault/vaults/[a-z0-9-]+/secrets/[a-z0-9-]+(/[0-9a-f]{32})?/?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Path();
}
