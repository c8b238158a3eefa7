using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Deployment.Applying;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>Somebody saved a managed connector in the portal: what was saved covers what a later import brings.</summary>
public sealed class HiddenLayerTests : SolutionRouteTest
{
    [Fact]
    public async Task Deploy_ChangeUnderALayerOfTheSameText_IsRefusedBeforeTheImportWithTheCure()
    {
        var first = await DeployAsync(Desired(managed: true));
        await SaveAsync(first, ConnectorColumns.Definition);
        Files.Write("apiDefinition.swagger.json", Contoso.Definition.Replace("List subscriptions", "All subscriptions", StringComparison.Ordinal));
        Cloud.Requests.Clear();

        var e = await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync(Desired("1.1.0", managed: true)));

        var refusal = Assert.Single(e.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
        Assert.Equal("CB8120", refusal.Id);
        Assert.Contains("openapidefinition", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("See solution layers", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Writes);
        Assert.True((await SignInAsync(Desired(managed: true))).Succeeded);
    }

    [Fact]
    public async Task Deploy_ChangeBesideALayer_IsImported()
    {
        var first = await DeployAsync(Desired(managed: true));
        await SaveAsync(first, "displayname");
        Files.Write("apiDefinition.swagger.json", Contoso.Definition.Replace("List subscriptions", "All subscriptions", StringComparison.Ordinal));

        var result = await DeployAsync(Desired("1.1.0", managed: true));

        Assert.Contains("All subscriptions", result.Observed.Dataverse.Connector![ConnectorColumns.Definition]!, StringComparison.Ordinal);
        Assert.True((await SignInAsync(Desired("1.1.0", managed: true))).Succeeded);
    }

    [Fact]
    public async Task Deploy_OverwritingDrift_ImportsOverTheLayer()
    {
        var first = await DeployAsync(Desired(managed: true));
        await SaveAsync(first, ConnectorColumns.Definition);
        Files.Write("apiDefinition.swagger.json", Contoso.Definition.Replace("List subscriptions", "All subscriptions", StringComparison.Ordinal));

        var result = await DeployAsync(Desired("1.1.0", managed: true, p => p with { OverwriteDrift = true }));

        Assert.Contains("All subscriptions", result.Observed.Dataverse.Connector![ConnectorColumns.Definition]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_LayerMadeBetweenPlanAndImport_PutsTheSecretBackAndNamesTheCure()
    {
        var first = await DeployAsync(Desired(managed: true));
        Files.Write("apiDefinition.swagger.json", Contoso.Definition.Replace("List subscriptions", "All subscriptions", StringComparison.Ordinal));
        var wanted = Desired("1.1.0", managed: true);
        var observer = new RecordingObserver
        {
            OnStart = step =>
            {
                if (step is ImportSolution)
                {
                    SaveAsync(first, ConnectorColumns.Definition).GetAwaiter().GetResult();
                }
            },
        };

        var e = await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync(wanted, observer: observer));

        Assert.Equal("CB9006", e.Diagnostics[0].Id);
        Assert.Contains("See solution layers", e.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.DoesNotContain("save it once", e.Message, StringComparison.Ordinal);
        Assert.True((await SignInAsync(wanted)).Succeeded);
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains("CB8120", await CodesAsync(() => DeployAsync(Desired("1.2.0", managed: true))));
    }

    // As the portal does: everything that the form shows is sent, changed or not.
    private async Task SaveAsync(DeploymentResult deployed, string column)
    {
        var row = deployed.Observed.Dataverse.Connector!;
        var target = Target(Environment());
        await target.SendAsync(Credential(target), HttpMethod.Patch, $"connectors({row.Id})", new JsonObject { [column] = row[column] });
        Clock.Advance(TimeSpan.FromMinutes(1));
    }
}
