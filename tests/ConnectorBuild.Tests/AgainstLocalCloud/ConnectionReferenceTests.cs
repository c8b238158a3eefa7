using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Deployment.Approval;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>Connections that the deployment settings give the package's connection references.</summary>
public sealed class ConnectionReferenceTests : SolutionRouteTest
{
    private const string Reference = "contoso_Mail";

    protected override LocalCloudOptions Options => base.Options with
    {
        Environments = [.. base.Options.Environments, new() { Name = "blocked", BlockUnmanagedChanges = true }],
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deploy_ConnectionOfTheSettings_IsInTheReferenceAndReadInTheSameRoundTrips(bool managed)
    {
        Connect("one");

        var result = await DeployAsync(Wanted(managed));

        Assert.Contains(
            $"connection reference '{Reference}' is new: connection 'one'",
            Assert.Single(result.Plan.Steps.OfType<ImportSolution>()).Details);
        Assert.Equal("one", await ConnectionAsync());
        Cloud.Requests.Clear();
        Assert.Empty((await DeployAsync(Wanted(managed))).Plan.Steps);
        Assert.InRange(Count("Dataverse"), 1, 2);
    }

    [Theory]
    [InlineData(false, "one", "connection 'one'")]
    [InlineData(true, "one", "connection 'one'")]
    [InlineData(false, "", "no connection")]
    public async Task Deploy_ConnectionAloneChanged_IsSetWithoutAnImport(bool managed, string former, string told)
    {
        Connect(former);
        await DeployAsync(Wanted(managed));
        Connect("two");
        Cloud.Requests.Clear();

        var result = await DeployAsync(Wanted(managed));

        Assert.Equal($"'{Reference}': {told} -> 'two'", Assert.IsType<SetConnection>(Assert.Single(result.Plan.Steps)).Summary);
        Assert.StartsWith("PATCH ", Assert.Single(Writes), StringComparison.Ordinal);
        Assert.Equal("two", await ConnectionAsync());
        Assert.Empty((await DeployAsync(Wanted(managed))).Plan.Steps);
    }

    [Fact]
    public async Task Deploy_ConnectionChangedWithAnImport_IsSetByTheImport()
    {
        Connect("one");
        await DeployAsync(Wanted());
        Connect("two");

        var result = await DeployAsync(Wanted(version: "1.1.0"));

        Assert.Contains(
            $"connection reference '{Reference}': connection 'one' -> 'two'",
            Assert.Single(result.Plan.Steps.OfType<ImportSolution>()).Details);
        Assert.Empty(result.Plan.Steps.OfType<SetConnection>());
        Assert.Equal("two", await ConnectionAsync());
    }

    [Fact]
    public async Task Deploy_ConnectionChangedWhereUnmanagedChangesAreBlocked_ComesWithAnImport()
    {
        Files.Write("apiProperties.json", """{"properties":{"iconBrandColor":"#007ee5","capabilities":[]}}""");
        Connect("one");
        await DeployAsync(Wanted(managed: true, name: "blocked"));
        Connect("two");

        var result = await DeployAsync(Wanted(managed: true, name: "blocked"));

        Assert.Equal(
            [$"connection reference '{Reference}': connection 'one' -> 'two'"],
            Assert.Single(result.Plan.Steps.OfType<ImportSolution>()).Details);
        Assert.Equal("two", await ConnectionAsync("blocked"));
    }

    [Fact]
    public async Task Deploy_ReferenceDeletedInTheEnvironment_IsMadeAgain()
    {
        Connect("one");
        await DeployAsync(Wanted());
        await SendAsync(HttpMethod.Delete, $"connectionreferences({(await RowAsync())["connectionreferenceid"]})");

        await DeployAsync(Wanted());

        Assert.Equal("one", await ConnectionAsync());
    }

    [Theory]
    [InlineData("connectorid", "/providers/Microsoft.PowerApps/apis/shared_teams", "connector '/providers/Microsoft.PowerApps/apis/shared_teams' -> '/providers/Microsoft.PowerApps/apis/shared_office365'")]
    [InlineData("connectionreferencedisplayname", "By hand", null)]
    public async Task Plan_ReferenceChangedByHand_IsTurnedBackWhereItMatters(string column, string value, string? told)
    {
        Connect("one");
        await DeployAsync(Wanted());
        await SendAsync(
            HttpMethod.Patch, $"connectionreferences({(await RowAsync())["connectionreferenceid"]})",
            new JsonObject { [column] = value });

        var result = await DeployAsync(Wanted());

        Assert.Equal(
            told is null ? [] : [$"connection reference '{Reference}': {told}"],
            result.Plan.Steps.OfType<ImportSolution>().SelectMany(s => s.Details));
        Assert.Equal(told is null, (string?)(await RowAsync())[column] == value);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Plan_ReferenceOfAManagedSolutionChangedByHand_IsSaidAndOverwrittenOnlyWhenTold(bool overwrites)
    {
        Connect("one");
        await DeployAsync(Wanted(managed: true));
        await SendAsync(
            HttpMethod.Patch, $"connectionreferences({(await RowAsync())["connectionreferenceid"]})",
            new JsonObject { ["connectorid"] = "/providers/Microsoft.PowerApps/apis/shared_teams" });

        var result = await DeployAsync(Wanted(managed: true) with { OverwriteDrift = overwrites });

        Assert.Equal(overwrites ? 0 : 1, result.Plan.Diagnostics.Count(d => d.Id == "CB8117"));
        Assert.Equal(overwrites ? 1 : 0, result.Plan.Steps.Count(s => s is ImportSolution));
        Assert.EndsWith(overwrites ? "shared_office365" : "shared_teams", (string?)(await RowAsync())["connectorid"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_ReferenceChangedInTheProject_IsImportedWithTheSameVersion()
    {
        Connect("one");
        await DeployAsync(Wanted());

        var result = await DeployAsync(
            Desired(
                change: p =>
                    p with { ConnectionReferences = [new ConnectionReference(
                        Reference, "Letters", "/providers/Microsoft.PowerApps/apis/shared_outlook")] }));

        Assert.Equal(
            [
                $"connection reference '{Reference}': connector '/providers/Microsoft.PowerApps/apis/shared_office365' -> "
                    + "'/providers/Microsoft.PowerApps/apis/shared_outlook'",
                $"connection reference '{Reference}': display name 'Mail' -> 'Letters'",
            ],
            Assert.Single(result.Plan.Steps.OfType<ImportSolution>()).Details);
        Assert.Equal("Letters", (string?)(await RowAsync())["connectionreferencedisplayname"]);
    }

    [Fact]
    public async Task Deploy_SettingsWithoutAConnection_LeaveTheOneThatIsThere()
    {
        Connect("one");
        await DeployAsync(Wanted());
        Connect("");

        Assert.Empty((await DeployAsync(Wanted())).Plan.Steps);
        Assert.Equal("one", await ConnectionAsync());
    }

    [Fact]
    public async Task Deploy_ApprovedPlan_IsRefusedWhereSettingsOrEnvironmentMoved()
    {
        Connect("one");
        await DeployAsync(Wanted());
        Connect("two");
        var wanted = Wanted();
        using var engine = new DeploymentEngine(
            wanted.Target, Credential(wanted.Target), Credential(wanted.Target), new NoSecretReader(), Clock, new RecordingObserver());
        var prepared = await engine.PrepareAsync(wanted, approved: null, Stop);
        var approved = ApprovedPlan.Create(wanted, prepared.Observed, prepared.Plan, Clock.GetUtcNow());

        Connect("three");
        Assert.Contains("CB9105", await CodesAsync(() => engine.DeployAsync(Wanted(), approved, Stop)));

        await SendAsync(
            HttpMethod.Patch, $"connectionreferences({(await RowAsync())["connectionreferenceid"]})",
            new JsonObject { ["connectionid"] = "somebody's" });
        var e = await Assert.ThrowsAsync<ConnectorException>(() => engine.DeployAsync(wanted, approved, Stop));
        Assert.Equal("CB9106", Assert.Single(e.Diagnostics).Id);
        Assert.Contains($"connection reference {Reference}", e.Message, StringComparison.Ordinal);

        await SendAsync(
            HttpMethod.Patch, $"connectionreferences({(await RowAsync())["connectionreferenceid"]})",
            new JsonObject { ["connectionid"] = "one" });
        await engine.DeployAsync(wanted, approved, Stop);
        Assert.Equal("two", await ConnectionAsync());
    }

    private DesiredState Wanted(bool managed = false, string version = "1.0.0", string name = "local") =>
        Desired(
            version, managed,
            p => p with { ConnectionReferences = [new ConnectionReference(
                Reference, "Mail", "/providers/Microsoft.PowerApps/apis/shared_office365")] },
            name);

    // In another case than the project's, and with a reference of another solution.
    private void Connect(string connection) => Files.Write(
        "settings.json",
        $$"""
        {"EnvironmentVariables":[],"ConnectionReferences":[
          {"LogicalName":"contoso_mail","ConnectionId":"{{connection}}","ConnectorId":"/providers/Microsoft.PowerApps/apis/shared_office365"},
          {"LogicalName":"contoso_Elsewhere","ConnectionId":"other","ConnectorId":"/providers/Microsoft.PowerApps/apis/shared_office365"}]}
        """);

    private async Task<string?> ConnectionAsync(string name = "local") => (string?)(await RowAsync(name))["connectionid"];

    private async Task<JsonObject> RowAsync(string name = "local") =>
        (await SendAsync(HttpMethod.Get, "connectionreferences", name: name))!["value"]!.AsArray().Single()!.AsObject();

    private Task<JsonObject?> SendAsync(HttpMethod method, string path, JsonObject? body = null, string name = "local")
    {
        var target = Target(Environment(name));
        return target.SendAsync(Credential(target), method, path, body);
    }
}
