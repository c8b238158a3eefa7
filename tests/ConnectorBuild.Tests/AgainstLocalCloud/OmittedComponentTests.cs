using System.Text.Json.Nodes;
using System.Xml.Linq;
using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Routes;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.Packages;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>The solution of an environment has flows, tables and apps that the package does not have; an upgrade would delete them.</summary>
public sealed class OmittedComponentTests : SolutionRouteTest
{
    private const int Table = 1;
    private const int Column = 2;
    private const int Key = 14;
    private const int View = 26;
    private const int Flow = 29;
    private const int WebResource = 61;
    private const int App = 300;

    protected override LocalCloudOptions Options
    {
        get
        {
            var options = base.Options;
            return options with
            {
                Environments =
                [
                    options.Environments[0] with
                    {
                        Components =
                        [
                            Component(Table, "contoso_order", "Order"),
                            Component(Flow, "Send order"),
                            Component(WebResource, "contoso_/logo.png"),
                            Component(App, "contoso_orders_1a2b3", "Orders"),
                            Component(4711, "Something new"),
                            Component(Flow, "Elsewhere") with { Solution = "Another" },
                        ],
                    },
                    .. options.Environments.Skip(1),
                ],
            };
        }
    }

    [Fact]
    public async Task Deploy_ManagedUpgrade_NamesEachComponentAndIsRefusedBeforeAnythingIsWritten()
    {
        await DeployAsync(Desired(managed: true));
        Cloud.Requests.Clear();

        var e = await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync(Desired("1.1.0", managed: true)));

        var refusal = Assert.Single(e.Diagnostics);
        Assert.Equal("CB8118", refusal.Id);
        Assert.Contains(
            "set ConnectorDeleteOmitted to canvasapp:contoso_orders_1a2b3;table:contoso_order;type4711:Something "
                + "new;webresource:contoso_/logo.png;workflow:Send order.",
            refusal.Message,
            StringComparison.Ordinal);
        Assert.Empty(Writes);
    }

    [Fact]
    public async Task Deploy_ManagedUpgradeOfWhatIsNamed_ListsItInThePlanAndDeletesIt()
    {
        await DeployAsync(Desired(managed: true));
        var wanted = Desired("1.1.0", managed: true, p => p with
        {
            DeleteOmitted = ["CanvasApp:contoso_ORDERS_1a2b3", "table: contoso_order", "type4711:Something new", "webresource:contoso_/logo.png", "workflow:send order"],
        });

        var result = await DeployAsync(wanted);

        Assert.Equal(
            [
                "! canvasapp 'contoso_orders_1a2b3' (Orders) is deleted",
                "! table 'contoso_order' (Order) is deleted",
                "! type4711 'Something new' is deleted",
                "! webresource 'contoso_/logo.png' is deleted",
                "! workflow 'Send order' is deleted",
            ],
            Assert.Single(result.Plan.Steps.OfType<ImportSolution>()).Details.Where(d => d.Contains("is deleted", StringComparison.Ordinal)));
        Assert.Empty(await ComponentsAsync(c => (int)c["componenttype"]! is Table or Flow or WebResource or App or 4711));
        Assert.Empty((await DeployAsync(wanted)).Plan.Steps);
        Assert.True((await SignInAsync(wanted)).Succeeded);
    }

    [Fact]
    public async Task Deploy_PackageWhoseTableLacksParts_NamesThePartsThatGo()
    {
        await DeployAsync(Desired(managed: true));
        foreach (var (type, name) in new[] { (Column, "contoso_note"), (Column, "contoso_old"), (Column, "createdon"), (View, "Open orders"), (Key, "contoso_number") })
        {
            Cloud.AddComponent(Local.Name, Component(type, name));
        }

        var views = (await ComponentsAsync(c => (int)c["componenttype"]! == View)).Select(c => (string)c["objectid"]!);
        var tables = XElement.Parse(
            $$"""
            <ImportExportXml><Entities><Entity>
              <EntityInfo><entity Name="contoso_Order"><attributes><attribute PhysicalName="contoso_Note" /></attributes></entity></EntityInfo>
              <SavedQueries><savedqueries><savedquery><savedqueryid>{{{views.Single()}}}</savedqueryid></savedquery></savedqueries></SavedQueries>
            </Entity></Entities></ImportExportXml>
            """);
        var wanted = Desired("1.1.0", managed: true, p => p with { DeleteOmitted = Everything });
        var package = wanted.Import().Package;
        wanted = wanted with
        {
            Route = wanted.Import() with
            {
                Package = package with
                {
                    Manifest = package.Manifest with { OtherComponents = [new(Table, null, "contoso_Order")], TableParts = TableParts.Of(tables) },
                },
            },
        };

        var (plan, _) = await ReadAsync(wanted);

        var refusal = Assert.Single(plan.Diagnostics, d => d.Id == "CB8118");
        Assert.Contains("column 'contoso_old'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("key 'contoso_number'", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("contoso_note", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("createdon", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Open orders", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("contoso_order'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_BareNameOfAFlow_IsAConnectorsAndNamesNoFlow()
    {
        await DeployAsync(Desired(managed: true));

        var e = await Assert.ThrowsAsync<ConnectorException>(
            () => DeployAsync(Desired("1.1.0", managed: true, p => p with { DeleteOmitted = ["Send order"] })));

        Assert.Contains("workflow 'Send order'", Assert.Single(e.Diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_NoUpgrade_LeavesTheComponentsAndSaysNothing()
    {
        await DeployAsync(Desired());

        var result = await DeployAsync(Desired("1.1.0"));

        Assert.DoesNotContain(result.Plan.Diagnostics, d => d.Id == "CB8118");
        Assert.Equal(5, (await ComponentsAsync(c => (int)c["componenttype"]! is Table or Flow or WebResource or App or 4711)).Count);
    }

    [Fact]
    public async Task Deploy_ConnectorThatAFlowNeeds_IsRefusedWithTheFlowsName()
    {
        using var other = new ProjectFiles();
        var states = States(other, "1.0.0", []);
        await DeployAsync(states[0]);
        await AddFlowOfAnotherSolutionAsync("Nightly", needs: "contoso_other");
        Cloud.Requests.Clear();

        var e = await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync(One("1.1.0", [.. Everything, "contoso_other"])));

        var refusal = Assert.Single(e.Diagnostics);
        Assert.Equal("CB8121", refusal.Id);
        Assert.Contains("workflow:Nightly", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Writes);
    }

    [Fact]
    public async Task Deploy_ConnectorThatConnectionsHoldBack_SaysWhatToDoAndNotThatTheNextRunGoesOn()
    {
        using var other = new ProjectFiles();
        var states = States(other, "1.0.0", []);
        await DeployAsync(states[0]);
        Cloud.AddConnection("local", "contoso_other");
        var wanted = One("1.1.0", [.. Everything, "contoso_other"]);

        for (var run = 0; run < 3; run++)
        {
            var e = await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync(wanted));
            Assert.Equal("CB8122", e.Diagnostics[0].Id);
            Assert.Contains("Remove-AdminPowerAppConnection", e.Diagnostics[0].Message, StringComparison.Ordinal);
            Assert.DoesNotContain("next run continues from there", e.Message, StringComparison.Ordinal);
        }

        // The secret in use and none that a failed run left.
        Clock.Advance(TimeSpan.FromMinutes(1));
        var passwords = (await ReadAsync(wanted)).Observed.Entra!.Application!.Passwords;
        Assert.Single(passwords);
        Cloud.RemoveConnections("local", "contoso_other");
        await DeployAsync(wanted);
        Assert.True((await SignInAsync(wanted)).Succeeded);
    }

    private static readonly string[] Everything =
        ["canvasapp:contoso_orders_1a2b3", "table:contoso_order", "type4711:Something new", "webresource:contoso_/logo.png", "workflow:Send order"];

    private static LocalComponentOptions Component(int type, string name, string? displayName = null) =>
        new() { Solution = Contoso.Project.SolutionName!, Type = type, Name = name, DisplayName = displayName };

    private async Task<(DeploymentPlan Plan, ObservedState Observed)> ReadAsync(DesiredState desired)
    {
        using var engine = new DeploymentEngine(
            desired.Target, Credential(desired.Target), Credential(desired.Target), new NoSecretReader(), Clock, new RecordingObserver());
        return await engine.PlanAsync(desired, Stop);
    }

    private async Task<List<JsonNode>> ComponentsAsync(Func<JsonNode, bool> condition)
    {
        var target = Target(Environment());
        var found = await target.SendAsync(Credential(target), HttpMethod.Get, "solutioncomponents?$select=objectid,componenttype");
        return [.. found!["value"]!.AsArray().OfType<JsonNode>().Where(condition)];
    }

    private async Task AddFlowOfAnotherSolutionAsync(string name, string needs)
    {
        var target = Target(Environment());
        var publisher = (await target.SendAsync(Credential(target), HttpMethod.Get, "publishers?$select=publisherid"))!["value"]![0]!["publisherid"];
        await target.SendAsync(Credential(target), HttpMethod.Post, "solutions", new JsonObject
        {
            ["uniquename"] = "Flows",
            ["friendlyname"] = "Flows",
            ["version"] = "1.0",
            ["publisherid@odata.bind"] = $"/publishers({publisher})",
        });
        Cloud.AddComponent("local", new LocalComponentOptions { Solution = "Flows", Type = Flow, Name = name, Needs = needs });
    }

    private DesiredState One(string version, string[] mayDelete) => Desired(version, managed: true, p => p with { DeleteOmitted = mayDelete });

    private IReadOnlyList<DesiredState> States(ProjectFiles other, string version, string[] mayDelete)
    {
        File.WriteAllBytes(Files["a.connector.json"], Files.Project().ToJson());
        File.WriteAllBytes(Files["b.connector.json"], (other.Project() with { ConnectorName = "Other" }).ToJson());
        var environment = Environment(managed: true);
        return DesiredStates.Create(
            Contoso.Project with
            {
                ConnectorProjects = [Files["a.connector.json"], Files["b.connector.json"]], Environments = [environment], SolutionVersion = version, DeleteOmitted = mayDelete,
            },
            Target(environment),
            Stop);
    }
}
