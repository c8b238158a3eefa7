using ConnectorBuild.Validation;

namespace ConnectorBuild.Rules.Tests.Validation;

/// <summary>A project that names a secret for a connector.</summary>
public sealed class SecretSettingTests
{
    private const string Entra = """{"properties":{"iconBrandColor":"#007ee5","connectionParameters":{"token":{"type":"oauthSetting","oAuthSettings":{"identityProvider":"aad","clientId":"","scopes":["a"],"redirectMode":"Global","redirectUrl":"","customParameters":{"loginUri":{"value":"https://login.microsoftonline.com"},"tenantId":{"value":"common"},"resourceUri":{"value":"https://management.azure.com/"}}}}}}}""";

    [Theory]
    [InlineData("aad", "ConnectorClientSecretEnvVar", "")]
    [InlineData("oauth2", "ConnectorClientSecretEnvVar", "(3,5): Warning")]
    [InlineData("oauth2", "ConnectorClientSecretKeyVaultUri", "(3,5): Warning")]
    [InlineData("oauth2", null, "")]
    public void SecretOfAConnector_ThatDoesNotSignInWithEntra_IsSaid(string provider, string? property, string expected)
    {
        using var connector = new TestConnector().WithProperties(Entra.Replace("aad", provider, StringComparison.Ordinal));
        var projectFile = connector.Write(
            "Test.csproj",
            $"<Project>\n  <PropertyGroup>\n    <{property ?? "Other"}>X</{property ?? "Other"}>\n  </PropertyGroup>\n</Project>");
        var project = connector.Project with
        {
            ProjectFile = projectFile,
            SolutionName = "Contoso",
            PublisherPrefix = "contoso",
            ClientSecretEnvironmentVariable = property == "ConnectorClientSecretEnvVar" ? "X" : null,
            ClientSecretKeyVaultUri = property == "ConnectorClientSecretKeyVaultUri" ? "https://x.vault.azure.net/secrets/y" : null,
        };

        var found = ProjectValidation.Validate(project, environmentName: null, TestContext.Current.CancellationToken).Diagnostics
            .Where(d => d.Id == "CB6113");

        Assert.Equal(expected, string.Join(' ', found.Select(d => $"({d.Location!.Value.Line},{d.Location.Value.Column}): {d.Severity}")));
    }
}
