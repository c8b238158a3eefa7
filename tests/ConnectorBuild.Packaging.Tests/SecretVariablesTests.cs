using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;

namespace ConnectorBuild.Packaging.Tests;

/// <summary>A value of a secret variable is the path of a secret in Key Vault; any other value is neither taken nor shown.</summary>
public sealed class SecretVariablesTests
{
    private const string Path =
        "/subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv/secrets/invoices";

    private static readonly EnvironmentVariable Secret = new("contoso_Secret", "Secret", EnvironmentVariableType.Secret);

    private static readonly EnvironmentVariable Text = new("contoso_Secret", "Secret", EnvironmentVariableType.Text);

    [Theory]
    [InlineData(EnvironmentVariableType.Secret, "s3cr3t", "a value that is not a Key Vault path and is not shown")]
    [InlineData(EnvironmentVariableType.Secret, Path, $"'{Path}'")]
    [InlineData(EnvironmentVariableType.Secret, "", "''")]
    [InlineData(EnvironmentVariableType.Secret, null, "''")]
    [InlineData(EnvironmentVariableType.Text, "plain", "'plain'")]
    public void Show_Value_IsShownUnlessItMayBeTheSecret(EnvironmentVariableType type, string? value, string expected) =>
        Assert.Equal(expected, SecretVariables.Show(type, value));

    [Fact]
    public void Refuse_ValueThatMayBeTheSecret_IsFoundAtItsFileAndNotShown()
    {
        var finding = SecretVariables.Refuse(Secret, "s3cr3t", "its value", "settings.json")!;

        Assert.Equal(("CB6217", "settings.json"), (finding.Id, finding.Location?.File));
        Assert.DoesNotContain("s3cr3t", finding.Message, StringComparison.Ordinal);
        Assert.Null(SecretVariables.Refuse(Secret, "s3cr3t", "its value")!.Location);
        Assert.Null(SecretVariables.Refuse(Secret, Path, "its value"));
        Assert.Null(SecretVariables.Refuse(Text, "s3cr3t", "its value"));
    }

    [Fact]
    public void Typed_TextThatAConnectorTakesItsSecretFrom_BecomesASecret()
    {
        const string parameters = """{"token":{"oAuthSettings":{"clientId":"@environmentVariables(\"contoso_Id\")","clientSecret":"@environmentVariables(\"contoso_secret\")"}}}""";
        var number = new EnvironmentVariable("contoso_Id", "Id", EnvironmentVariableType.Number);

        var typed = SecretVariables.Typed([Text, number, Text with { SchemaName = "contoso_Id" }], new[] { (string?)parameters });

        Assert.Equal([EnvironmentVariableType.Secret, EnvironmentVariableType.Number, EnvironmentVariableType.Text], typed.Select(v => v.Type));
    }

    [Fact]
    public void Require_ValueOfASecretInSettings_IsRefusedWhateverItsCase()
    {
        var refusal = Assert.Throws<ConnectorException>(
            () => SecretVariables.Require([Secret], [new EnvironmentVariableValue("CONTOSO_secret", "s3cr3t")], "settings.json"));

        Assert.Equal("CB6217", Assert.Single(refusal.Diagnostics).Id);
        SecretVariables.Require([Secret], [new EnvironmentVariableValue("contoso_Secret", Path)], "settings.json");
        SecretVariables.Require([Secret], [new EnvironmentVariableValue("contoso_Other", "s3cr3t")], "settings.json");
    }
}
