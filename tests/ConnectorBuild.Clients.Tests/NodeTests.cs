namespace ConnectorBuild.Clients.Tests;

/// <summary>
/// MSAL for Node, Graph for JavaScript and dynamics-web-api: the first examples of their documentation, and what each makes of a refusal.
/// </summary>
public sealed class NodeTests(ClientRun clients) : IClassFixture<ClientRun>
{
    private Task<System.Text.Json.Nodes.JsonObject> RunAsync(string script, string name) =>
        clients.RunAsync("node", Path.Combine(AppContext.BaseDirectory, "Node", script), name);

    [Theory]
    [InlineData("msal.mjs", "token", """{"type":"Bearer","parts":3}""")]
    [InlineData("msal.mjs", "cached", """{"fromCache":true}""")]
    [InlineData("graph.mjs", "lifecycle", """{"name":"Renamed","members":"displayName,id"}""")]
    [InlineData("graph.mjs", "count", """{"counted":true}""")]
    [InlineData("graph.mjs", "secret", """{"hint":true}""")]
    [InlineData("dataverse.mjs", "whoAmI", """{"user":36,"organization":36}""")]
    [InlineData("dataverse.mjs", "lifecycle", """{"name":"Renamed","count":1}""")]
    [InlineData("dataverse.mjs", "pages", """{"rows":1,"next":"string"}""")]
    [InlineData("dataverse.mjs", "batch", """{"answers":2}""")]
    [InlineData("dataverse.mjs", "metadata", """{"set":"connectors"}""")]
    public async Task Example_OfTheDocumentation_Runs(string script, string name, string expected) =>
        Assert.Equal(expected, (await RunAsync(script, name)).ToJsonString());

    [Theory]
    [InlineData("msal.mjs", "secret", "ServerError", "invalid_client", "AADSTS7000215")]
    [InlineData("msal.mjs", "client", "ServerError", "unauthorized_client", "AADSTS700016")]
    [InlineData("msal.mjs", "tenant", "ClientAuthError", "endpoints_resolution_error", "")]
    [InlineData("msal.mjs", "scope", "ServerError", "invalid_scope", "AADSTS1002012")]
    [InlineData("msal.mjs", "resource", "ServerError", "invalid_resource", "AADSTS500011")]
    [InlineData("graph.mjs", "missing", "Error", "Request_ResourceNotFound", "does not exist", 404)]
    [InlineData("graph.mjs", "property", "Error", "BadRequest", "nothing", 400)]
    [InlineData("graph.mjs", "value", "Error", "Request_BadRequest", "", 400)]
    [InlineData("graph.mjs", "eventual", "Error", "Request_UnsupportedQuery", "", 400)]
    [InlineData("graph.mjs", "segment", "Error", "BadRequest", "Resource not found for the segment 'aplications'", 400)]
    [InlineData("graph.mjs", "unmodelled", "Error", "LocalCloud_NotSupported", "groups", 501)]
    [InlineData("dataverse.mjs", "column", "Error", "0x80060888", "nothing", 400)]
    [InlineData("dataverse.mjs", "missing", "Error", "0x80040217", "Does Not Exist", 404)]
    [InlineData("dataverse.mjs", "table", "Error", "0x80060888", "connectorss", 404)]
    [InlineData("dataverse.mjs", "value", "Error", "0x80048d19", "publishers", 400)]
    [InlineData("dataverse.mjs", "fetchXml", "Error", "LocalCloud_NotSupported", "FetchXML", 501)]
    public async Task Refusal_Met_IsTheClientsOwnErrorWithTheServicesCode(
        string script, string name, string error, string code, string text, int? status = null)
    {
        var told = await RunAsync(script, name);

        Assert.Equal((error, code, status), ((string?)told["error"], (string?)told["code"], status is null ? null : (int?)told["status"]));
        Assert.Contains(text, (string)told["message"]!, StringComparison.OrdinalIgnoreCase);
    }
}
