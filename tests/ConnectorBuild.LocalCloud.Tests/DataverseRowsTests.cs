using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.LocalCloud.Tests;

public sealed class DataverseRowsTests : CloudTest
{
    private readonly string _id = Guid.NewGuid().ToString();

    [Fact]
    public async Task WhoAmI_Deployer_IsItsApplicationUser()
    {
        await StartAsync();

        var who = (await Client.DataverseAsync("GET", "/WhoAmI")).Json;
        var user = (await Client.DataverseAsync("GET", $"/systemusers({who["UserId"]})?$select=applicationid,fullname")).Json;

        Assert.Equal(Cloud.Deployer.ClientId, (string?)user["applicationid"]);
    }

    [Fact]
    public async Task Call_WithoutApplicationUser_Is403NotAMember()
    {
        await StartAsync();
        var stranger = Cloud.AddIdentity("local", "stranger", []);

        var answer = await Client.DataverseAsync("GET", "/WhoAmI", identity: stranger);

        Assert.Equal(403, answer.Status);
        Assert.Equal("0x80072560", (string?)answer.Json["error"]!["code"]);
        Assert.Equal("The user is not a member of the organization.", (string?)answer.Json["error"]!["message"]);
    }

    [Fact]
    public async Task Call_WithoutToken_Is401AndNamesTheTenant()
    {
        await StartAsync();

        using var response = await Client.Http.GetAsync($"{Cloud.Environments["local"].Url}/api/data/v9.2/WhoAmI", Stop);

        Assert.Equal(401, (int)response.StatusCode);
        Assert.Contains(Cloud.Deployer.TenantId, response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Patch_PreconditionHeaders_DecideBetweenCreateAndUpdate()
    {
        await StartAsync();
        var body = Samples.Connector("contoso_a", "A").ToJsonString();

        Assert.Equal(404, (await PatchAsync(body, ("If-Match", "*"))).Status);
        Assert.Equal(204, (await PatchAsync(body, ("If-None-Match", "*"))).Status);
        var duplicate = await PatchAsync(body, ("If-None-Match", "*"));
        Assert.Equal(412, duplicate.Status);
        Assert.Contains("matching key values already exists", duplicate.Text, StringComparison.Ordinal);
        var tag = (await Client.DataverseAsync("GET", $"/connectors({_id})?$select=name")).Json["@odata.etag"]!.ToString();
        Assert.Equal(304, (await Client.DataverseAsync("GET", $"/connectors({_id})", headers: ("If-None-Match", tag))).Status);
        Assert.Equal(204, (await PatchAsync("""{"description":"x"}""", ("If-Match", tag))).Status);
        var stale = await PatchAsync("""{"description":"y"}""", ("If-Match", tag));
        Assert.Equal(412, stale.Status);
        Assert.Contains("RowVersion", stale.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_WithRepresentation_Returns201AndRow()
    {
        await StartAsync();

        var created = await Client.DataverseAsync(
            "POST", "/connectors?$select=name,connectorinternalid", Samples.Connector("contoso_a", "A")
                .ToJsonString(), headers: ("Prefer", "return=representation"));

        Assert.Equal(201, created.Status);
        Assert.Equal("contoso_a", (string?)created.Json["name"]);
        Assert.Contains($"/connectors({created.Json["connectorid"]})", created.Headers["OData-EntityId"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connector_OnSave_GetsInternalIdAndRedirectOfItsEnvironment()
    {
        await StartAsync(new LocalCloudOptions { Environments = [new() { Name = "local" }, new() { Name = "other" }] });
        var body = Samples.Connector("contoso_payments", "Contoso Payments API", Samples.ConnectionParameters("app", "secret")).ToJsonString();
        await Client.DataverseAsync("PATCH", $"/connectors({_id})", body);
        await Client.DataverseAsync("PATCH", $"/connectors({_id})", body, "other");

        var here = (await Client.DataverseAsync("GET", $"/connectors({_id})")).Json;
        var there = (await Client.DataverseAsync("GET", $"/connectors({_id})", environment: "other")).Json;
        var internalId = here["connectorinternalid"]!.ToString();
        var settings = JsonNode.Parse(here["connectionparameters"]!.ToString())!["token"]!["oAuthSettings"]!;

        Assert.Matches("^shared_contoso-5fcontoso-20payments-20api-5f[0-9a-f]{16}$", internalId);
        Assert.NotEqual(internalId, there["connectorinternalid"]!.ToString());
        Assert.Equal("GlobalPerConnector", (string?)settings["redirectMode"]);
        Assert.Equal("https://global.consent.azure-apim.net/redirect/" + internalId["shared_".Length..], (string?)settings["redirectUrl"]);
        Assert.Null(settings["clientSecret"]);
    }

    [Theory]
    [InlineData("name", 501)]
    [InlineData("displayname", 201)]
    [InlineData("description", 1001)]
    [InlineData("openapidefinition", 1_000_001)]
    [InlineData("connectionparameters", 500_001)]
    public async Task Connector_ColumnTooLong_IsRefused(string column, int length)
    {
        await StartAsync();
        var body = Samples.Connector("contoso_a", "A");
        body[column] = new string('x', length);

        var answer = await PatchAsync(body.ToJsonString());

        Assert.Equal(400, answer.Status);
        Assert.Contains(column, answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("connectionparameters", """{"properties":{"connectionParameters":{}}}""", "Nullable object must have a value.")]
    [InlineData("openapidefinition", """{"swagger":"2.0","paths":{}}""", "Invalid Api definition object")]
    [InlineData("scriptoperations", """["A"]""", "InvalidScriptDefinitionUrlWithNonNullOperations")]
    public async Task Connector_TheBackendRefuses_GivesItsText(string column, string value, string text)
    {
        await StartAsync();
        var body = Samples.Connector("contoso_a", "A");
        body[column] = value;

        var answer = await PatchAsync(body.ToJsonString());

        Assert.Equal(400, answer.Status);
        Assert.Contains("ApiHubsRequestFailed", answer.Text, StringComparison.Ordinal);
        Assert.Contains(text, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connector_NameOfAnotherOrChangedName_IsRefused()
    {
        await StartAsync();
        await PatchAsync(Samples.Connector("contoso_a", "A").ToJsonString());

        Assert.Equal(412, (await Client.DataverseAsync("POST", "/connectors", Samples.Connector("contoso_a", "B").ToJsonString())).Status);
        Assert.Equal(400, (await PatchAsync("""{"name":"contoso_b"}""")).Status);
        Assert.Equal(204, (await PatchAsync("""{"name":"contoso_a"}""")).Status);
    }

    [Fact]
    public async Task Connector_EnvironmentReferences_AreResolvedAtSaveOnly()
    {
        await StartAsync();
        await DefineAsync("contoso_App", "first");
        var row = Samples.Connector("contoso_a", "A", Samples.ConnectionParameters("""@environmentVariables("contoso_App")""", "s"));
        Assert.Equal(204, (await PatchAsync(row.ToJsonString())).Status);
        await ValueAsync("contoso_App", "second");

        var before = await Cloud.SignInAsync("local", _id, Stop);
        await PatchAsync("""{"description":"saved again"}""");
        var after = await Cloud.SignInAsync("local", _id, Stop);

        Assert.Equal("first", before.ClientId);
        Assert.Equal("second", after.ClientId);
        Assert.Contains("environmentVariables", (await Client.DataverseAsync("GET", $"/connectors({_id})")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connector_SecretVariable_ReadsKeyVaultThatTheOptionsGive()
    {
        const string path = "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v/secrets/n";
        await StartAsync(new LocalCloudOptions { KeyVaultSecrets = new Dictionary<string, string> { [path] = "from-the-vault" } });
        await DefineAsync("contoso_Secret", path, 100_000_005);

        await PatchAsync(Samples.Connector("contoso_a", "A", Samples.ConnectionParameters("app", """@environmentVariables("contoso_Secret")""")).ToJsonString());

        Assert.Equal("from-the-vault", Cloud.FindConnectorSecret("local", _id));
        Assert.Contains("contoso_Secret", (await Client.DataverseAsync("GET", $"/connectors({_id})")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Solution_Header_PutsTheRowInIt()
    {
        await StartAsync();
        var publisher = await PublisherAsync();
        await Client.DataverseAsync("POST", "/solutions", $$"""{"uniquename":"Mine","friendlyname":"Mine","version":"1.0.0.0","publisherid@odata.bind":"/publishers({{publisher}})"}""");
        await PatchAsync(Samples.Connector("contoso_a", "A").ToJsonString(), ("MSCRM.SolutionUniqueName", "Mine"));
        await PatchAsync("""{"description":"again"}""", ("MSCRM.SolutionUniqueName", "Mine"));

        var solution = (await Client.DataverseAsync(
            "GET", "/solutions?$filter=uniquename eq 'Mine'&$expand=publisherid($select=customizationprefix)")).Json["value"]![0]!;
        var components = (await Client.DataverseAsync(
            "GET",
            $"/solutioncomponents?$filter=_solutionid_value eq {solution["solutionid"]} and componenttype eq 372")).Json["value"]!.AsArray();

        Assert.Equal("contoso", (string?)solution["publisherid"]!["customizationprefix"]);
        Assert.Equal(_id, (string?)Assert.Single(components)!["objectid"]);
        Assert.Equal(400, (await PatchAsync("{}", ("MSCRM.SolutionUniqueName", "Nowhere"))).Status);
    }

    [Fact]
    public async Task Delete_ReferencedConnector_IsRefused()
    {
        await StartAsync();
        await PatchAsync(Samples.Connector("contoso_a", "A").ToJsonString());
        await Client.DataverseAsync("POST", "/connectionreferences", $$"""{"connectionreferencelogicalname":"contoso_ref","connectorid":"x","CustomConnectorId@odata.bind":"/connectors({{_id}})"}""");

        var dependencies = (await Client.DataverseAsync(
            "GET", $"/RetrieveDependenciesForDelete(ObjectId={_id},ComponentType=372)")).Json["value"]!.AsArray();

        Assert.Single(dependencies);
        Assert.Equal(400, (await Client.DataverseAsync("DELETE", $"/connectors({_id})")).Status);
    }

    [Fact]
    public async Task Sharing_GrantAndRead_ShowsTheRights()
    {
        await StartAsync();
        await PatchAsync(Samples.Connector("contoso_a", "A").ToJsonString());
        var team = (await Client.DataverseAsync("GET", "/teams?$select=teamid")).Json["value"]![0]!["teamid"];
        var grant = new JsonObject
        {
            ["Target"] = new JsonObject { ["@odata.type"] = "Microsoft.Dynamics.CRM.connector", ["connectorid"] = _id },
            ["PrincipalAccess"] = new JsonObject
            {
                ["AccessMask"] = "ReadAccess, WriteAccess",
                ["Principal"] = new JsonObject { ["@odata.type"] = "Microsoft.Dynamics.CRM.team", ["teamid"] = team!.ToString() },
            },
        };

        Assert.Equal(204, (await Client.DataverseAsync("POST", "/GrantAccess", grant.ToJsonString())).Status);

        var target = Uri.EscapeDataString($"{{'@odata.id':'connectors({_id})'}}");
        var access = (await Client.DataverseAsync(
            "GET", $"/RetrieveSharedPrincipalsAndAccess(Target=@t)?@t={target}")).Json["PrincipalAccesses"]!.AsArray();
        Assert.Equal("ReadAccess, WriteAccess", (string?)Assert.Single(access)!["AccessMask"]);
    }

    [Fact]
    public async Task Owner_BoundToTeam_IsReadBack()
    {
        await StartAsync();
        await PatchAsync(Samples.Connector("contoso_a", "A").ToJsonString());
        var team = (await Client.DataverseAsync("GET", "/teams")).Json["value"]![0]!["teamid"];

        Assert.Equal(204, (await PatchAsync($$"""{"ownerid@odata.bind":"/teams({{team}})"}""")).Status);

        var row = (await Client.DataverseAsync("GET", $"/connectors({_id})?$select=_ownerid_value,_owningteam_value")).Json;
        Assert.Equal((string?)team, (string?)row["_owningteam_value"]);
    }

    [Theory]
    [InlineData("componenttype gt 372", false)]
    [InlineData("componenttype gt 371", true)]
    [InlineData("componenttype lt 372", false)]
    [InlineData("componenttype lt 373", true)]
    public async Task Filter_ByMoreOrLess_ComparesNumbers(string filter, bool isFound)
    {
        await StartAsync();
        await Client.DataverseAsync("POST", "/solutions", $$"""{"uniquename":"More","friendlyname":"More","version":"1.0.0.0","publisherid@odata.bind":"/publishers({{await PublisherAsync()}})"}""");
        await PatchAsync(Samples.Connector("contoso_a", "A").ToJsonString(), ("MSCRM.SolutionUniqueName", "More"));

        var found = await Client.DataverseAsync(
            "GET", $"/solutions?$filter=uniquename eq 'More'&$expand=solution_solutioncomponent($select=objectid;$filter={filter})");

        Assert.Equal(isFound ? 1 : 0, found.Json["value"]![0]!["solution_solutioncomponent"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("GET", "/accounts", null)]
    [InlineData("GET", "/connectors?$apply=x", null)]
    [InlineData("GET", "/connectors?fetchXml=x", null)]
    [InlineData("GET", "/connectors?$filter=tolower(name) eq 'a'", null)]
    [InlineData("GET", "/connectors?$select=overriddencreatedon", null)]
    [InlineData("DELETE", "/organizations(00000000-0000-0000-0000-000000000000)", null)]
    [InlineData("POST", "/ImportSolutionAsync", """{"CustomizationFile":"","LayerDesiredOrder":{}}""")]
    public async Task Unsupported_Anything_Is501AndNamesIt(string method, string path, string? body)
    {
        await StartAsync();

        var answer = await Client.DataverseAsync(method, path, body);

        Assert.Equal(501, answer.Status);
        Assert.Contains("does not support", answer.Text, StringComparison.Ordinal);
    }

    private Task<Answer> PatchAsync(string body, params (string Name, string Value)[] headers) =>
        Client.DataverseAsync("PATCH", $"/connectors({_id})", body, headers: headers);

    private async Task<string> PublisherAsync()
    {
        await Client.DataverseAsync("POST", "/publishers", """{"uniquename":"contoso","friendlyname":"Contoso","customizationprefix":"contoso","customizationoptionvalueprefix":12345}""");
        return (await Client.DataverseAsync("GET", "/publishers?$filter=uniquename eq 'contoso'")).Json["value"]![0]!["publisherid"]!.ToString();
    }

    private async Task DefineAsync(string name, string value, int type = 100_000_000)
    {
        Assert.Equal(204, (await Client.DataverseAsync("POST", "/environmentvariabledefinitions", $$"""{"schemaname":"{{name}}","displayname":"{{name}}","type":{{type}}}""")).Status);
        await ValueAsync(name, value);
    }

    private async Task ValueAsync(string name, string value)
    {
        var definition = (await Client.DataverseAsync(
            "GET", $"/environmentvariabledefinitions?$filter=schemaname eq "
                + $"'{name}'&$expand=environmentvariabledefinition_environmentvariablevalue")).Json["value"]![0]!;
        var values = definition["environmentvariabledefinition_environmentvariablevalue"]!.AsArray();
        var answer = values.Count == 0
            ? await Client.DataverseAsync("POST", "/environmentvariablevalues",
                $$"""{"value":"{{value}}","EnvironmentVariableDefinitionId@odata.bind":"/environmentvariabledefinitions({{definition["environmentvariabledefinitionid"]}})"}""")
            : await Client.DataverseAsync("PATCH", $"/environmentvariablevalues({values[0]!["environmentvariablevalueid"]})", $$"""{"value":"{{value}}"}""");
        Assert.Equal(204, answer.Status);
    }
}
