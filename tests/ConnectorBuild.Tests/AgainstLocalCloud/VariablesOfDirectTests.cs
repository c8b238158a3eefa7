using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Deployment.Routes;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>Environment variables on the route Direct: made, valued and resolved when the connector is saved.</summary>
public sealed class VariablesOfDirectTests : CloudTest
{
    private readonly ProjectFiles _files = new();

    public override ValueTask DisposeAsync()
    {
        _files.Dispose();
        return base.DisposeAsync();
    }

    private DesiredState Create(string? settings = null, Func<ConnectorProject, ConnectorProject>? change = null)
    {
        _files.Write(
            "apiDefinition.swagger.json",
            Contoso.Definition.Replace("management.azure.com", "@environmentVariables(\\\"contoso_Host\\\")", StringComparison.Ordinal));
        _files.Write("apiProperties.json", Contoso.Properties
            .Replace("\"clientId\":\"\"", "\"clientId\":\"@environmentVariables(\\\"contoso_App\\\")\"", StringComparison.Ordinal)
            .Replace(
                "\"resourceUri\":{\"value\":\"https://management.core.windows.net/\"}",
                "\"resourceUri\":{\"value\":\"@environmentVariables(\\\"contoso_Resource\\\")\"}", StringComparison.Ordinal));
        if (settings is not null)
        {
            _files.Write("settings.json", settings);
        }

        var project = _files.Project() with { EnvironmentVariables = [new EnvironmentVariable("contoso_Resource", "Resource") { DefaultValue = Contoso.ResourceUrl }] };
        return DesiredStates.Create(change?.Invoke(project) ?? project, Target(), Stop)[0];
    }

    [Fact]
    public async Task Deploy_ConnectorThatRefersToVariables_MakesAndValuesThemAndSignsIn()
    {
        const string Settings = """{"EnvironmentVariables":[{"SchemaName":"contoso_Host","Value":"management.azure.com"}]}""";

        var result = await DeployAsync(Create(Settings));

        Assert.Equal("management.azure.com", result.Observed.Dataverse.Variables["contoso_Host"].Value);
        Assert.Equal(Contoso.ResourceUrl, result.Observed.Dataverse.Variables["contoso_Resource"].Effective);
        Assert.Equal(result.Observed.Entra!.Application!.AppId, result.Observed.Dataverse.Variables["contoso_App"].Value);
        Assert.Contains("@environmentVariables", result.Observed.Dataverse.Connector!["openapidefinition"]!, StringComparison.Ordinal);
        var signIn = await SignInAsync(Create(Settings));
        Assert.True(signIn.Succeeded, signIn.Message);
        Clock.Advance(TimeSpan.FromMinutes(5));
        Cloud.Requests.Clear();
        Assert.True((await DeployAsync(Create(Settings))).Plan.IsEmpty);
        Assert.InRange(Count("Dataverse"), 1, 2);
    }

    [Fact]
    public async Task Deploy_ValueChanged_SavesTheConnectorAgainAndKeepsTheSecret()
    {
        await DeployAsync(Create("""{"EnvironmentVariables":[{"SchemaName":"contoso_Host","Value":"one.example"}]}"""));
        Clock.Advance(TimeSpan.FromMinutes(5));

        var result = await DeployAsync(Create("""{"EnvironmentVariables":[{"SchemaName":"contoso_Host","Value":"two.example"}]}"""));

        Assert.Equal(
            ["Update environment variable", "Update connector", "Update deployment record"],
            result.Plan.Steps.Select(s => $"{s.Kind} {s.Thing}"));
        Assert.Equal(["openapidefinition"], result.Plan.Steps.OfType<UpdateConnector>().Single().Columns.Keys);
        Assert.True((await SignInAsync(Create())).Succeeded);
    }

    [Fact]
    public async Task Deploy_StoppedBetweenValueAndConnector_SavesTheConnectorInTheNextRun()
    {
        const string Two = """{"EnvironmentVariables":[{"SchemaName":"contoso_Host","Value":"two.example"}]}""";
        await DeployAsync(Create("""{"EnvironmentVariables":[{"SchemaName":"contoso_Host","Value":"one.example"}]}"""));
        Clock.Advance(TimeSpan.FromMinutes(5));
        Cloud.Faults.Add(new FaultRule { Method = "PATCH", Path = "*/connectors(*", Abort = true });
        await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync(Create(Two)));
        Cloud.Faults.Clear();

        var result = await DeployAsync(Create(Two));

        Assert.Equal(["Update connector", "Update deployment record"], result.Plan.Steps.Select(s => $"{s.Kind} {s.Thing}"));
        Assert.True((await DeployAsync(Create(Two))).Plan.IsEmpty);
    }

    private static ConnectorProject WithSecret(ConnectorProject project, string? defaultValue) => project with
    {
        EnvironmentVariables = [.. project.EnvironmentVariables, new EnvironmentVariable(
            "contoso_Host", "Host", EnvironmentVariableType.Secret) { DefaultValue = defaultValue }],
    };

    [Theory]
    [InlineData("""{"EnvironmentVariables":[{"SchemaName":"Contoso_host","Value":"h7Tq2Lm9Vx4Bn8Rz"}]}""", null)]
    [InlineData(null, "h7Tq2Lm9Vx4Bn8Rz")]
    public void SecretVariable_WithAValueThatIsNoKeyVaultPath_IsRefusedAndNotShown(string? settings, string? defaultValue)
    {
        var e = Assert.Throws<ConnectorException>(() => Create(settings, p => WithSecret(p, defaultValue)));

        Assert.Equal("CB6217", Assert.Single(e.Diagnostics).Id);
        Assert.DoesNotContain("h7Tq2Lm9Vx4Bn8Rz", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_SecretVariableThatHoldsNoPath_DoesNotShowWhatItHolds()
    {
        const string Path = "/subscriptions/1/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v/secrets/s";
        await DeployAsync(Create("""{"EnvironmentVariables":[{"SchemaName":"contoso_Host","Value":"h7Tq2Lm9Vx4Bn8Rz"}]}"""));
        var desired = Create($$"""{"EnvironmentVariables":[{"SchemaName":"contoso_Host","Value":"{{Path}}"}]}""", p => WithSecret(p, null));
        using var engine = new DeploymentEngine(
            desired.Target, Credential(desired.Target), Credential(desired.Target), new NoSecretReader(), Clock, new RecordingObserver());

        var (plan, _) = await engine.PlanAsync(desired, Stop);

        var summary = Assert.Single(plan.Steps.OfType<SetVariable>()).Summary;
        Assert.Contains(Path, summary, StringComparison.Ordinal);
        Assert.DoesNotContain("h7Tq2Lm9Vx4Bn8Rz", summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_DefinitionChanged_IsWrittenAndTheConnectorSavedAgain()
    {
        await DeployAsync(WithDefault("one.example"));

        var result = await DeployAsync(WithDefault("two.example", "Where it is"));

        Assert.Equal(
            "'contoso_Default': default 'one.example' -> 'two.example', display name 'Address' -> 'Where it is'",
            Assert.Single(result.Plan.Steps.OfType<UpdateVariable>()).Summary);
        Assert.Single(result.Plan.Steps.OfType<UpdateConnector>());
        Assert.Empty((await DeployAsync(WithDefault("two.example", "Where it is"))).Plan.Steps);
        Assert.Empty((await DeployAsync(WithDefault("two.example", "Where it is"))).Plan.Steps);

        DesiredState WithDefault(string value, string name = "Address") => Contoso.Desired(
            Contoso.Project with { EnvironmentVariables = [new EnvironmentVariable("contoso_Default", name) { DefaultValue = value }] },
            Contoso.Definition.Replace("management.azure.com", "@environmentVariables(\\\"contoso_Default\\\")", StringComparison.Ordinal),
            null,
            Target());
    }

    [Fact]
    public async Task Deploy_DefinitionThatSomebodyElseGaveTexts_KeepsThem()
    {
        var created = await Target().SendAsync(Credential(Target()), HttpMethod.Post, "environmentvariabledefinitions", new()
        {
            ["schemaname"] = "contoso_Host", ["displayname"] = "The host of all", ["type"] = 100000000, ["isrequired"] = true, ["defaultvalue"] = "management.azure.com",
        });

        await DeployAsync(Create());

        var definition = await Target().SendAsync(
            Credential(Target()), HttpMethod.Get, $"environmentvariabledefinitions({created!["environmentvariabledefinitionid"]})");
        Assert.Equal("The host of all True", $"{definition!["displayname"]} {(bool)definition["isrequired"]!}");
        Assert.Empty((await DeployAsync(Create())).Plan.Steps);
    }

    [Fact]
    public async Task Plan_VariableThatNothingGivesAValue_Warns() =>
        Assert.Contains(
            (await DeployAsync(Create())).Plan.Diagnostics,
            d => d.Id == "CB8111" && d.Message.Contains("contoso_Host", StringComparison.Ordinal));
}
