using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Identity;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.LocalCloud.Tests;

/// <summary>Microsoft's APIs in a tenant.</summary>
public sealed class KnownResourcesTests : CloudTest
{
    [Theory]
    [InlineData("https://graph.microsoft.com", "Chat.Read", "f501c180-9344-439a-bca0-6cbf209fd270", "User")]
    [InlineData("https://graph.microsoft.com/", "Group.ReadWrite.All", "4e46008b-f24c-477d-8fff-7bb4ec7aafe0", "Admin")]
    [InlineData("https://graph.microsoft.com", "AgentCard.Read.All", null, "Admin")]
    [InlineData("https://api.fabric.microsoft.com", "Item.Read.All", "d2bc95fc-440e-4b0e-bafd-97182de7aef5", "User")]
    [InlineData("https://analysis.windows.net/powerbi/api", "Report.ReadWrite.All", "7504609f-c495-4c64-8542-686125a5a36f", "User")]
    [InlineData("https://api.powerplatform.com", "CopilotStudio.Copilots.Invoke", "204440d3-c1d0-4826-b570-99eb6f5e2aeb", "User")]
    [InlineData("https://dynamicsessions.io", "Sessions.ReadWrite.All", "2843164f-ca31-473a-9198-ceaeb95e59b1", "User")]
    [InlineData("https://cognitiveservices.azure.com/", "user_impersonation", "5f1e8914-a52b-429f-9324-91b92b81adaf", "User")]
    [InlineData("https://api.partnercenter.microsoft.com", "user_impersonation", "1cebfa2a-fb4d-419e-b5f9-839b4383e05a", "User")]
    [InlineData("https://search.azure.com", "user_impersonation", "a4165a31-5d9e-4120-bd1e-9d88c66fd3b8", "User")]
    public async Task ServicePrincipal_OfMicrosofts_HasThePermission(string resource, string value, string? id, string consent)
    {
        await StartAsync();

        var found = Assert.Single(
            (await FindAsync($"servicePrincipalNames/any(n:n eq '{resource}')", "&$select=id,oauth2PermissionScopes")).AsArray())!;

        var scope = Assert.Single(found["oauth2PermissionScopes"]!.AsArray(), s => (string?)s!["value"] == value)!;
        Assert.Equal(id ?? (string?)scope["id"], (string?)scope["id"]);
        Assert.Equal(consent, (string?)scope["type"]);
    }

    [Fact]
    public async Task Graph_Whole_HasEveryPermissionOfThePublicLists()
    {
        await StartAsync();

        var graph = (await Client.GraphAsync("GET", $"/servicePrincipals(appId='{KnownResources.GraphAppId}')")).Json;

        Assert.Equal((807, 716), (graph["oauth2PermissionScopes"]!.AsArray().Count, graph["appRoles"]!.AsArray().Count));
        Assert.Contains(
            graph["appRoles"]!.AsArray(),
            r => (string?)r!["id"] == "18a4783c-866b-4cc7-a460-3d5e5662c884" && (string?)r["value"] == "Application.ReadWrite.OwnedBy");
    }

    [Fact]
    public async Task List_PermissionsNotSelected_LeavesThemOut()
    {
        await StartAsync();

        var found = await FindAsync($"appId eq '{KnownResources.GraphAppId}'", "&$select=id,servicePrincipalNames");

        Assert.Equal(["id", "servicePrincipalNames"], found[0]!.AsObject().Select(p => p.Key).Where(k => !k.StartsWith('@')));
    }

    [Fact]
    public void Permissions_OfEachResource_HaveNamesAndIdsOnce()
    {
        Assert.All(KnownResources.All, resource =>
        {
            var scopes = resource.Permissions.Where(p => p.ScopeId is not null).ToList();
            Assert.All(resource.Permissions, p => Assert.True(p.ScopeId is not null || p.RoleId is not null));
            Assert.All(
                resource.Permissions.SelectMany(p => new[] { p.ScopeId, p.RoleId }).OfType<string>(),
                id => Assert.True(Guid.TryParseExact(id, "D", out _), id));
            Assert.Equal(scopes.Count, scopes.DistinctBy(p => p.ScopeId).Count());
            Assert.Equal(resource.Permissions.Count, resource.Permissions.DistinctBy(p => p.Value).Count());
        });
        Assert.Equal(KnownResources.All.Count, KnownResources.All.DistinctBy(r => r.AppId).Count());
        var names = KnownResources.All.SelectMany(r => r.Names).ToList();
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public async Task OlderState_WithPermissionsInItsObjects_KeepsItsAppsAndGainsTheNewOnes()
    {
        var folder = Directory.CreateTempSubdirectory("connectorbuild-known-").FullName;
        try
        {
            var options = new LocalCloudOptions { StateFile = Path.Combine(folder, "state.json"), SigningKey = SigningKey };
            await using (var cloud = await LocalCloudServer.StartAsync(options, Stop))
            {
                using var client = new CloudClient(cloud);
                await client.GraphAsync("PATCH", "/applications(uniqueName='x')", Samples.Application(), null, ("Prefer", "create-if-missing"));
            }

            // What the first version wrote: few resources, their permissions in them.
            var state = JsonNode.Parse(File.ReadAllText(options.StateFile))!;
            var principals = state["tenants"]![0]!["objects"]!["ServicePrincipal"]!.AsArray();
            foreach (var principal in principals.OfType<JsonObject>().Where(p => KnownResources.Find((string)p["appId"]!) is not null).ToList())
            {
                if ((string?)principal["appId"] == KnownResources.GraphAppId)
                {
                    principal["servicePrincipalNames"] = new JsonArray(
                        KnownResources.GraphAppId, "https://graph.microsoft.com", "https://graph.microsoft.com/");
                    principal["oauth2PermissionScopes"] = new JsonArray(
                        new JsonObject { ["id"] = "e1fe6dd8-ba31-4d61-89e7-88639da4683d", ["value"] = "User.Read", ["type"] = "User", ["isEnabled"] = true });
                    principal["appRoles"] = new JsonArray();
                }
                else
                {
                    principals.Remove(principal);
                }
            }

            File.WriteAllText(options.StateFile, state.ToJsonString());

            await using var again = await LocalCloudServer.StartAsync(options, Stop);
            using var later = new CloudClient(again);
            Assert.Equal(200, (await later.GraphAsync("GET", "/applications(uniqueName='x')")).Status);
            Assert.Equal(
                807,
                (await later.GraphAsync(
                    "GET", $"/servicePrincipals(appId='{KnownResources.GraphAppId}')")).Json["oauth2PermissionScopes"]!.AsArray().Count);
            foreach (var resource in KnownResources.All)
            {
                Assert.Equal(200, (await later.GraphAsync("GET", $"/servicePrincipals(appId='{resource.AppId}')?$select=id")).Status);
            }

            Assert.DoesNotContain("AgentCard.Read.All", File.ReadAllText(options.StateFile), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<JsonNode> FindAsync(string filter, string more) =>
        (await Client.GraphAsync("GET", $"/servicePrincipals?$filter={Uri.EscapeDataString(filter)}{more}")).Json["value"]!;
}
