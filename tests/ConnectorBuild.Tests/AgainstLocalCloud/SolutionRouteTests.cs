using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Deployment.Approval;
using ConnectorBuild.Cloud.Deployment.Routes;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.Packages;
using ConnectorBuild.Projects;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>Route="Solution": the package is imported, and what an import does not bring is put back.</summary>
public sealed class SolutionRouteTests : SolutionRouteTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deploy_EmptyEnvironment_EndsWithASignInThatWorks(bool managed)
    {
        var observer = new RecordingObserver();

        var result = await DeployAsync(Desired(managed: managed), observer: observer);

        Assert.Equal(managed, result.Observed.Dataverse.Solution!.IsManaged);
        Assert.Equal("1.0.0.0", result.Observed.Dataverse.Solution.Version);
        Assert.Contains(observer.Events, e => e.StartsWith("progress import", StringComparison.Ordinal));
        Assert.Single(result.Observed.Entra!.Application!.RedirectUris);
        Assert.Contains("@environmentVariables", result.Observed.Dataverse.Connector!["connectionparameters"]!, StringComparison.Ordinal);
        var signIn = await SignInAsync(Desired(managed: managed));
        Assert.True(signIn.Succeeded, signIn.Message);
        Assert.Equal(Contoso.ResourceUrl, signIn.Audience);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deploy_Again_WritesNothingAndTakesTwoRoundTripsAtMost(bool managed)
    {
        await DeployAsync(Desired(managed: managed));
        Clock.Advance(TimeSpan.FromMinutes(5));
        Cloud.Requests.Clear();

        var result = await DeployAsync(Desired(managed: managed));

        Assert.Empty(result.Plan.Steps);
        Assert.Empty(Writes);
        Assert.InRange(Count("Dataverse"), 1, 2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deploy_HigherVersion_UpgradesAndPutsTheSignInBack(bool managed)
    {
        await DeployAsync(Desired(managed: managed));
        Clock.Advance(TimeSpan.FromMinutes(5));
        Files.Write(
            "apiDefinition.swagger.json",
            Contoso.Definition.Replace("List subscriptions", "List all subscriptions", StringComparison.Ordinal));

        var result = await DeployAsync(Desired("1.1.0", managed));

        Assert.Equal(
            ["Add client secret", "Update solution", "Update connector", "Update deployment record"],
            result.Plan.Steps.Select(s => $"{s.Kind} {s.Thing}"));
        Assert.Equal("1.1.0.0", result.Observed.Dataverse.Solution!.Version);
        Assert.Contains("List all subscriptions", result.Observed.Dataverse.Connector!["openapidefinition"]!, StringComparison.Ordinal);
        Assert.True((await SignInAsync(Desired())).Succeeded);
        Assert.Equal(managed, Cloud.Requests.Records.Any(r => r.Path.EndsWith("StageAndUpgradeAsync", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Deploy_LowerVersion_IsRefusedOrSkippedBySetting()
    {
        await DeployAsync(Desired("2.0.0"));
        Cloud.Requests.Clear();

        Assert.Contains("CB8112", await CodesAsync(() => DeployAsync(Desired("1.9.0"))));
        var skipped = await DeployAsync(Desired("1.9.0", change: p => p with { SkipLowerVersion = true }));

        Assert.Empty(skipped.Plan.Steps);
        Assert.Empty(Writes);
    }

    [Fact]
    public async Task Deploy_FormerPackage_RollsBack()
    {
        var former = Desired("1.0.0");
        await DeployAsync(former);
        Files.Write("apiDefinition.swagger.json", Contoso.Definition.Replace("List subscriptions", "Broken", StringComparison.Ordinal));
        await DeployAsync(Desired("1.1.0"));

        var back = PackagedState.FromPackage(
            Contoso.Project with { ProjectDirectory = "/nowhere" }, former.Import().Package.Zip, "former.zip", Target(Environment()))[0];
        var result = await DeployAsync(back);

        Assert.Equal("1.0.0.0", result.Observed.Dataverse.Solution!.Version);
        Assert.Equal(former.Import().Package.Hash, result.Observed.Dataverse.Record.Record!.PackageHash);
        Assert.Contains("List subscriptions", result.Observed.Dataverse.Connector!["openapidefinition"]!, StringComparison.Ordinal);
        Assert.True((await SignInAsync(back)).Succeeded);
    }

    [Fact]
    public async Task Deploy_SecretWipedByAnotherPipelinesImport_IsPutBackWithoutAnImport()
    {
        var desired = Desired(managed: true);
        await DeployAsync(desired);
        using (var other = new ImportByAnother(this, desired.Target))
        {
            await other.ImportAsync(desired.Import().Package.Zip);
        }

        Assert.False((await SignInAsync(desired)).Succeeded);
        var result = await DeployAsync(desired);

        Assert.Equal(["Add client secret", "Update connector", "Update deployment record"], result.Plan.Steps.Select(s => $"{s.Kind} {s.Thing}"));
        Assert.True((await SignInAsync(desired)).Succeeded);
    }

    [Fact]
    public async Task Deploy_OnePackageThroughTwoTenants_GivesEachItsValues()
    {
        DeploymentEnvironment[] environments = [Environment("test"), Environment("prod")];
        Files.Write("apiDefinition.prod.json", """{"host":"prod.contoso.example"}""");
        var project = Files.Project(environments);

        var test = PackagedState.Create(project, Target(environments[0]), Stop)[0];
        var prod = PackagedState.Create(project, Target(environments[1]), Stop)[0];
        await DeployAsync(test);
        var result = await DeployAsync(prod);

        Assert.Equal(test.Import().Package.Hash, prod.Import().Package.Hash);
        Assert.Equal("prod.contoso.example", result.Observed.Dataverse.Variables["contoso_azureresourcemanager_Host"].Effective);
        Assert.Equal("management.azure.com", (await DeployAsync(test)).Observed.Dataverse.Variables["contoso_azureresourcemanager_Host"].Effective);
        Assert.Empty((await DeployAsync(prod)).Plan.Steps);
    }

    [Fact]
    public async Task Deploy_OneZipThroughDevTestAndProdWithApprovedPlans_IsTheSameByHashEverywhere()
    {
        DeploymentEnvironment[] environments = [Environment(), Environment("test"), Environment("prod", managed: true)];
        Files.Write("apiDefinition.prod.json", """{"host":"prod.contoso.example"}""");
        var package = ValidatedProject.Open(Files.Project(environments)).Package(Stop);
        var zips = new Dictionary<bool, byte[]> { [false] = package.ToZip(managed: false), [true] = package.ToZip(managed: true) };
        var settings = package.Values["prod"];
        Files.Write(
            "prod.settings.json",
            System.Text.Encoding.UTF8.GetString(
                DeploymentSettings.Create(package.Manifest, package.Connectors.Select(c => c.Identity), settings).ToJson()));

        // From here on there are no sources, only zip, settings and what MSBuild said of the environments.
        var bare = Contoso.Project with { ProjectDirectory = "/nowhere", Environments = environments };
        foreach (var environment in environments)
        {
            var zip = zips[environment.Managed];
            var project = environment.Managed ? bare with { DeploymentSettingsFile = Files["prod.settings.json"] } : bare;
            var target = Target(environment);
            var desired = PackagedState.FromPackage(project, zip, "a.zip", target)[0];
            using (var planner = new DeploymentEngine(
                target, Credential(target), Credential(target), new NoSecretReader(), Clock, new RecordingObserver()))
            {
                var (plan, observed) = await planner.PlanAsync(desired, Stop);
                ApprovedPlan.Create(desired, observed, plan, Clock.GetUtcNow()).Write(Files["approved.json"]);
            }

            Clock.Advance(TimeSpan.FromHours(20));
            var approved = ApprovedPlan.Read(Files["approved.json"]);
            using (var engine = new DeploymentEngine(
                target, Credential(target), Credential(target), new NoSecretReader(), Clock, new RecordingObserver()))
            {
                var other = PackagedState.FromPackage(
                    project, zips[!environment.Managed], "b.zip",
                    target with { Environment = environment with { Managed = !environment.Managed } })[0];
                Assert.Contains("CB9105", await CodesAsync(() => engine.DeployAsync(other, approved, Stop)));
                var result = await engine.DeployAsync(desired, approved, Stop);
                Assert.Equal(
                    Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(zip)),
                    result.Observed.Dataverse.Record.Record!.PackageHash);
                Assert.Equal(
                    environment.Managed ? "prod.contoso.example" : "management.azure.com",
                    result.Observed.Dataverse.Variables["contoso_azureresourcemanager_Host"].Effective);
            }

            Clock.Advance(TimeSpan.FromMinutes(5));
            Assert.True((await Cloud.SignInAsync(environment.Name, desired.Row.Identity.RowId.ToString(), Stop)).Succeeded);
        }
    }

    [Fact]
    public async Task Deploy_ValueChanged_ImportsAgainSoThatTheConnectorTakesItOver()
    {
        Files.Write("settings.json", """{"EnvironmentVariables":[{"SchemaName":"contoso_Url","Value":"one.example"}]}""");
        Files.Write(
            "apiDefinition.swagger.json",
            Contoso.Definition.Replace("management.azure.com", "@environmentVariables(\\\"contoso_Url\\\")", StringComparison.Ordinal));
        await DeployAsync(Desired());
        Files.Write("settings.json", """{"EnvironmentVariables":[{"SchemaName":"contoso_Url","Value":"two.example"}]}""");

        var result = await DeployAsync(Desired());

        Assert.Contains(
            result.Plan.Steps.OfType<ImportSolution>().Single().Details,
            d => d.Contains("'one.example' -> 'two.example'", StringComparison.Ordinal));
        Assert.Equal("two.example", result.Observed.Dataverse.Variables["contoso_Url"].Effective);
        Assert.True((await SignInAsync(Desired())).Succeeded);
    }

    [Fact]
    public async Task Deploy_FromDirectToSolution_SaysThatTheValuesAreTheSame()
    {
        Files.Write("apiDefinition.local.json", """{"host":"local.example"}""");
        var direct = new DeploymentEnvironment { Name = "local" };
        await DeployAsync(DesiredStates.Create(Files.Project(direct), Target(direct), Stop)[0]);

        var result = await DeployAsync(Desired());

        var import = Assert.Single(result.Plan.Steps.OfType<ImportSolution>());
        Assert.Equal(["openapidefinition", "connectionparameters"], import.Differences.Select(d => d.Column));
        Assert.All(import.Differences, d => Assert.StartsWith("comes to the same", d.Text, StringComparison.Ordinal));
        Assert.DoesNotContain(result.Plan.Diagnostics, d => d.Id == "CB9101");
        Assert.True((await SignInAsync(Desired())).Succeeded);
        Clock.Advance(TimeSpan.FromMinutes(5));

        var back = await DeployAsync(DesiredStates.Create(Files.Project(direct), Target(direct), Stop)[0]);

        Assert.All(
            Assert.Single(back.Plan.Steps.OfType<UpdateConnector>()).Differences,
            d => Assert.StartsWith("comes to the same", d.Text, StringComparison.Ordinal));
        Assert.DoesNotContain(back.Plan.Diagnostics, d => d.Id == "CB9101");
    }

    [Fact]
    public async Task Deploy_EditThatThePatchHasTakenOver_IsNoDrift()
    {
        Files.Write("apiDefinition.local.json", """{"host":"one.example"}""");
        var desired = (await DeployAsync(Desired())).Observed.Dataverse.Connector!;
        var target = Target(Environment());
        await target.SendAsync(Credential(target), HttpMethod.Patch, $"connectors({desired.Id})", new()
        {
            ["openapidefinition"] = desired["openapidefinition"]!.Replace("@environmentVariables(\\\"contoso_azureresourcemanager_Host\\\")", "portal.example", StringComparison.Ordinal),
        });
        Assert.Contains("CB9008", await CodesAsync(() => DeployAsync(Desired())));
        Files.Write("apiDefinition.local.json", """{"host":"portal.example"}""");

        var result = await DeployAsync(Desired());

        Assert.Equal("portal.example", result.Observed.Dataverse.Variables["contoso_azureresourcemanager_Host"].Effective);
        Assert.Empty((await DeployAsync(Desired())).Plan.Steps);
    }

    [Fact]
    public async Task Deploy_LastPatchTakenAway_ShowsTheValuesAndNotTheReferences()
    {
        Files.Write("apiDefinition.local.json", """{"host":"one.example"}""");
        await DeployAsync(Desired());
        File.Delete(Files["apiDefinition.local.json"]);

        var import = Assert.Single((await DeployAsync(Desired())).Plan.Steps.OfType<ImportSolution>());

        Assert.Contains(
            import.Differences,
            d => d is { Subject: "host", Text: "'one.example' becomes 'management.azure.com': every call goes there" });
    }

    [Fact]
    public async Task Deploy_ValueOfAPatchChanged_ShowsTheValuesAndNotTheReferences()
    {
        Files.Write("apiDefinition.local.json", """{"host":"one.example"}""");
        await DeployAsync(Desired());
        Files.Write("apiDefinition.local.json", """{"host":"two.example"}""");
        Files.Write("apiDefinition.swagger.json", Contoso.Definition.Replace("List subscriptions", "All subscriptions", StringComparison.Ordinal));

        var import = Assert.Single((await DeployAsync(Desired())).Plan.Steps.OfType<ImportSolution>());

        Assert.Contains(import.Differences, d => d is { Subject: "host", Text: "'one.example' becomes 'two.example': every call goes there" });
    }

    [Fact]
    public async Task Deploy_RecordThatCannotBeRead_IsSaidAndWrittenAnew()
    {
        var first = await DeployAsync(Desired());
        Assert.Equal(ChangeKind.Create, Assert.Single(first.Plan.Steps.OfType<WriteRecord>()).Kind);
        var target = Target(Environment());
        await target.SendAsync(
            Credential(target), HttpMethod.Patch, $"environmentvariablevalues({first.Observed.Dataverse.Record.ValueId})", new System.Text.Json.Nodes.JsonObject { ["value"] = "{}" });

        var result = await DeployAsync(Desired());

        Assert.Contains(result.Plan.Diagnostics, d => d.Id == "CB8013");
        Assert.Equal(ChangeKind.Update, Assert.Single(result.Plan.Steps.OfType<WriteRecord>()).Kind);
        Assert.Equal(
            "nothing is imported; the secret is put into the sign-in settings, and no other field is touched",
            Assert.Single(Assert.Single(result.Plan.Steps.OfType<RestoreSignIn>()).Details));
        Assert.Empty((await DeployAsync(Desired())).Plan.Steps);
    }

    [Fact]
    public async Task Deploy_DefinitionOfAVariableChanged_ComesWithAnImport()
    {
        Files.Write(
            "apiDefinition.swagger.json",
            Contoso.Definition.Replace("management.azure.com", "@environmentVariables(\\\"contoso_Url\\\")", StringComparison.Ordinal));
        await DeployAsync(WithDefault("one.example"));

        var result = await DeployAsync(WithDefault("two.example", "Where it is"));

        Assert.Equal(
            ["environment variable 'contoso_Url': default 'one.example' -> 'two.example'", "environment variable 'contoso_Url': display name 'Address' -> 'Where it is'"],
            Assert.Single(result.Plan.Steps.OfType<ImportSolution>()).Details);
        Assert.Equal("two.example", result.Observed.Dataverse.Variables["contoso_Url"].Effective);
        Assert.Empty((await DeployAsync(WithDefault("two.example", "Where it is"))).Plan.Steps);

        DesiredState WithDefault(string value, string name = "Address") =>
            Desired(change: p => p with { EnvironmentVariables = [new EnvironmentVariable("contoso_Url", name) { DefaultValue = value }] });
    }

    [Fact]
    public async Task Deploy_TwoConnectorsInOnePackage_ImportsOnceAndBothSignIn()
    {
        using var other = new ProjectFiles();
        File.WriteAllBytes(Files["a.connector.json"], Files.Project().ToJson());
        File.WriteAllBytes(Files["b.connector.json"], (other.Project() with { ConnectorName = "Other" }).ToJson());
        var environment = Environment();
        var solution = Contoso.Project with { ConnectorProjects = [Files["a.connector.json"], Files["b.connector.json"]], Environments = [environment] };
        var states = DesiredStates.Create(solution, Target(environment), Stop);

        foreach (var state in states)
        {
            await DeployAsync(state);
        }

        Assert.Single(
            Writes,
            w => w.EndsWith("ImportSolutionAsync", StringComparison.Ordinal)
                || w.EndsWith("StageAndUpgradeAsync", StringComparison.Ordinal));
        Clock.Advance(TimeSpan.FromMinutes(5));
        foreach (var state in states)
        {
            Assert.True((await SignInAsync(state)).Succeeded);
            Assert.Empty((await DeployAsync(state)).Plan.Steps);
        }
    }

    [Fact]
    public async Task Deploy_PortalEdit_IsDriftAndNotOverwrittenWithoutBeingTold()
    {
        await DeployAsync(Desired());
        using (var other = new ImportByAnother(this, Target(Environment())))
        {
            Files.Write("apiDefinition.swagger.json", Contoso.Definition.Replace("List subscriptions", "Edited elsewhere", StringComparison.Ordinal));
            await other.ImportAsync(Desired().Import().Package.Zip);
        }

        Files.Write("apiDefinition.swagger.json", Contoso.Definition);

        Assert.Contains("CB9008", await CodesAsync(() => DeployAsync(Desired())));
        var result = await DeployAsync(Desired(change: p => p with { OverwriteDrift = true }));
        Assert.Contains("List subscriptions", result.Observed.Dataverse.Connector!["openapidefinition"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_ManagedOverUnmanagedSolution_IsRefusedBeforeAnything()
    {
        await DeployAsync(Desired());
        Cloud.Requests.Clear();

        Assert.Contains("CB8105", await CodesAsync(() => DeployAsync(Desired("2.0.0", managed: true))));
        Assert.Empty(Writes);
    }

    [Fact]
    public async Task Deploy_NoUpgradeAction_GoesThroughAHoldingSolution()
    {
        await DeployAsync(Desired(managed: true));
        Cloud.Faults.Add(new FaultRule
        {
            Path = "*/StageAndUpgradeAsync",
            Status = 404,
            Body = """{"error":{"code":"0x8006088a","message":"Resource not found for the segment 'StageAndUpgradeAsync'."}}""",
        });

        var result = await DeployAsync(Desired("1.1.0", managed: true));

        Assert.Equal("1.1.0.0", result.Observed.Dataverse.Solution!.Version);
        Assert.Contains(Writes, w => w.EndsWith("DeleteAndPromote", StringComparison.Ordinal));
        Assert.True((await SignInAsync(Desired(managed: true))).Succeeded);
    }
}
