using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>An environment answers other things than were asked for, or less.</summary>
public sealed class UnexpectedAnswerTests : CloudTest
{
    private const string RedirectUrl = "https://global.consent.azure-apim.net/redirect/contoso-20azureresourcemanager";

    private async Task<Diagnostic> FirstAsync(DesiredState? desired = null) =>
        (await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync(desired))).Diagnostics[0];

    [Fact]
    public async Task Deploy_AddressWithoutTheWebApi_SaysWhichAddressIsMeant()
    {
        Cloud.Faults.Add(new FaultRule
        {
            Service = "Dataverse", Status = 404, Body = "<html>Not found</html>", Headers = new Dictionary<string, string> { ["Content-Type"] = "text/html" },
        });

        var found = await FirstAsync();

        Assert.Equal("CB8001", found.Id);
        Assert.Contains("does not answer like the Dataverse Web API", found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(204)]
    [InlineData(302)]
    public async Task Deploy_ReadThatIsAnsweredWithoutRows_SaysWhichAddressIsMeant(int status)
    {
        Cloud.Faults.Add(new FaultRule { Service = "Dataverse", Method = "GET", Status = status, Body = "" });

        var found = await FirstAsync();

        Assert.Equal("CB8001", found.Id);
        Assert.Contains($"({status})", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_TokenThatDataverseDoesNotTake_SaysWhatToCompare()
    {
        Cloud.Faults.Add(new FaultRule { Service = "Dataverse", Status = 401, Body = "" });

        var found = await FirstAsync();

        Assert.Equal("CB8004", found.Id);
        Assert.Contains("Check that Url and TenantId of the environment belong together", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_RoleWithoutTheRight_SaysWhichRolesItNeeds()
    {
        Cloud.Faults.Add(new FaultRule
        {
            Service = "Dataverse",
            Method = "POST",
            Path = "*/connectors",
            Status = 403,
            Body = """{"error":{"code":"0x80040220","message":"Principal user is missing prvCreateConnector privilege."}}""",
        });

        var found = await FirstAsync();

        Assert.Equal("CB8004", found.Id);
        Assert.Contains("prvCreateConnector", found.Message, StringComparison.Ordinal);
        Assert.Contains("Environment Maker and System Customizer", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_ConnectorWithoutARedirectUrl_StopsAndTheNextRunAddsIt()
    {
        AnswerCreation(Contoso.Properties);

        var found = await FirstAsync();

        Assert.Equal("CB8012", found.Id);
        Assert.Contains("AADSTS50011", found.Message, StringComparison.Ordinal);
        Cloud.Faults.Clear();
        await DeployAsync();
        Assert.True((await SignInAsync()).Succeeded);
    }

    [Fact]
    public async Task Deploy_FederatedConnectorWithoutATrust_StopsAndTheNextRunAddsIt()
    {
        var properties = Contoso.Properties
            .Replace(
                "\"identityProvider\":\"aad\"",
                "\"identityProvider\":\"aad\",\"clientAssertionType\":\"GenericFederatedIdentityCredential\"", StringComparison.Ordinal)
            .Replace("\"common\"", $"\"{Local.TenantId}\"", StringComparison.Ordinal);
        var desired = Desired(properties: properties);
        AnswerCreation(properties.Replace("\"clientId\":\"\"", $"\"clientId\":\"\",\"redirectUrl\":\"{RedirectUrl}\"", StringComparison.Ordinal));

        var found = await FirstAsync(desired);

        Assert.Equal("CB8014", found.Id);
        Cloud.Faults.Clear();
        Assert.Single((await DeployAsync(desired)).Observed.Entra!.Trusts);
    }

    [Fact]
    public async Task Deploy_UpdateThatIsAnsweredAndNotDone_IsNotCalledDone()
    {
        await DeployAsync();
        var row = (await Target().SendAsync(Credential(Target()), HttpMethod.Get, $"connectors({Desired().Row.Identity.RowId})"))!;
        var desired = Desired(definition: Contoso.Definition.Replace("List subscriptions", "All subscriptions", StringComparison.Ordinal));
        Cloud.Faults.Add(new FaultRule { Service = "Dataverse", Method = "PATCH", Path = "*/connectors(*", Status = 200, Body = row.ToJsonString() });

        var found = await FirstAsync(desired);

        Assert.Equal("CB9006", found.Id);
        Assert.Contains("openapidefinition still has its former value", found.Message, StringComparison.Ordinal);

        // The message says to run again, so the next run must have something to do.
        Cloud.Faults.Clear();
        var again = await DeployAsync(desired);
        Assert.Equal(["openapidefinition"], Assert.Single(again.Plan.Steps.OfType<UpdateConnector>()).Columns.Keys);
        Assert.Contains("All subscriptions", again.Observed.Dataverse.Connector!["openapidefinition"]!, StringComparison.Ordinal);
        Assert.Empty((await DeployAsync(desired)).Plan.Steps);
    }

    // The connector is made, and the answer shows it as it was sent.
    private void AnswerCreation(string properties) => Cloud.Faults.Add(new FaultRule
    {
        Service = "Dataverse",
        Method = "POST",
        Path = "*/connectors",
        Moment = FaultMoment.AfterCommit,
        Status = 201,
        Body = new JsonObject
        {
            ["@odata.etag"] = "W/\"1\"",
            ["connectorid"] = Desired().Row.Identity.RowId.ToString(),
            ["name"] = Desired().Row.Identity.Name,
            ["connectionparameters"] = JsonNode.Parse(properties)!["properties"]!["connectionParameters"]!.ToJsonString(),
        }.ToJsonString(),
    });
}
