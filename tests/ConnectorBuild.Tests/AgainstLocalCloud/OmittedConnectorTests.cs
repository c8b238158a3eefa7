using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Deployment.Applying;
using ConnectorBuild.Cloud.Deployment.Routes;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>A connector is taken out of a project whose solution an environment has with it.</summary>
public sealed class OmittedConnectorTests : SolutionRouteTest
{
    private const string Omitted = "contoso_other";

    private readonly ProjectFiles _other = new();

    public override ValueTask DisposeAsync()
    {
        _other.Dispose();
        return base.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deploy_ManagedUpgradeWithoutAConnector_IsRefusedBeforeAnythingIsWritten(bool isReferredTo)
    {
        var former = await DeployBothAsync(managed: true);
        if (isReferredTo)
        {
            await SendAsync("connectionreferences", new JsonObject
            {
                ["connectionreferencelogicalname"] = "contoso_flow_reference",
                ["connectionreferencedisplayname"] = "Of the nightly flow",
                ["connectorid"] = "/providers/Microsoft.PowerApps/apis/shared_x",
                ["CustomConnectorId@odata.bind"] = $"/connectors({former[1].Row.Identity.RowId})",
            });
        }

        Cloud.Requests.Clear();

        var e = await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync(One("1.1.0", managed: true)));

        Assert.Equal(isReferredTo ? ["CB8115", "CB8121"] : ["CB8115"], e.Diagnostics.Select(d => d.Id));
        Assert.Equal(
            isReferredTo,
            e.Diagnostics.Any(d => d.Message.Contains("connectionreference:contoso_flow_reference", StringComparison.Ordinal)));
        var refusal = e.Diagnostics[0];
        Assert.Contains($"'{Omitted}'", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain($"'{former[0].Row.Identity.Name}'", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Writes);
        Assert.True((await SignInAsync(former[1])).Succeeded);
    }

    [Fact]
    public async Task Deploy_ManagedUpgradeWithoutAConnectorThatIsNamed_DeletesItAndSaysSoBefore()
    {
        var former = await DeployBothAsync(managed: true);

        var result = await DeployAsync(One("1.1.0", managed: true, "contoso_elsewhere", Omitted.ToUpperInvariant()));

        Assert.Empty(Findings(result));
        Assert.Contains(
            Assert.Single(result.Plan.Steps.OfType<ImportSolution>()).Details,
            d => d.StartsWith($"! connector '{Omitted}' (", StringComparison.Ordinal));
        Assert.Null(await FindAsync(former[1]));
        Assert.True((await SignInAsync(former[0])).Succeeded);
        Assert.Empty((await DeployAsync(One("1.1.0", managed: true, Omitted))).Plan.Steps);
    }

    [Theory]
    [InlineData(true, "1.1.0")]
    [InlineData(true, "1.0.0")]
    [InlineData(false, "1.1.0")]
    public async Task Deploy_ReferenceAndVariableTakenOut_AreSaidWhereTheUpgradeDeletesThem(bool managed, string version)
    {
        await DeployAsync(Desired("1.0.0", managed, p => p with
        {
            EnvironmentVariables = [new EnvironmentVariable("contoso_Extra", "Extra") { DefaultValue = "x" }],
            ConnectionReferences = [new ConnectionReference("contoso_Mail", "Mail", "/providers/Microsoft.PowerApps/apis/shared_office365")],
        }));

        var mayDelete = new[] { "connectionreference:contoso_Mail", "environmentVariable:contoso_extra" };
        var wanted = Desired(version, managed, p => p with { DeleteOmitted = mayDelete });
        if (managed && version == "1.1.0")
        {
            var refusal = Assert.Single((await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync(Desired(version, managed)))).Diagnostics);
            Assert.Equal("CB8118", refusal.Id);
            Assert.Contains("connectionreference:contoso_Mail;environmentvariable:contoso_Extra", refusal.Message, StringComparison.Ordinal);
        }

        var result = await DeployAsync(wanted);

        var told = result.Plan.Steps.OfType<ImportSolution>().SelectMany(s => s.Details).Where(d => d.Contains("deleted", StringComparison.Ordinal));
        Assert.Equal(
            managed && version == "1.1.0"
                ? ["! connection reference 'contoso_Mail' (Mail) is deleted with its connection: flows that use it stop", "  environment variable 'contoso_Extra' is deleted with its value"]
                : [],
            told);
        var target = Target(Environment());
        var left = await target.SendAsync(Credential(target), HttpMethod.Get, "connectionreferences?$select=connectionreferencelogicalname");
        Assert.Equal(told.Any() ? 0 : 1, left!["value"]!.AsArray().Count);
        Assert.Empty((await DeployAsync(wanted)).Plan.Steps);
    }

    [Fact]
    public async Task Deploy_ManagedUpgradeWithEveryConnector_IsNotRefused()
    {
        await DeployBothAsync(managed: true);

        var result = await DeployAsync(Both("1.1.0", managed: true)[0]);

        Assert.Equal("1.1.0.0", result.Observed.Dataverse.Solution!.Version);
        Assert.Empty(Findings(result));
    }

    [Fact]
    public async Task Deploy_AfterAnUpgradeByHandTookTheConnectorOut_GoesOn()
    {
        await DeployBothAsync(managed: true);
        var wanted = One("1.1.0", managed: true);
        await SendAsync("StageAndUpgradeAsync", new JsonObject
        {
            ["CustomizationFile"] = Convert.ToBase64String(wanted.Import().Package.Zip.Span),
            ["OverwriteUnmanagedCustomizations"] = false,
            ["PublishWorkflows"] = true,
        });
        Clock.Advance(TimeSpan.FromMinutes(30));

        var result = await DeployAsync(wanted);

        Assert.Empty(Findings(result));
        Assert.True((await SignInAsync(wanted)).Succeeded);
    }

    [Fact]
    public async Task Deploy_ConnectorThatAnotherManagedSolutionHas_UpgradesAndSaysThatItStays()
    {
        var former = await DeployBothAsync(managed: true);
        var second = PackagedState.Create(
            _other.Project(Environment(managed: true)) with { ConnectorName = "Other", SolutionName = "Second", SolutionVersion = "1.0.0" }, Target(Environment(managed: true)), Stop)[0];
        using (var another = new ImportByAnother(this, second.Target))
        {
            await another.ImportAsync(second.Import().Package.Zip);
        }

        var result = await DeployAsync(One("1.1.0", managed: true));

        Assert.Contains("'Second'", Assert.Single(Findings(result)).Message, StringComparison.Ordinal);
        Assert.NotNull((await DeployAsync(second)).Observed.Dataverse.Connector);
        Assert.Equal(former[1].Row.Identity.RowId, second.Row.Identity.RowId);
    }

    [Theory]
    [InlineData("1.0.0", false)]
    [InlineData("1.1.0", false)]
    [InlineData("1.0.0", true)]
    public async Task Deploy_NoUpgrade_WarnsThatTheConnectorStays(string version, bool managed)
    {
        var former = await DeployBothAsync(managed);

        var result = await DeployAsync(One(version, managed));

        var warning = Assert.Single(Findings(result));
        Assert.Equal(("CB8116", DiagnosticSeverity.Warning), (warning.Id, warning.Severity));
        Assert.Contains($"'{Omitted}'", warning.Message, StringComparison.Ordinal);
        Assert.True((await SignInAsync(former[1])).Succeeded);

        Clock.Advance(TimeSpan.FromMinutes(5));
        Cloud.Requests.Clear();
        Assert.Empty((await DeployAsync(One(version, managed))).Plan.Steps);
        Assert.Equal(managed ? 3 : 2, Count("Dataverse"));
    }

    private async Task<IReadOnlyList<DesiredState>> DeployBothAsync(bool managed)
    {
        var states = Both("1.0.0", managed);
        foreach (var state in states)
        {
            await DeployAsync(state);
        }

        Clock.Advance(TimeSpan.FromMinutes(5));
        return states;
    }

    private IReadOnlyList<DesiredState> Both(string version, bool managed) => States(version, managed, [], "a.connector.json", "b.connector.json");

    private DesiredState One(string version, bool managed, params string[] mayDelete) =>
        Assert.Single(States(version, managed, mayDelete, "a.connector.json"));

    private async Task<string?> FindAsync(DesiredState state)
    {
        var target = Target(Environment());
        var found = await target.SendAsync(
            Credential(target), HttpMethod.Get, $"connectors?$select=name&$filter=connectorid eq {state.Row.Identity.RowId}");
        return (string?)found!["value"]!.AsArray().SingleOrDefault()?["name"];
    }

    private IReadOnlyList<DesiredState> States(string version, bool managed, string[] mayDelete, params IEnumerable<string> connectors)
    {
        File.WriteAllBytes(Files["a.connector.json"], Files.Project().ToJson());
        File.WriteAllBytes(Files["b.connector.json"], (_other.Project() with { ConnectorName = "Other" }).ToJson());
        var environment = Environment(managed: managed);
        return DesiredStates.Create(
            Contoso.Project with { ConnectorProjects = [.. connectors.Select(c => Files[c])], Environments = [environment], SolutionVersion = version, DeleteOmitted = mayDelete }, Target(environment), Stop);
    }

    private Task SendAsync(string path, JsonObject body)
    {
        var target = Target(Environment());
        return target.SendAsync(Credential(target), HttpMethod.Post, path, body);
    }

    private static IEnumerable<Diagnostic> Findings(DeploymentResult result) => result.Plan.Diagnostics.Where(d => d.Id is "CB8115" or "CB8116");
}
