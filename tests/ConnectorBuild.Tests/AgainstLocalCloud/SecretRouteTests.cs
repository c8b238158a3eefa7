using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Deployment.Routes;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>How the client secret gets into a managed connector: known before the import begins.</summary>
public sealed class SecretRouteTests : CloudTest
{
    private const string VaultPath = "/subscriptions/1/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v/secrets/s";
    private const string Reference = "\"clientSecret\":\"@environmentVariables(\\\"contoso_Secret\\\")\"";

    private readonly ProjectFiles _files = new();
    private readonly Dictionary<string, string> _vault = [];

    protected override LocalCloudOptions Options => base.Options with
    {
        KeyVaultSecrets = _vault,
        Environments =
        [
            new() { Name = "local" },
            new() { Name = "blocked", BlockUnmanagedChanges = true },
            new() { Name = "dropping", DropsSecretReferences = true },
            new() { Name = "both", DropsSecretReferences = true, BlockUnmanagedChanges = true },
        ],
    };

    public override ValueTask DisposeAsync()
    {
        _files.Dispose();
        return base.DisposeAsync();
    }

    private DesiredState Desired(string name, bool managed = true)
    {
        var environment = new DeploymentEnvironment { Name = name, Managed = managed, Route = "Solution" };
        return PackagedState.Create(_files.Project(environment), Target(Cloud.Environments[name]) with { Environment = environment }, Stop)[0];
    }

    private void ReferToKeyVault(bool withValue = true)
    {
        _files.Write(
            "apiProperties.json",
            Contoso.Properties.Replace("\"clientId\":\"\"", "\"clientId\":\"\"," + Reference, StringComparison.Ordinal));
        if (withValue)
        {
            _files.Write("settings.json", $$"""{"EnvironmentVariables":[{"SchemaName":"contoso_Secret","Value":"{{VaultPath}}"}],"ConnectionReferences":[]}""");
        }
    }

    [Fact]
    public void Settings_WithASecretInsteadOfItsPath_AreRefusedAndItIsNotShown()
    {
        ReferToKeyVault(withValue: false);
        _files.Write("settings.json", """{"EnvironmentVariables":[{"SchemaName":"contoso_Secret","Value":"h7Tq2Lm9Vx4Bn8Rz"}],"ConnectionReferences":[]}""");

        var e = Assert.Throws<ConnectorException>(() => Desired("local"));

        Assert.Equal("CB6217", Assert.Single(e.Diagnostics).Id);
        Assert.DoesNotContain("h7Tq2Lm9Vx4Bn8Rz", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_EnvironmentThatHoldsASecretInsteadOfItsPath_DoesNotShowIt()
    {
        ReferToKeyVault();
        _vault[VaultPath] = "s";
        var desired = Desired("local", managed: false);
        await DeployAsync(desired);
        var held = (await DeployAsync(desired)).Observed.Dataverse.Variables["contoso_Secret"].ValueId;
        await desired.Target.SendAsync(
            Credential(desired.Target), HttpMethod.Patch, $"environmentvariablevalues({held})",
            new JsonObject { ["value"] = "h7Tq2Lm9Vx4Bn8Rz" });
        using var engine = new DeploymentEngine(
            desired.Target, Credential(desired.Target), Credential(desired.Target), new NoSecretReader(), Clock, new RecordingObserver());

        var texts = (await engine.PlanAsync(desired, Stop)).Plan.Steps.SelectMany(s => s.Details.Prepend(s.Summary)).ToList();

        Assert.Contains(texts, t => t.Contains(VaultPath, StringComparison.Ordinal));
        Assert.DoesNotContain(texts, t => t.Contains("h7Tq2Lm9Vx4Bn8Rz", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deploy_BlockedAndSecretMinted_StopsBeforeTheImport()
    {
        Cloud.Requests.Clear();

        var e = await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync(Desired("blocked")));

        Assert.Equal("CB8106", Assert.Single(e.Diagnostics).Id);
        Assert.Contains("@environmentVariables", e.Message, StringComparison.Ordinal);
        Assert.Empty(Writes);
    }

    [Fact]
    public async Task Deploy_SettingsOfTheOrganizationCannotBeRead_SaysWhatIsNotKnown()
    {
        Cloud.Faults.Add(new FaultRule { Service = "Dataverse", Path = "*/organizations*", Status = 403, Body = """{"error":{"code":"0x80040220","message":"missing prvReadOrganization"}}""" });
        var observer = new RecordingObserver();

        await DeployAsync(Desired("local"), observer: observer);

        Assert.Contains("CB8107", observer.Plan!.Diagnostics.Select(d => d.Id));
    }

    [Fact]
    public async Task Deploy_BlockedAndPackageUnmanaged_StopsBeforeTheImport()
    {
        Assert.Contains("CB8114", await CodesAsync(() => DeployAsync(Desired("blocked", managed: false))));
        Assert.DoesNotContain(Writes, w => w.Contains("Import", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("blocked")]
    [InlineData("dropping")]
    public async Task Deploy_SecretInKeyVault_ArrivesByReference(string name)
    {
        ReferToKeyVault();
        _vault[VaultPath] = "from-the-vault";
        var desired = Desired(name);
        var first = await DeployAsync(desired);

        Assert.Equal("from-the-vault", Cloud.FindConnectorSecret(name, desired.Row.Identity.RowId.ToString()));
        Assert.Contains(
            "@environmentVariables(\\\"contoso_Secret\\\")", first.Observed.Dataverse.Connector!["connectionparameters"]!,
            StringComparison.Ordinal);
        Assert.Empty(first.Observed.Entra!.Application!.Passwords);
        Assert.Empty((await DeployAsync(desired)).Plan.Steps);
    }

    [Theory]
    [InlineData("Direct")]
    [InlineData("Solution")]
    public async Task Deploy_SecretInKeyVaultAndAppWithoutOne_SaysWhatIsLeftAndMintsNothing(string route)
    {
        ReferToKeyVault();
        _vault[VaultPath] = "nobody knows";
        var environment = new DeploymentEnvironment { Name = "local", Route = route };
        var desired = DesiredStates.Create(
            _files.Project(environment), Target(Cloud.Environments["local"]) with { Environment = environment }, Stop)[0];
        var observer = new RecordingObserver();

        var first = await DeployAsync(desired, observer: observer);

        Assert.Contains("CB7209", observer.Plan!.Diagnostics.Select(d => d.Id));
        var app = first.Observed.Entra!.Application!;
        Assert.Contains(
            $"az keyvault secret set --vault-name v --name s --value \"$(az ad app credential reset --id {app.AppId} ",
            Assert.Single(first.Plan.Needs), StringComparison.Ordinal);
        Assert.Contains(app.AppId, Assert.Single(first.Plan.Diagnostics, d => d.Id == "CB7209").Message, StringComparison.Ordinal);
        Assert.Empty(app.Passwords);
        var second = await DeployAsync(desired);
        Assert.Empty(second.Plan.Steps);
        Assert.Single(second.Plan.Needs);

        await new GraphCaller(this).SendAsync(HttpMethod.Post, $"/applications(appId='{app.AppId}')/addPassword", """{"passwordCredential":{"displayName":"for the vault"}}""");
        var third = await DeployAsync(desired);
        Assert.Empty(third.Plan.Needs);
        Assert.DoesNotContain(third.Plan.Diagnostics, d => d.Id == "CB7209");
    }

    [Theory]
    [InlineData("Direct")]
    [InlineData("Solution")]
    public void Variable_ThatTheSecretIsTakenFrom_IsSecretWhateverAnItemSaysOfIt(string route)
    {
        ReferToKeyVault(withValue: false);
        _files.Write("settings.json", """{"EnvironmentVariables":[{"SchemaName":"contoso_Secret","Value":"Plain~77"}]}""");
        var environment = new DeploymentEnvironment { Name = "local", Route = route };
        var target = Target(Cloud.Environments["local"]) with { Environment = environment };
        var project = _files.Project(environment) with { EnvironmentVariables = [new EnvironmentVariable("contoso_Secret", "My secret")] };

        var e = Assert.Throws<ConnectorException>(() => DesiredStates.Create(project, target, Stop));

        Assert.Equal("CB6217", Assert.Single(e.Diagnostics).Id);
        Assert.DoesNotContain("Plain~77", e.Message, StringComparison.Ordinal);
        Assert.Contains("CB6217", Assert.Throws<ConnectorException>(() => DesiredStates.Create(
            project with { DeploymentSettingsFile = null, EnvironmentVariables = [new EnvironmentVariable("contoso_Secret", "My secret") { DefaultValue = "Plain~77" }] }, target, Stop)).Diagnostics.Select(d => d.Id));
        Assert.NotEmpty(DesiredStates.Create(project with { DeploymentSettingsFile = null }, target, Stop));
    }

    [Fact]
    public async Task Deploy_ImportDropsTheReferenceAndBlocks_SaysWhatToDo()
    {
        ReferToKeyVault();
        _vault[VaultPath] = "secret";

        Assert.Contains("CB8109", await CodesAsync(() => DeployAsync(Desired("both"))));
    }

    [Fact]
    public async Task Deploy_SecretVariableWithoutValue_StopsBeforeTheImport()
    {
        ReferToKeyVault(withValue: false);
        Cloud.Requests.Clear();

        Assert.Equal(["CB8108", "CB7209"], await CodesAsync(() => DeployAsync(Desired("local"))));
        Assert.Empty(Writes);
    }
}
