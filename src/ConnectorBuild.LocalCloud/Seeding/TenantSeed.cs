using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Endpoints;
using ConnectorBuild.LocalCloud.Graph;
using ConnectorBuild.LocalCloud.Identity;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Seeding;

/// <summary>What a new tenant has: Microsoft's own APIs, the deployment identity, the maker, the app management policy.</summary>
internal static class TenantSeed
{
    /// <summary>A tenant with its deployment identity, its maker and its policy.</summary>
    public static Tenant New(CloudState state, LocalTenantOptions options)
    {
        var tenant = new Tenant
        {
            Name = options.Name,
            Id = (options.TenantId ?? state.Ids.NextGuid()).ToString(),
            Domain = options.Domain ?? $"{options.Name.ToLowerInvariant()}.onmicrosoft.example",
            MakerId = state.Ids.NextId(),
            Options = options,
        };
        tenant.DeployerAppId = AddIdentity(state, tenant, "ConnectorBuild deployment (local)", options.DeployerRoles).ClientId;
        tenant.Directory.Put(DirectoryKind.User, tenant.MakerId, new JsonObject
        {
            ["id"] = tenant.MakerId,
            ["displayName"] = "Local Maker",
            ["userPrincipalName"] = $"maker@{tenant.Domain}",
        }, DateTimeOffset.UnixEpoch);
        tenant.Directory.Put(DirectoryKind.Policy, Tenant.PolicyId, AppManagementPolicy.Default(), DateTimeOffset.UnixEpoch);
        return tenant;
    }

    /// <summary>Adds the APIs of Microsoft's that the tenant does not have yet, and brings those of an older state up to date.</summary>
    public static void AddKnownResources(CloudState state, Tenant tenant)
    {
        foreach (var resource in KnownResources.All)
        {
            var known = tenant.Directory.Current.ServicePrincipal(resource.AppId);
            var principal = known is null ? resource.ToServicePrincipal(state.Ids.NextId()) : Refresh(resource, known);
            if (!ReferenceEquals(principal, known))
            {
                tenant.Directory.Put(DirectoryKind.ServicePrincipal, principal.Text("id")!, principal, DateTimeOffset.UnixEpoch);
            }
        }
    }

    /// <summary>A service principal with the names that its API has today. An older state kept the permissions in it.</summary>
    private static JsonObject Refresh(KnownResource resource, JsonObject known)
    {
        var names = known.Texts("servicePrincipalNames").ToList();
        var missing = resource.Spellings().Except(names, StringComparer.OrdinalIgnoreCase).ToList();
        if (missing.Count == 0 && !known.ContainsKey("oauth2PermissionScopes"))
        {
            return known;
        }

        var copy = known.Copy();
        copy["servicePrincipalNames"] = names.Concat(missing).ToJsonArray();
        copy.Remove("oauth2PermissionScopes");
        copy.Remove("appRoles");
        return copy;
    }

    /// <summary>Adds an app with a service principal, a secret that works at once, and Graph application permissions.</summary>
    public static LocalIdentity AddIdentity(CloudState state, Tenant tenant, string displayName, IReadOnlyList<string> roles)
    {
        var (appId, objectId, principalId) = (state.Ids.NextId(), state.Ids.NextId(), state.Ids.NextId());
        var application = ApplicationObject.Create(objectId, appId, displayName, "AzureADMyOrg", tenant.Domain, DateTimeOffset.UnixEpoch);
        var secret = Passwords.NewSecretText(state.Ids);
        application["passwordCredentials"]!.AsArray().Add(
            (JsonNode)Passwords.Credential(state.Ids.NextId(), "local", secret, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200)));
        tenant.Directory.Put(DirectoryKind.Application, objectId, application, DateTimeOffset.UnixEpoch);
        var principal = ServicePrincipalObject.Create(principalId, application, tenant.Id);
        principal["_roles"] = roles.ToJsonArray();
        tenant.Directory.Put(DirectoryKind.ServicePrincipal, principalId, principal, DateTimeOffset.UnixEpoch);
        return new LocalIdentity(appId, secret, tenant.Id, principalId, displayName);
    }
}
