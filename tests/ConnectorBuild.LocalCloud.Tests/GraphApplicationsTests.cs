using System.Text.Json.Nodes;

namespace ConnectorBuild.LocalCloud.Tests;

public sealed class GraphApplicationsTests : CloudTest
{
    private const string Upsert = "/applications(uniqueName='connectorbuild.sample')";
    private static readonly (string, string) Eventual = ("ConsistencyLevel", "eventual");
    private static readonly (string, string) CreateIfMissing = ("Prefer", "create-if-missing");

    [Fact]
    public async Task Upsert_TwiceThenRead_MakesOneApp()
    {
        await StartAsync();

        Assert.Equal(404, (await Client.GraphAsync("PATCH", Upsert, """{"displayName":"A"}""")).Status);
        Assert.Equal(201, (await Client.GraphAsync("PATCH", Upsert, """{"displayName":"A"}""", null, CreateIfMissing)).Status);
        Assert.Equal(204, (await Client.GraphAsync("PATCH", Upsert, """{"displayName":"B","@odata.type":"#microsoft.graph.application"}""", null, CreateIfMissing)).Status);

        var read = (await Client.GraphAsync("GET", Upsert)).Json;
        Assert.Equal("B", (string?)read["displayName"]);
        var list = (await Client.GraphAsync(
            "GET", "/applications?$filter=uniqueName eq 'connectorbuild.sample'&$select=id")).Json["value"]!.AsArray();
        Assert.Equal((string?)read["id"], (string?)Assert.Single(list)!["id"]);
    }

    [Fact]
    public async Task Upsert_HundredAtOnce_MakesOneApp()
    {
        await StartAsync();
        var token = await Client.AccessTokenAsync("https://graph.microsoft.com");

        var statuses = await Task.WhenAll(Enumerable.Range(0, 100).Select(async _ =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Patch, $"{Cloud.GraphUrl}/v1.0{Upsert}") { Content = new StringContent("""{"displayName":"A"}""", null, "application/json") };
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
            request.Headers.TryAddWithoutValidation("Prefer", "create-if-missing");
            using var response = await Client.Http.SendAsync(request, Stop);
            return (int)response.StatusCode;
        }));

        Assert.Equal(1, statuses.Count(s => s == 201));
        Assert.Equal(99, statuses.Count(s => s == 204));
    }

    [Fact]
    public async Task Upsert_OfDeletedName_IsConflictUntilPurged()
    {
        await StartAsync();
        var id = (await Client.GraphAsync("PATCH", Upsert, """{"displayName":"A"}""", null, CreateIfMissing)).Json["id"];
        Assert.Equal(204, (await Client.GraphAsync("DELETE", $"/applications/{id}")).Status);

        var conflict = await Client.GraphAsync("PATCH", Upsert, """{"displayName":"A"}""", null, CreateIfMissing);
        Assert.Equal(400, conflict.Status);
        Assert.Equal("Request_BadRequest", (string?)conflict.Json["error"]!["code"]);
        Assert.Equal("Another object with the same value for property uniqueName already exists.", (string?)conflict.Json["error"]!["message"]);
        Assert.Equal("ObjectConflict", (string?)conflict.Json["error"]!["details"]![0]!["code"]);

        var bin = await Client.GraphAsync("GET", "/directory/deletedItems/graph.application?$filter=uniqueName eq 'connectorbuild.sample'");
        Assert.Equal((string?)id, (string?)bin.Json["value"]![0]!["id"]);
        var restored = await Client.GraphAsync("POST", $"/directory/deletedItems/{id}/restore");
        Assert.Equal(200, restored.Status);
        Assert.Equal(204, (await Client.GraphAsync("PATCH", Upsert, """{"displayName":"C"}""", null, CreateIfMissing)).Status);
        await Client.GraphAsync("DELETE", $"/applications/{id}");
        Assert.Equal(204, (await Client.GraphAsync("DELETE", $"/directory/deletedItems/{id}")).Status);
        Assert.Equal(201, (await Client.GraphAsync("PATCH", Upsert, """{"displayName":"D"}""", null, CreateIfMissing)).Status);
    }

    [Fact]
    public async Task DeletedApp_AfterThirtyDays_FreesItsName()
    {
        await StartAsync();
        var id = (await Client.GraphAsync("PATCH", Upsert, """{"displayName":"A"}""", null, CreateIfMissing)).Json["id"];
        await Client.GraphAsync("DELETE", $"/applications/{id}");
        Clock.Advance(TimeSpan.FromDays(31));

        Assert.Equal(201, (await Client.GraphAsync("PATCH", Upsert, """{"displayName":"A"}""", null, CreateIfMissing)).Status);
    }

    [Fact]
    public async Task Secrets_AddAndRemove_TextIsShownOnce()
    {
        await StartAsync();
        var id = (await Client.GraphAsync("POST", "/applications", Samples.Application())).Json["id"];

        var added = (await Client.GraphAsync("POST", $"/applications/{id}/addPassword", """{"passwordCredential":{"displayName":"d"}}""")).Json;
        var text = added["secretText"]!.ToString();
        var read = await Client.GraphAsync("GET", $"/applications/{id}");
        var credential = read.Json["passwordCredentials"]!.AsArray().Single()!;

        Assert.Equal(40, text.Length);
        Assert.Equal(text[..3], (string?)added["hint"]);
        Assert.DoesNotContain(text, read.Text, StringComparison.Ordinal);
        Assert.Null(credential["secretText"]);
        Assert.Equal(Clock.GetUtcNow().AddYears(2), (DateTimeOffset)credential["endDateTime"]!);
        var body = $$"""{"keyId":"{{credential["keyId"]}}"}""";
        Assert.Equal(204, (await Client.GraphAsync("POST", $"/applications/{id}/removePassword", body)).Status);
        Assert.Equal(400, (await Client.GraphAsync("POST", $"/applications/{id}/removePassword", body)).Status);
    }

    [Theory]
    [InlineData("passwordLifetime", "P90D", "CredentialInvalidLifetimeAsPerAppPolicy")]
    [InlineData("passwordAddition", null, "CredentialTypeNotAllowedAsPerAppPolicy")]
    public async Task AddPassword_AgainstPolicy_IsRefused(string restriction, string? maximum, string code)
    {
        await StartAsync();
        var admin = Cloud.AddIdentity("local", "admin", ["Policy.ReadWrite.ApplicationConfiguration"]);
        var policy = new JsonObject
        {
            ["isEnabled"] = true,
            ["applicationRestrictions"] = new JsonObject { ["passwordCredentials"] = new JsonArray(new JsonObject { ["restrictionType"] = restriction, ["maxLifetime"] = maximum }) },
        };
        Assert.Equal(204, (await Client.GraphAsync("PATCH", "/policies/defaultAppManagementPolicy", policy.ToJsonString(), admin)).Status);
        var id = (await Client.GraphAsync("POST", "/applications", Samples.Application())).Json["id"];

        var refused = await Client.GraphAsync("POST", $"/applications/{id}/addPassword", """{"passwordCredential":{"displayName":"d"}}""");

        Assert.Equal(400, refused.Status);
        Assert.Equal(code, (string?)refused.Json["error"]!["code"]);
        if (maximum is not null)
        {
            var end = Clock.GetUtcNow().AddDays(90).ToString("o");
            Assert.Equal(200, (await Client.GraphAsync("POST", $"/applications/{id}/addPassword", $$$"""{"passwordCredential":{"endDateTime":"{{{end}}}"}}""")).Status);
        }
    }

    [Theory]
    [InlineData("http://contoso.example/x")]
    [InlineData("https://contoso.example/a,b")]
    [InlineData("not an address")]
    public async Task Patch_RefusedRedirectUri_ChangesNothing(string uri)
    {
        await StartAsync();
        var id = (await Client.GraphAsync("POST", "/applications", Samples.Application())).Json["id"];
        var patch = new JsonObject { ["displayName"] = "changed", ["web"] = new JsonObject { ["redirectUris"] = new JsonArray(uri) } };

        Assert.Equal(400, (await Client.GraphAsync("PATCH", $"/applications/{id}", patch.ToJsonString())).Status);
        Assert.Equal("Sample", (string?)(await Client.GraphAsync("GET", $"/applications/{id}")).Json["displayName"]);
    }

    [Fact]
    public async Task Patch_MoreThan256RedirectUris_IsRefused()
    {
        await StartAsync();
        var id = (await Client.GraphAsync("POST", "/applications", Samples.Application())).Json["id"];
        var uris = new JsonArray([.. Enumerable.Range(0, 257).Select(i => (JsonNode)$"https://contoso.example/{i}")]);

        Assert.Equal(
            400,
            (await Client.GraphAsync(
                "PATCH", $"/applications/{id}",
                new JsonObject { ["web"] = new JsonObject { ["redirectUris"] = uris } }.ToJsonString())).Status);
    }

    [Fact]
    public async Task Patch_Web_KeepsWhatItDoesNotName()
    {
        await StartAsync();
        var id = (await Client.GraphAsync("POST", "/applications", Samples.Application())).Json["id"];
        await Client.GraphAsync("PATCH", $"/applications/{id}", """{"web":{"homePageUrl":"https://contoso.example"}}""");
        await Client.GraphAsync("PATCH", $"/applications/{id}", """{"web":{"redirectUris":["https://contoso.example/x"]}}""");

        var web = (await Client.GraphAsync("GET", $"/applications/{id}")).Json["web"]!;

        Assert.Equal("https://contoso.example", (string?)web["homePageUrl"]);
        Assert.Single(web["redirectUris"]!.AsArray());
    }

    [Theory]
    [InlineData("PATCH", "", """{"logo":""}""")]
    [InlineData("POST", "/setVerifiedPublisher", "{}")]
    [InlineData("GET", "?$search=x", null)]
    [InlineData("GET", "?$expand=owners($select=id)", null)]
    public async Task Unsupported_Anything_Is501AndNamesIt(string method, string suffix, string? body)
    {
        await StartAsync();
        var id = (await Client.GraphAsync("POST", "/applications", Samples.Application())).Json["id"];

        var answer = await Client.GraphAsync(method, $"/applications/{id}{suffix}", body);

        Assert.Equal(501, answer.Status);
        Assert.Contains("does not support", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OwnedBy_AppOfAnother_IsRefusedUntilOwner()
    {
        await StartAsync();
        var other = Cloud.AddIdentity("local", "other", ["Application.ReadWrite.OwnedBy"]);
        var id = (await Client.GraphAsync("POST", "/applications", Samples.Application())).Json["id"];

        var refused = await Client.GraphAsync("PATCH", $"/applications/{id}", """{"notes":"x"}""", other);
        Assert.Equal(403, refused.Status);
        Assert.Equal("Authorization_RequestDenied", (string?)refused.Json["error"]!["code"]);
        Assert.Equal(200, (await Client.GraphAsync("GET", $"/applications/{id}", null, other)).Status);

        var reference = $$"""{"@odata.id":"{{Cloud.GraphUrl}}/v1.0/directoryObjects/{{other.ObjectId}}"}""";
        Assert.Equal(204, (await Client.GraphAsync("POST", $"/applications/{id}/owners/$ref", reference)).Status);
        Assert.Equal(204, (await Client.GraphAsync("PATCH", $"/applications/{id}", """{"notes":"x"}""", other)).Status);
    }

    [Fact]
    public async Task Lists_LongerThanAPage_GoOnAtNextLink()
    {
        await StartAsync();
        for (var i = 0; i < 5; i++)
        {
            await Client.GraphAsync("POST", "/applications", Samples.Application($"Page {i}"));
        }

        var first = (await Client.GraphAsync(
            "GET", "/applications?$filter=startswith(displayName,'page')&$top=3&$orderby=displayName&$count=true", null, null,
            Eventual)).Json;
        var second = await Client.SendAsync("GET", first["@odata.nextLink"]!.ToString(), null, "https://graph.microsoft.com", null, Eventual);

        Assert.Equal(3, first["value"]!.AsArray().Count);
        Assert.Equal(["Page 3", "Page 4"], second.Json["value"]!.AsArray().Select(a => (string?)a!["displayName"]));
    }

    [Fact]
    public async Task Token_MissingExpiredOrForeign_Is401()
    {
        await StartAsync();
        var token = await Client.AccessTokenAsync("https://graph.microsoft.com");
        var foreign = await Client.AccessTokenAsync("https://management.azure.com");
        Clock.Advance(TimeSpan.FromHours(2));

        foreach (var (header, text) in new[] { ("", "empty"), ($"Bearer {token}", "expired"), ($"Bearer {foreign}", "expired"), ("Bearer a.b.c", "parsing") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{Cloud.GraphUrl}/v1.0/applications");
            request.Headers.TryAddWithoutValidation("Authorization", header);
            using var response = await Client.Http.SendAsync(request, Stop);
            Assert.Equal(401, (int)response.StatusCode);
            Assert.Contains(text, await response.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("https://management.core.windows.net/")]
    [InlineData("https://management.azure.com")]
    public async Task ServicePrincipal_ByName_IsFound(string name)
    {
        await StartAsync();

        var found = (await Client.GraphAsync(
            "GET",
            $"/servicePrincipals?$filter=servicePrincipalNames%2Fany%28n%3An%20eq%20%27{Uri.EscapeDataString(name)}%27%29&$select=id,appId,oauth2PermissionScopes")).Json["value"]!.AsArray();

        Assert.Equal(Samples.Management, (string?)Assert.Single(found)!["appId"]);
        Assert.Equal("user_impersonation", (string?)found[0]!["oauth2PermissionScopes"]![0]!["value"]);
    }

    [Fact]
    public async Task ServicePrincipal_OfOwnApi_HasItsScopesAndNames()
    {
        await StartAsync();
        var body = """{"displayName":"Orders API","identifierUris":["api://orders"],"api":{"requestedAccessTokenVersion":2,"oauth2PermissionScopes":[{"id":"6d7a8c2e-0000-0000-0000-000000000001","value":"Orders.Read","type":"User","isEnabled":true}]}}""";
        var app = (await Client.GraphAsync("POST", "/applications", body)).Json;
        await Client.GraphAsync("PATCH", $"/servicePrincipals(appId='{app["appId"]}')", """{"notes":"n"}""", null, CreateIfMissing);

        var found = (await Client.GraphAsync(
            "GET", "/servicePrincipals?$filter=servicePrincipalNames/any(n:n eq 'api://orders')")).Json["value"]!.AsArray();

        Assert.Equal("Orders.Read", (string?)Assert.Single(found)!["oauth2PermissionScopes"]![0]!["value"]);
    }

    [Fact]
    public async Task Batch_WithDependency_FailsDependantsOnly()
    {
        await StartAsync();
        var batch = new JsonObject
        {
            ["requests"] = new JsonArray(
                new JsonObject { ["id"] = "1", ["method"] = "GET", ["url"] = "/applications/00000000-0000-0000-0000-000000000000" },
                new JsonObject { ["id"] = "2", ["method"] = "GET", ["url"] = "/organization", ["dependsOn"] = new JsonArray("1") },
                new JsonObject
                {
                    ["id"] = "3",
                    ["method"] = "POST",
                    ["url"] = "/applications",
                    ["headers"] = new JsonObject { ["Content-Type"] = "application/json" },
                    ["body"] = new JsonObject { ["displayName"] = "In batch" },
                }),
        };
        var answer = await Client.GraphAsync("POST", "/$batch", batch.ToJsonString());

        Assert.Equal([404, 424, 201], answer.Json["responses"]!.AsArray().Select(r => (int)r!["status"]!));
        var record = Cloud.Requests.Records[^1];
        Assert.Equal(3, record.Parts.Count);
        Assert.True(record.IsWrite);
    }
}
