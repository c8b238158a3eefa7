using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Core;
using ConnectorBuild.Cloud.Adoption;
using ConnectorBuild.Cloud.Comparison;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Routes;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Tests.Adoption;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>A live connector becomes a project whose first plan shows nothing but what only ConnectorBuild adds.</summary>
public sealed class AdoptionTests : CloudTest
{
    private readonly AdoptedFolder _folder = new();

    public override async ValueTask DisposeAsync()
    {
        _folder.Dispose();
        await base.DisposeAsync();
    }

    private async Task<AdoptedConnector> ReadAsync(string? wanted)
    {
        var target = Target();
        using var http = CloudHttp.Create(target, Clock);
        return await LiveSource.ReadAsync(new LiveConnectorReader(http, target, Credential(target)), target, wanted, Stop);
    }

    private async Task<DeploymentPlan> PlanAsync()
    {
        var desired = _folder.Desired(Target());
        using var engine = new DeploymentEngine(
            desired.Target, Credential(desired.Target), Credential(desired.Target), null!, Clock, new RecordingObserver());
        return (await engine.PlanAsync(desired, Stop)).Plan;
    }

    private async Task SendAsync(HttpMethod method, string path, JsonObject body)
    {
        var target = Target();
        using var http = CloudHttp.CreateForTokens(target);
        var token = await Credential(target).GetTokenAsync(new TokenRequestContext([new Uri(target.DataverseUrl, ".default").ToString()]), Stop);
        using var request = new HttpRequestMessage(
            method,
            new Uri(target.DataverseUrl, $"api/data/v9.2/{path}")) { Content = new StringContent(
                body.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);
        using var response = await http.SendAsync(request, Stop);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Stop));
    }

    private Task MakeByHandAsync(string id, string name) => SendAsync(HttpMethod.Post, "connectors", new JsonObject
    {
        ["connectorid"] = id,
        ["name"] = name,
        ["displayname"] = "By hand",
        ["description"] = "Lists subscriptions.",
        ["connectortype"] = 1,
        ["iconbrandcolor"] = "#123456",
        ["openapidefinition"] = Contoso.Definition,
        ["connectionparameters"] = "{}",
    });

    [Theory]
    [InlineData("contoso_azureresourcemanager")]
    [InlineData("Azure Resource Manager")]
    [InlineData(null)]
    public async Task Adopt_WhatWeDeployed_PlansNothing(string? wanted)
    {
        await DeployAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));

        _folder.Adopt(await ReadAsync(wanted)).Write(overwrite: false);

        var plan = await PlanAsync();
        Assert.True(plan.IsEmpty, string.Join("; ", plan.Steps));
        Assert.Equal("ContosoConnectors", _folder.Project().SolutionName);
    }

    [Fact]
    public async Task Adopt_WhatSomebodyMadeByHand_PlansNoDifference()
    {
        await MakeByHandAsync("aaaaaaaa-1111-2222-3333-444444444444", "new_5Fby-20hand");

        var adopted = await ReadAsync("By hand");
        _folder.Adopt(adopted).Write(overwrite: false);

        var plan = await PlanAsync();
        Assert.DoesNotContain(plan.Steps, s => s is CreateConnector or UpdateConnector);
        Assert.Contains(plan.Unchanged, u => u.Contains("new_5Fby-20hand", StringComparison.Ordinal));
        Assert.Equal("new", _folder.Project().PublisherPrefix);
    }

    [Fact]
    public async Task Adopt_ConnectorWithEnvironmentVariables_KeepsTheirDefinitions()
    {
        using var files = new ProjectFiles();
        files.Write(
            "apiDefinition.swagger.json",
            Contoso.Definition.Replace("management.azure.com", "@environmentVariables(\\\"contoso_Host\\\")", StringComparison.Ordinal));
        var environment = new DeploymentEnvironment { Name = "local", Route = "Solution" };
        var variable = new EnvironmentVariable("contoso_Host", "Host") { DefaultValue = "management.azure.com", Description = "Where it is.", IsRequired = true };
        var project = files.Project(environment) with { EnvironmentVariables = [variable] };
        await DeployAsync(DesiredStates.Create(project, Target() with { Environment = environment }, Stop)[0]);

        var adopted = await ReadAsync("contoso_azureresourcemanager");

        Assert.Contains(variable, adopted.Solution!.EnvironmentVariables);
        Assert.Equal("""@environmentVariables("contoso_Host")""", (string?)adopted.Definition["host"]);
    }

    [Fact]
    public async Task Refresh_WhatAPackageBrought_FindsTheValuesAndNotPackagingsReferences()
    {
        using var files = new ProjectFiles();
        files.Write(
            "apiDefinition.swagger.json",
            Contoso.Definition.Replace("List subscriptions", "Of @environmentVariables(\\\"contoso_Own\\\")", StringComparison.Ordinal));
        files.Write("apiDefinition.local.json", """{"host":"local.contoso.com"}""");
        var environment = new DeploymentEnvironment { Name = "local", Route = "Solution" };
        var project = files.Project(environment) with { EnvironmentVariables = [new EnvironmentVariable("contoso_Own", "Own") { DefaultValue = "them" }], EnvironmentName = "local" };
        await DeployAsync(DesiredStates.Create(project, Target() with { Environment = environment }, Stop)[0]);
        var live = await ReadAsync("contoso_azureresourcemanager");
        Assert.Contains("@environmentVariables", (string?)live.Definition["host"], StringComparison.Ordinal);
        var content = ConnectorValidator.Validate(project, "local", Stop).Content!;
        var row = ConnectorRow.Create(ProjectIdentity.Of(project, content), content);

        var told = ProjectRefresh.InTheProjectsWords(live, row);

        Assert.Equal("local.contoso.com", (string?)told.Definition["host"]);
        Assert.Empty(ConnectorComparison.Compare(ConnectorColumns.Of(row, told.Environment?.ClientId), ProjectRefresh.Columns(told)));
        Assert.Empty(ProjectRefresh.Create(project, told).Files);
    }

    [Fact]
    public async Task Adopt_SecretThatNobodyCanRead_IsAllThatTheFirstPlanRenews()
    {
        await DeployAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));
        var record = (await ReadRecordAsync())!;
        await SendAsync(HttpMethod.Patch, $"environmentvariablevalues({record})", new JsonObject { ["value"] = "{}" });

        _folder.Adopt(await ReadAsync(null)).Write(overwrite: false);

        var plan = await PlanAsync();
        Assert.Empty(plan.Steps.OfType<UpdateConnector>().SelectMany(u => u.Differences));
        Assert.All(plan.Steps, s => Assert.True(s is AddSecret or UpdateConnector or WriteRecord or UpdateApplication, s.ToString()));
    }

    [Fact]
    public async Task Adopt_SeveralConnectorsAndNoneNamed_AsksWhich()
    {
        await DeployAsync();
        await MakeByHandAsync("aaaaaaaa-1111-2222-3333-444444444444", "new_5Fby-20hand");

        Assert.Equal(["CB6302"], await CodesAsync(() => ReadAsync(null)));
        Assert.Equal(["CB6301"], await CodesAsync(() => ReadAsync("nobody's")));
    }

    [Fact]
    public async Task Download_AfterAnEditInThePortal_TakesItIntoTheFilesAndPlansNothingMore()
    {
        await DeployAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));
        _folder.Adopt(await ReadAsync(null)).Write(overwrite: false);
        var project = _folder.Project("local");
        var edited = Contoso.Definition.Replace("List subscriptions", "All subscriptions", StringComparison.Ordinal);
        await SendAsync(HttpMethod.Patch, $"connectors({project.RowId})", new JsonObject { ["openapidefinition"] = edited });
        var properties = _folder.Read("project/apiProperties.json");

        var refreshed = ProjectRefresh.Create(project, await ReadAsync(project.RowId.ToString()));
        Assert.Throws<ConnectorException>(() => refreshed.Write(overwrite: false));
        var written = refreshed.Write(overwrite: true);

        Assert.Equal(["apiDefinition.swagger.json"], written.Select(Path.GetFileName));
        Assert.Equal(properties, _folder.Read("project/apiProperties.json"));
        var plan = await PlanAsync();
        Assert.DoesNotContain(plan.Diagnostics, d => d.Id == "CB9008");
        Assert.Empty(plan.Steps.OfType<UpdateConnector>().SelectMany(u => u.Differences));
    }

    [Fact]
    public async Task Download_TextsThatTheProjectFileHolds_AreToldAndNotLost()
    {
        await DeployAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));
        _folder.Adopt(await ReadAsync(null)).Write(overwrite: false);
        var project = _folder.Project("local");
        await SendAsync(
            HttpMethod.Patch, $"connectors({project.RowId})",
            new JsonObject { ["displayname"] = "Renamed", ["description"] = "Other words." });

        var findings = ProjectRefresh.Create(project, await ReadAsync(project.RowId.ToString())).Findings;

        Assert.Contains(
            findings,
            f => f.Id == "CB6309" && f.Message.Contains("ConnectorDisplayName", StringComparison.Ordinal)
                && f.Message.Contains("'Renamed'", StringComparison.Ordinal));
        Assert.Contains(findings, f => f.Id == "CB6309" && f.Message.Contains("ConnectorDescription", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Download_ProjectWithAPatchForTheEnvironment_WritesThePatchAndNotTheBase()
    {
        await DeployAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));
        _folder.Adopt(await ReadAsync(null)).Write(overwrite: false);
        _folder.Add("project/apiDefinition.local.json", """{"host":"old.example"}""");
        var definition = _folder.Read("project/apiDefinition.swagger.json");
        var project = _folder.Project("local");
        await SendAsync(
            HttpMethod.Patch, $"connectors({project.RowId})",
            new JsonObject { ["openapidefinition"] = Contoso.Definition.Replace(
                "management.azure.com", "new.example", StringComparison.Ordinal) });

        ProjectRefresh.Create(project, await ReadAsync(project.RowId.ToString())).Write(overwrite: true);

        Assert.Equal(definition, _folder.Read("project/apiDefinition.swagger.json"));
        Assert.Equal("""{"host":"new.example"}""", JsonNode.Parse(_folder.Read("project/apiDefinition.local.json"))!.ToJsonString());
    }

    private async Task<string?> ReadRecordAsync()
    {
        var target = Target();
        using var http = CloudHttp.Create(target, Clock);
        var observed = await new ConnectorEnvironment(http, target, Credential(target)).ReadAsync(Desired(), Stop);
        return observed.Record.ValueId?.ToString();
    }
}
