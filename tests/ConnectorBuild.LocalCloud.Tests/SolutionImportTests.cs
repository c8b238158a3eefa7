using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.LocalCloud.Tests;

public sealed class SolutionImportTests : CloudTest
{
    private static readonly string Connector = "6774a467-ce48-42dc-9bda-abc8ad4b3923";

    [Fact]
    public async Task Import_NewManagedSolution_MakesConnectorAfterItsTime()
    {
        await StartAsync(Options());
        var operation = await ImportAsync(SolutionZip.Create(managed: true));

        Assert.Equal(404, (await Client.DataverseAsync("GET", $"/connectors({Connector})")).Status);
        Assert.Equal(20, (int)(await Client.DataverseAsync("GET", $"/asyncoperations({operation})")).Json["statuscode"]!);
        Clock.Advance(TimeSpan.FromMinutes(5));
        var job = (await Client.DataverseAsync("GET", "/importjobs")).Json["value"]![0]!;
        Assert.Equal(50, (double)job["progress"]!);
        Clock.Advance(TimeSpan.FromMinutes(5));

        var done = (await Client.DataverseAsync("GET", $"/asyncoperations({operation})")).Json;
        Assert.Equal(30, (int)done["statuscode"]!);
        Assert.Equal(3, (int)done["statecode"]!);
        var row = (await Client.DataverseAsync("GET", $"/connectors({Connector})")).Json;
        Assert.True((bool)row["ismanaged"]!);
        Assert.StartsWith("shared_contoso-5fsample-5f", row["connectorinternalid"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains("GlobalPerConnector", row["connectionparameters"]!.ToString(), StringComparison.Ordinal);
        var result = await Client.DataverseAsync("GET", $"/RetrieveSolutionImportResult(ImportJobId={job["importjobid"]})");
        Assert.Equal("Passed", result.Json["SolutionOperationResult"]!["Status"]!.ToString());
    }

    [Theory]
    [InlineData("1.x")]
    [InlineData("99999999999.1.0.0")]
    [InlineData("1")]
    public async Task Import_VersionThatIsNone_FailsAndNothingElseDoes(string version)
    {
        await StartAsync(Options());
        await ImportAsync(SolutionZip.Create(managed: true));
        Clock.Advance(TimeSpan.FromMinutes(10));

        var staged = await Client.DataverseAsync("POST", "/StageSolution", Body(SolutionZip.Create(managed: true, version)));
        var operation = await ImportAsync(SolutionZip.Create(managed: true, version));
        Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal("Failed", staged.Json["StageSolutionResults"]!["StageSolutionStatus"]!.ToString());
        var job = (await Client.DataverseAsync("GET", $"/asyncoperations({operation})")).Json;
        Assert.Equal(31, (int)job["statuscode"]!);
        Assert.Contains($"'{version}'", job["message"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal("1.0.0.0", await VersionAsync());
    }

    [Fact]
    public async Task Import_WhileAnotherRuns_FailsWithBusy()
    {
        await StartAsync(Options());
        await ImportAsync(SolutionZip.Create(managed: true));

        var second = await ImportAsync(SolutionZip.Create(managed: true, version: "1.0.0.1"));

        var job = (await Client.DataverseAsync("GET", $"/asyncoperations({second})")).Json;
        Assert.Equal(31, (int)job["statuscode"]!);
        Assert.Contains("Cannot start another [Import]", job["message"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(unchecked((int)0x80071151), (int)job["errorcode"]!);
    }

    [Fact]
    public async Task Import_WhileAnotherRunsAndQueueIsOn_WaitsForIt()
    {
        await StartAsync(Options(e => e with { QueueImports = true }));
        await ImportAsync(SolutionZip.Create(managed: true));
        var second = await ImportAsync(SolutionZip.Create(managed: true, version: "1.0.0.1"));

        Assert.Equal(0, (int)(await Client.DataverseAsync("GET", $"/asyncoperations({second})")).Json["statuscode"]!);
        Clock.Advance(TimeSpan.FromMinutes(20));

        Assert.Equal(30, (int)(await Client.DataverseAsync("GET", $"/asyncoperations({second})")).Json["statuscode"]!);
        Assert.Equal("1.0.0.1", await VersionAsync());
    }

    [Fact]
    public async Task Import_OverConnectorWithSecret_WipesIt()
    {
        await StartAsync(Options());
        await ImportAsync(SolutionZip.Create(managed: true));
        Clock.Advance(TimeSpan.FromMinutes(10));
        var patch = new JsonObject { ["connectionparameters"] = Samples.ConnectionParameters("1b2c3d4e-0000-0000-0000-000000000001", "the-secret") };
        Assert.Equal(204, (await Client.DataverseAsync("PATCH", $"/connectors({Connector})", patch.ToJsonString())).Status);
        var layers = (await Client.DataverseAsync(
            "GET",
            $"/msdyn_componentlayers?$filter=msdyn_componentid eq '{Connector}' and msdyn_solutioncomponentname eq 'Connector'")).Json["value"]!.AsArray();
        Assert.Equal(["ContosoConnectors", "Active"], layers.Select(l => l!["msdyn_solutionname"]!.ToString()));
        Assert.NotEqual("NoSecret", (await Cloud.SignInAsync("local", Connector, Stop)).ErrorCode);

        await ImportAsync(SolutionZip.Create(managed: true, version: "1.0.0.1"));
        Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal("1.0.0.1", await VersionAsync());
        var rows = await Client.DataverseAsync("GET", $"/connectors({Connector})");
        Assert.DoesNotContain("the-secret", rows.Text, StringComparison.Ordinal);
        Assert.Null(Cloud.FindConnectorSecret("local", Connector));
    }

    [Theory]
    [InlineData(true, "0.9.0.0", "higher version")]
    [InlineData(false, "2.0.0.0", "modes match")]
    public async Task Import_ThatDoesNotFit_FailsAndChangesNothing(bool managed, string version, string message)
    {
        await StartAsync(Options());
        await ImportAsync(SolutionZip.Create(managed: true));
        Clock.Advance(TimeSpan.FromMinutes(10));

        var operation = await ImportAsync(SolutionZip.Create(managed, version));
        Clock.Advance(TimeSpan.FromMinutes(10));

        var job = (await Client.DataverseAsync("GET", $"/asyncoperations({operation})")).Json;
        Assert.Equal(31, (int)job["statuscode"]!);
        Assert.Contains(message, job["message"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal("1.0.0.0", await VersionAsync());
    }

    [Fact]
    public async Task Import_ManagedOverUnmanagedConnector_Fails()
    {
        await StartAsync(Options());
        await Client.DataverseAsync("PATCH", $"/connectors({Connector})", Samples.Connector("contoso_sample", "Sample").ToJsonString());

        var operation = await ImportAsync(SolutionZip.Create(managed: true));
        Clock.Advance(TimeSpan.FromMinutes(10));

        var job = (await Client.DataverseAsync("GET", $"/asyncoperations({operation})")).Json;
        Assert.Contains("unmanaged base instance", job["message"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stage_ThenImportById_GivesDetailsAndWorks()
    {
        await StartAsync(Options());
        var staged = await Client.DataverseAsync("POST", "/StageSolution", Body(SolutionZip.Create(managed: false)));
        var results = staged.Json["StageSolutionResults"]!;

        Assert.Equal("Passed", results["StageSolutionStatus"]!.ToString());
        Assert.Equal("ContosoConnectors", results["SolutionDetails"]!["SolutionUniqueName"]!.ToString());
        var import = new JsonObject { ["SolutionParameters"] = new JsonObject { ["StageSolutionUploadId"] = results["StageSolutionUploadId"]!.ToString() } };
        Assert.Equal(200, (await Client.DataverseAsync("POST", "/ImportSolutionAsync", import.ToJsonString())).Status);
        Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(200, (await Client.DataverseAsync("GET", $"/connectors({Connector})")).Status);
    }

    [Fact]
    public async Task Stage_NoZip_Fails()
    {
        await StartAsync(Options());

        var staged = await Client.DataverseAsync("POST", "/StageSolution", Body([1, 2, 3]));

        Assert.Equal("Failed", staged.Json["StageSolutionResults"]!["StageSolutionStatus"]!.ToString());
    }

    [Fact]
    public async Task Import_WithVariables_ResolvesReferencesFromItsParameters()
    {
        await StartAsync(Options());
        var body = JsonNode.Parse(Body(SolutionZip.Create(managed: true, host: """@environmentVariables(\"contoso_Host\")""", variable: "contoso_Host")))!;
        body["ComponentParameters"] = new JsonArray(new JsonObject
        {
            ["@odata.type"] = "Microsoft.Dynamics.CRM.environmentvariablevalue",
            ["schemaname"] = "contoso_Host",
            ["value"] = "api.contoso.example",
        });
        await Client.DataverseAsync("POST", "/ImportSolutionAsync", body.ToJsonString());
        Clock.Advance(TimeSpan.FromMinutes(10));

        var read = await Client.DataverseAsync(
            "GET",
            "/environmentvariabledefinitions?$filter=schemaname eq "
                + "'contoso_Host'&$expand=environmentvariabledefinition_environmentvariablevalue($select=value)");
        var values = read.Json["value"]![0]!["environmentvariabledefinition_environmentvariablevalue"]!.AsArray();
        Assert.Equal("api.contoso.example", values.Single()!["value"]!.ToString());
    }

    [Fact]
    public async Task Upgrade_ToFileWithoutTheConnector_RemovesIt()
    {
        await StartAsync(Options());
        await ImportAsync(SolutionZip.Create(managed: true));
        Clock.Advance(TimeSpan.FromMinutes(10));

        var upgrade = await Client.DataverseAsync(
            "POST", "/StageAndUpgradeAsync", Body(SolutionZip.Create(managed: true, version: "2.0.0.0", withConnector: false)));
        Assert.Equal(200, upgrade.Status);
        Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(404, (await Client.DataverseAsync("GET", $"/connectors({Connector})")).Status);
    }

    [Fact]
    public async Task Holding_ThenPromote_ReplacesTheSolution()
    {
        await StartAsync(Options());
        await ImportAsync(SolutionZip.Create(managed: true));
        Clock.Advance(TimeSpan.FromMinutes(10));
        var body = JsonNode.Parse(Body(SolutionZip.Create(managed: true, version: "2.0.0.0")))!;
        body["HoldingSolution"] = true;
        await Client.DataverseAsync("POST", "/ImportSolutionAsync", body.ToJsonString());
        Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(200, (await Client.DataverseAsync("POST", "/DeleteAndPromote", """{"UniqueName":"ContosoConnectors"}""")).Status);

        Assert.Equal("2.0.0.0", await VersionAsync());
        Assert.Equal(200, (await Client.DataverseAsync("GET", $"/connectors({Connector})")).Status);
    }

    [Fact]
    public async Task Export_ThenImportElsewhere_CarriesNoSecret()
    {
        await StartAsync(Options());
        await Client.DataverseAsync("POST", "/publishers", """{"uniquename":"contoso","friendlyname":"Contoso","customizationprefix":"contoso","customizationoptionvalueprefix":12345}""");
        var publisher = (await Client.DataverseAsync("GET", "/publishers?$filter=uniquename eq 'contoso'")).Json["value"]![0]!["publisherid"];
        await Client.DataverseAsync("POST", "/solutions", $$"""{"uniquename":"Mine","friendlyname":"Mine","version":"1.0.0.0","publisherid@odata.bind":"/publishers({{publisher}})"}""");
        var row = Samples.Connector("contoso_sample", "Sample", Samples.ConnectionParameters("1b2c3d4e-0000-0000-0000-000000000001", "the-secret"));
        await Client.DataverseAsync("PATCH", $"/connectors({Connector})", row.ToJsonString(), headers: ("MSCRM.SolutionUniqueName", "Mine"));

        var export = await Client.DataverseAsync("POST", "/ExportSolution", """{"SolutionName":"Mine","Managed":true}""");
        var zip = Convert.FromBase64String(export.Json["ExportSolutionFile"]!.ToString());

        Assert.DoesNotContain(SolutionZip.Texts(zip), t => t.Contains("the-secret", StringComparison.Ordinal));
        await ImportAsync(zip, "other");
        Clock.Advance(TimeSpan.FromMinutes(10));
        var there = await Client.DataverseAsync("GET", $"/connectors({Connector})", environment: "other");
        Assert.Equal(200, there.Status);
        var here = await Client.DataverseAsync("GET", $"/connectors({Connector})");
        Assert.NotEqual(here.Json["connectorinternalid"]!.ToString(), there.Json["connectorinternalid"]!.ToString());
    }

    [Fact]
    public async Task ExportAsync_TakesItsTime_ThenTheFileCanBeDownloaded()
    {
        await StartAsync(Options());
        await ImportAsync(SolutionZip.Create(managed: false));
        Clock.Advance(TimeSpan.FromMinutes(10));

        var job = (await Client.DataverseAsync("POST", "/ExportSolutionAsync", """{"SolutionName":"ContosoConnectors","Managed":false}""")).Json;
        var download = $$"""{"ExportJobId":"{{job["ExportJobId"]}}"}""";
        Assert.Equal(400, (await Client.DataverseAsync("POST", "/DownloadSolutionExportData", download)).Status);
        Assert.Equal("2/20", await StateAsync(job));
        Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal("3/30", await StateAsync(job));
        var file = (await Client.DataverseAsync("POST", "/DownloadSolutionExportData", download)).Json["ExportSolutionFile"]!.ToString();
        Assert.NotEmpty(SolutionZip.Texts(Convert.FromBase64String(file)));
    }

    private async Task<string> StateAsync(JsonNode job)
    {
        var row = (await Client.DataverseAsync("GET", $"/asyncoperations({job["AsyncOperationId"]})?$select=statecode,statuscode")).Json;
        return $"{row["statecode"]}/{row["statuscode"]}";
    }

    [Fact]
    public async Task UnmanagedChange_WhereBlocked_IsRefusedButManagedImportIsNot()
    {
        await StartAsync(Options(e => e with { BlockUnmanagedChanges = true }));
        await ImportAsync(SolutionZip.Create(managed: true));
        Clock.Advance(TimeSpan.FromMinutes(10));

        var patch = await Client.DataverseAsync("PATCH", $"/connectors({Connector})", """{"description":"x"}""");

        Assert.Equal(400, patch.Status);
        Assert.Contains("blocked", patch.Text, StringComparison.Ordinal);
        Assert.Equal("1.0.0.0", await VersionAsync());
    }

    [Fact]
    public async Task DeleteSolution_Managed_TakesItsConnectorAlong()
    {
        await StartAsync(Options());
        await ImportAsync(SolutionZip.Create(managed: true));
        Clock.Advance(TimeSpan.FromMinutes(10));
        var id = (await Client.DataverseAsync("GET", "/solutions?$filter=uniquename eq 'ContosoConnectors'")).Json["value"]![0]!["solutionid"];

        Assert.Equal(204, (await Client.DataverseAsync("DELETE", $"/solutions({id})")).Status);

        Assert.Equal(404, (await Client.DataverseAsync("GET", $"/connectors({Connector})")).Status);
    }

    private static LocalCloudOptions Options(Func<LocalEnvironmentOptions, LocalEnvironmentOptions>? change = null)
    {
        var local = new LocalEnvironmentOptions { Name = "local", ImportDuration = TimeSpan.FromMinutes(10) };
        return new LocalCloudOptions { Environments = [change?.Invoke(local) ?? local, local with { Name = "other" }] };
    }

    private static string Body(byte[] zip) => new JsonObject { ["CustomizationFile"] = Convert.ToBase64String(zip) }.ToJsonString();

    private async Task<string> ImportAsync(byte[] zip, string environment = "local")
    {
        var answer = await Client.DataverseAsync("POST", "/ImportSolutionAsync", Body(zip), environment);
        Assert.Equal(200, answer.Status);
        return answer.Json["AsyncOperationId"]!.ToString();
    }

    private async Task<string> VersionAsync() =>
        (await Client.DataverseAsync(
            "GET",
            "/solutions?$filter=uniquename eq 'ContosoConnectors'&$select=version")).Json["value"]!.AsArray().Single()!["version"]!.ToString();
}
