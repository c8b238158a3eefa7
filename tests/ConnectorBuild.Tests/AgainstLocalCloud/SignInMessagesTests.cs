using Azure.Identity;
using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Entra.Credentials;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>What a sign-in says: by which way, and what to mend where it fails.</summary>
public sealed class SignInMessagesTests : CloudTest
{
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);

    // Azure.Identity signs assertions by the machine's clock.
    protected override LocalCloudOptions Options =>
        base.Options with { Clock = TimeProvider.System, ReplicationLag = TimeSpan.Zero, SecretDelay = TimeSpan.Zero };

    [Fact]
    public async Task Plan_SignedIn_NamesTheWay()
    {
        _variables["AZURE_CLIENT_ID"] = Cloud.Deployer.ClientId;
        _variables["AZURE_CLIENT_SECRET"] = Cloud.Deployer.ClientSecret;
        var observer = new RecordingObserver();

        await PlanAsync(observer: observer);

        Assert.Equal(2, observer.Identities.Count);
        Assert.All(
            observer.Identities,
            i => Assert.EndsWith(" by Environment (AZURE_CLIENT_ID, AZURE_CLIENT_SECRET)", i.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Plan_OneCredentialRefusedTwice_IsSaidOnceWithItsWay()
    {
        _variables["CONTOSO_CLIENT_ID"] = Cloud.Deployer.ClientId;
        _variables["CONTOSO_CLIENT_SECRET"] = "wrong";

        var diagnostic = Assert.Single(await RefusedAsync("Environment:CONTOSO"));

        Assert.Equal("CB7001", diagnostic.Id);
        Assert.StartsWith(
            "Signing in to Entra and Dataverse by Environment (CONTOSO_CLIENT_ID, CONTOSO_CLIENT_SECRET) failed: AADSTS7000215",
            diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "and there is no such file")]
    [InlineData("no certificate", "which cannot be read as a certificate")]
    public async Task Plan_CertificateThatCannotBeUsed_NamesVariableAndPath(string? content, string reason)
    {
        var file = Path.Combine(Path.GetTempPath(), $"connectorbuild-{Guid.NewGuid():N}.pem");
        _variables["AZURE_CLIENT_ID"] = Cloud.Deployer.ClientId;
        _variables["AZURE_CLIENT_CERTIFICATE_PATH"] = file;
        if (content is not null)
        {
            await File.WriteAllTextAsync(file, content, Stop);
        }

        try
        {
            var diagnostic = Assert.Single(await RefusedAsync());

            Assert.Equal("CB7001", diagnostic.Id);
            Assert.Contains($"AZURE_CLIENT_CERTIFICATE_PATH names '{file}', {reason}", diagnostic.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("EntraCredential", diagnostic.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Plan_TokenFileIsMissing_NamesTheVariable()
    {
        var file = Path.Combine(Path.GetTempPath(), $"connectorbuild-{Guid.NewGuid():N}.jwt");
        _variables["AZURE_CLIENT_ID"] = Cloud.Deployer.ClientId;
        _variables["AZURE_FEDERATED_TOKEN_FILE"] = file;

        var diagnostic = Assert.Single(await RefusedAsync());

        Assert.Equal("CB7001", diagnostic.Id);
        Assert.Contains($"AZURE_FEDERATED_TOKEN_FILE names '{file}', and there is no such file", diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_GitHubCannotBeReached_NamesItsHostAndVariable()
    {
        _variables["AZURE_CLIENT_ID"] = Cloud.Deployer.ClientId;
        _variables["ACTIONS_ID_TOKEN_REQUEST_URL"] = "http://127.0.0.1:1/token?api-version=2.0";
        _variables["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] = "job-token";

        var diagnostic = Assert.Single(await RefusedAsync());

        Assert.Equal("CB9005", diagnostic.Id);
        Assert.Contains(
            "GitHub's token endpoint 127.0.0.1, which ACTIONS_ID_TOKEN_REQUEST_URL names, cannot be reached", diagnostic.Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain("AuthorityHost", diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_CertificateOfTheAuthorityIsNotTrusted_SaysSoAndNamesTheSetting()
    {
        _variables["AZURE_CLIENT_ID"] = Cloud.Deployer.ClientId;
        _variables["AZURE_CLIENT_SECRET"] = Cloud.Deployer.ClientSecret;

        var diagnostic = Assert.Single(await RefusedAsync(target: Target() with { TrustedCertificate = null }));

        Assert.Equal("CB9005", diagnostic.Id);
        Assert.Contains("the certificate of the token endpoint localhost is not trusted", diagnostic.Message, StringComparison.Ordinal);
        Assert.Contains("TrustedCertificate", diagnostic.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Retry", diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_GraphOfAnotherCloud_NamesCloudAndGraphUrl()
    {
        _variables["AZURE_CLIENT_ID"] = Cloud.Deployer.ClientId;
        _variables["AZURE_CLIENT_SECRET"] = Cloud.Deployer.ClientSecret;

        var diagnostic = Assert.Single(await RefusedAsync(target: Target() with { GraphScope = "https://microsoftgraph.chinacloudapi.cn/.default" }));

        Assert.Contains("AADSTS500011", diagnostic.Message, StringComparison.Ordinal);
        Assert.Contains("check Cloud, and with it GraphUrl", diagnostic.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("(Dataverse)", diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AzureCli:FOO", "reads no variables")]
    [InlineData("DeviceCode:FOO", "reads no variables")]
    [InlineData("Environment:A-B", "'A-B_CLIENT_ID'")]
    [InlineData("Environment:1A", "'1A_CLIENT_ID'")]
    public void Resolve_PrefixThatDoesNothing_IsRefused(string named, string reason)
    {
        var diagnostic = Assert.Throws<ConnectorException>(() => Resolve(named, Target())).Diagnostics[0];

        Assert.Equal("CB7006", diagnostic.Id);
        Assert.Contains(reason, diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Merge_RefusalsThatDifferInTheirIdsOnly_AreOne()
    {
        var once = SignIn.Merge(Refusal("Entra", "AADSTS700082", "1"), Refusal("Dataverse", "AADSTS700082", "2"), Target());
        var twice = SignIn.Merge(Refusal("Entra", "AADSTS700082", "1"), Refusal("Dataverse", "AADSTS500011", "2"), Target());

        Assert.StartsWith(
            "Signing in to Entra and Dataverse failed: AADSTS700082", Assert.Single(once.Diagnostics).Message, StringComparison.Ordinal);
        Assert.Equal(2, twice.Diagnostics.Count);

        static ConnectorException Refusal(string service, string code, string id) => GraphErrors.SignInFailed(
            new AuthenticationFailedException($"{code}: expired. Trace ID: {id} Correlation ID: {id} Timestamp: 2026-11-23 05:47:1{id}Z"), service);
    }

    private ResolvedCredential Resolve(string? named, DeploymentTarget target) =>
        new CredentialResolver(_variables.GetValueOrDefault, isInteractive: false, _ => Task.CompletedTask).Resolve(named, target);

    private async Task PlanAsync(string? named = null, DeploymentTarget? target = null, RecordingObserver? observer = null)
    {
        target ??= Target();
        var credential = Resolve(named, target).Credential;
        using var engine = new DeploymentEngine(
            target, credential, credential, new FixedSecret(""), TimeProvider.System, observer ?? new RecordingObserver());
        await engine.PlanAsync(Desired(target: target), Stop);
    }

    private async Task<IReadOnlyList<Diagnostic>> RefusedAsync(string? named = null, DeploymentTarget? target = null) =>
        (await Assert.ThrowsAsync<ConnectorException>(() => PlanAsync(named, target))).Diagnostics;
}
