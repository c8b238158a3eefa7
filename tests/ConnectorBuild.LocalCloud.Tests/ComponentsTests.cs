using System.Text.Json;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.LocalCloud.Tests;

/// <summary>Components of any type in solutions, and connections that hold a connector back.</summary>
public sealed class ComponentsTests : CloudTest
{
    private const string Connector = "6774a467-ce48-42dc-9bda-abc8ad4b3923";

    [Fact]
    public async Task Summaries_OfASolution_NameEveryComponentWithItsType()
    {
        await StartAsync(Seeded());
        var solution = await ImportAsync();
        await LocalCloudClient.AddComponentAsync(
            Cloud.Endpoints, "local", new LocalComponentOptions { Solution = solution.Name, Type = 61, Name = "contoso_/logo.png" },
            Stop);

        var rows = (await Client.DataverseAsync(
            "GET", $"/msdyn_solutioncomponentsummaries?$filter=msdyn_solutionid eq {solution.Id}")).Json["value"]!.AsArray();

        Assert.Equal(
            ["1 entity contoso_order", "29 workflow Send order", "372 connector contoso_sample", "61 webresource contoso_/logo.png"],
            rows.Select(r => $"{r!["msdyn_componenttype"]} {r["msdyn_componentlogicalname"]} {r["msdyn_name"]}")
                .Where(t => !t.StartsWith("38", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(501, (await Client.DataverseAsync("GET", "/msdyn_solutioncomponentsummaries")).Status);
        Assert.Equal(
            ["Send order"],
            (await Client.DataverseAsync("GET", "/workflows?$select=name")).Json["value"]!.AsArray().Select(w => (string?)w!["name"]));
    }

    [Fact]
    public async Task Uninstall_ConnectorWithAConnection_IsRefusedUntilTheConnectionIsGone()
    {
        await StartAsync(Seeded());
        var solution = await ImportAsync();
        await LocalCloudClient.AddConnectionAsync(Cloud.Endpoints, "local", Connector, Stop);

        var refused = await Client.DataverseAsync("DELETE", $"/solutions({solution.Id})");
        await LocalCloudClient.RemoveConnectionsAsync(Cloud.Endpoints, "local", Connector, Stop);

        Assert.Contains("CannotDeleteApiDueToExistingConnections", refused.Json["error"]!["message"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(204, (await Client.DataverseAsync("DELETE", $"/solutions({solution.Id})")).Status);
        Assert.Equal(404, (await Client.DataverseAsync("GET", $"/connectors({Connector})")).Status);
    }

    [Fact]
    public async Task Management_UnknownSolutionConnectorOrEnvironment_IsRefused()
    {
        await StartAsync(Seeded());

        await Assert.ThrowsAsync<HttpRequestException>(
            () => LocalCloudClient.AddComponentAsync(
                Cloud.Endpoints, "local", new LocalComponentOptions { Solution = "Nope", Type = 1, Name = "x" }, Stop));
        await Assert.ThrowsAsync<HttpRequestException>(() => LocalCloudClient.AddConnectionAsync(Cloud.Endpoints, "local", "nope", Stop));
        await Assert.ThrowsAsync<HttpRequestException>(() => LocalCloudClient.AddConnectionAsync(Cloud.Endpoints, "nope", Connector, Stop));
    }

    [Fact]
    public void Options_OfAFile_ReadComponents()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, """{ "environments": [ { "name": "local", "components": [ { "solution": "A", "type": 29, "name": "Flow", "needs": "contoso_x" } ] } ] }""");

            var component = Assert.Single(LocalCloudOptionsFile.Read(file).Environments[0].Components);

            Assert.Equal(new LocalComponentOptions { Solution = "A", Type = 29, Name = "Flow", Needs = "contoso_x" }, component);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private LocalCloudOptions Seeded() => new()
    {
        Clock = Clock,
        Environments =
        [
            new()
            {
                Name = "local",
                Components =
                [
                    new() { Solution = SolutionName, Type = 1, Name = "contoso_order" },
                    new() { Solution = SolutionName, Type = 29, Name = "Send order" },
                ],
            },
        ],
    };

    private static string SolutionName => "ContosoConnectors";

    private async Task<(string Id, string Name)> ImportAsync()
    {
        await Client.DataverseAsync("POST", "/ImportSolutionAsync", JsonSerializer.Serialize(new
        {
            CustomizationFile = Convert.ToBase64String(SolutionZip.Create(managed: true)),
            OverwriteUnmanagedCustomizations = false,
            PublishWorkflows = true,
        }));
        Clock.Advance(TimeSpan.FromMinutes(30));
        var row = (await Client.DataverseAsync("GET", "/solutions?$select=solutionid,uniquename&$filter=ismanaged eq true")).Json["value"]![0]!;
        return ((string)row["solutionid"]!, (string)row["uniquename"]!);
    }
}
