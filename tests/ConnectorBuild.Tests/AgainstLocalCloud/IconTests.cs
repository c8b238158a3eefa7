using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Deployment.Routes;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>An icon that comes into a project, and one that goes out of it.</summary>
public sealed class IconTests : SolutionRouteTest
{
    private const string Icon = "iconblob";
    private static readonly byte[] _png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1];

    [Theory]
    [InlineData("Direct")]
    [InlineData("Solution")]
    public async Task Deploy_IconTakenOutOfTheProject_IsTakenFromTheConnector(string route)
    {
        await DeployAsync(Wanted(route, _png));
        Assert.NotNull(await IconAsync());

        var result = await DeployAsync(Wanted(route, icon: null));

        Assert.Contains(result.Plan.Steps.SelectMany(s => s.Lines), d => d.Contains("icon is removed", StringComparison.Ordinal));
        Assert.Null(await IconAsync());
        Assert.Empty((await DeployAsync(Wanted(route, icon: null))).Plan.Steps);
        Assert.True((await SignInAsync(Wanted(route, icon: null))).Succeeded);
    }

    [Theory]
    [InlineData("Direct")]
    [InlineData("Solution")]
    public async Task Deploy_IconFileWithoutABit_IsNoIcon(string route)
    {
        await DeployAsync(Wanted(route, icon: []));
        Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Empty((await DeployAsync(Wanted(route, icon: []))).Plan.Steps);
        Assert.Null(await IconAsync());
    }

    [Fact]
    public async Task Deploy_IconThatSomebodySetInThePortal_StaysWhereTheProjectHasNone()
    {
        await DeployAsync(Wanted("Direct", icon: null));
        var wanted = Wanted("Direct", icon: null);
        await wanted.Target.SendAsync(
            Credential(wanted.Target), HttpMethod.Patch, $"connectors({wanted.Row.Identity.RowId})", new JsonObject { [Icon] = Convert.ToBase64String(_png) });
        Files.Write("apiDefinition.swagger.json", Contoso.Definition.Replace("List subscriptions", "All subscriptions", StringComparison.Ordinal));

        await DeployAsync(Wanted("Direct", icon: null));

        Assert.NotNull(await IconAsync());
    }

    [Theory]
    [InlineData("Direct")]
    [InlineData("Solution")]
    public async Task Deploy_IconThatSomebodyDeleted_ComesBack(string route)
    {
        await DeployAsync(Wanted(route, _png));
        var wanted = Wanted(route, _png);
        await wanted.Target.SendAsync(
            Credential(wanted.Target), HttpMethod.Patch, $"connectors({wanted.Row.Identity.RowId})", new JsonObject { [Icon] = null });

        await DeployAsync(wanted);

        Assert.NotNull(await IconAsync());
        Assert.Empty((await DeployAsync(wanted)).Plan.Steps);
    }

    [Fact]
    public async Task Plan_IconOfTheEnvironmentTakenIntoTheProject_IsNoDifference()
    {
        await DeployAsync(Wanted("Direct", _png));
        byte[] other = [.. _png, 2];
        var wanted = Wanted("Direct", other);
        await wanted.Target.SendAsync(
            Credential(wanted.Target), HttpMethod.Patch, $"connectors({wanted.Row.Identity.RowId})",
            new JsonObject { [Icon] = Convert.ToBase64String(other) });

        var result = await DeployAsync(wanted);

        Assert.DoesNotContain(Icon, result.Plan.Steps.OfType<UpdateConnector>().SelectMany(u => u.Columns.Keys));
    }

    [Fact]
    public async Task Deploy_ImportThatBringsNoIcon_IsAWarning()
    {
        // Without a sign-in nothing is written after the import.
        Files.Write("apiProperties.json", """{"properties":{"iconBrandColor":"#1a6dc2","capabilities":[],"connectionParameters":{},"policyTemplateInstances":[]}}""");
        await DeployAsync(Wanted("Solution", _png));
        var id = Wanted("Solution", _png).Row.Identity.RowId;
        var row = (await Target().SendAsync(Credential(Target()), HttpMethod.Get, $"connectors({id})"))!;
        row["iconblobid"] = null;
        row["@odata.etag"] = "W/\"999999\"";
        Files.Write("apiDefinition.swagger.json", Contoso.Definition.Replace("List subscriptions", "All subscriptions", StringComparison.Ordinal));
        var observer = new RecordingObserver
        {
            // The first read of the row after the import began.
            OnStart = step =>
            {
                if (step is ImportSolution)
                {
                    Cloud.Faults.Add(
                        new FaultRule { Service = "Dataverse", Method = "GET", Path = $"*/connectors({id})*", Times = 1, Status = 200, Body = row.ToJsonString() });
                }
            },
        };

        await DeployAsync(Wanted("Solution", _png, "1.0.1"), observer: observer);

        Assert.Contains("CB8110", observer.Events);
    }

    private DesiredState Wanted(string route, byte[]? icon, string version = "1.0.0")
    {
        if (icon is not null)
        {
            File.WriteAllBytes(Files["icon.png"], icon);
        }

        var environment = new DeploymentEnvironment { Name = "local", Route = route };
        return DesiredStates.Create(
            Files.Project(environment) with { IconFile = icon is null ? null : Files["icon.png"], SolutionVersion = version },
            Target(environment), Stop)[0];
    }

    private async Task<string?> IconAsync()
    {
        var wanted = Wanted("Direct", icon: null);
        return (string?)(
            await wanted.Target.SendAsync(
                Credential(wanted.Target), HttpMethod.Get, $"connectors({wanted.Row.Identity.RowId})?$select={Icon}"))![Icon];
    }
}
