using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Endpoints;
using ConnectorBuild.LocalCloud.Identity;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.LocalCloud.State;

/// <summary>Fills new tenants and environments with what a real one has before anyone deploys to it.</summary>
internal static class Seeding
{
    /// <summary>Adds the tenants and environments of the options that the state does not have yet.</summary>
    public static void AddMissing(CloudState state)
    {
        foreach (var options in state.Options.Tenants)
        {
            if (state.Tenants.TryGetValue(options.Name, out var known))
            {
                known.Options = options;
            }
            else
            {
                state.Tenants[options.Name] = NewTenant(state, options);
            }
        }

        foreach (var options in state.Options.Environments)
        {
            if (state.Environments.TryGetValue(options.Name, out var known))
            {
                known.Options = options;
            }
            else
            {
                state.Environments[options.Name] = NewEnvironment(state, options);
            }
        }

        foreach (var tenant in state.Tenants.Values)
        {
            tenant.Directory.Memory = state.Options.ReplicationLag;
            AddKnownResources(state, tenant);
        }
    }

    private static void AddKnownResources(CloudState state, Tenant tenant)
    {
        foreach (var resource in KnownResources.All.Where(r => tenant.Directory.Current.ServicePrincipal(r.AppId) is null))
        {
            var principal = resource.ToServicePrincipal(state.Ids.NextId());
            tenant.Directory.Put(DirectoryKind.ServicePrincipal, principal.Text("id")!, principal, DateTimeOffset.UnixEpoch);
        }
    }

    /// <summary>Adds an app with a service principal, a secret that works at once, and Graph application permissions.</summary>
    public static LocalIdentity AddIdentity(CloudState state, Tenant tenant, string displayName, IReadOnlyList<string> roles)
    {
        var (appId, objectId, principalId) = (state.Ids.NextId(), state.Ids.NextId(), state.Ids.NextId());
        var application = ApplicationObject.Create(objectId, appId, displayName, "AzureADMyOrg", tenant.Domain, DateTimeOffset.UnixEpoch);
        var secret = Graph.Passwords.NewSecretText(state.Ids);
        application["passwordCredentials"]!.AsArray().Add(
            (JsonNode)Graph.Passwords.Credential(state.Ids.NextId(), "local", secret, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200)));
        tenant.Directory.Put(DirectoryKind.Application, objectId, application, DateTimeOffset.UnixEpoch);
        var principal = ServicePrincipalObject.Create(principalId, application, tenant.Id);
        principal["_roles"] = roles.ToJsonArray();
        tenant.Directory.Put(DirectoryKind.ServicePrincipal, principalId, principal, DateTimeOffset.UnixEpoch);
        return new LocalIdentity(appId, secret, tenant.Id, principalId, displayName);
    }

    /// <summary>The identity of an app, with the first of its secrets.</summary>
    public static LocalIdentity Identity(Tenant tenant, string appId)
    {
        var application = tenant.Directory.Current.Application(appId)!;
        return new LocalIdentity(
            appId,
            application.Items("passwordCredentials").First().Text("_secretText")!,
            tenant.Id,
            tenant.Directory.Current.ServicePrincipal(appId).Text("id")!,
            application.Text("displayName")!);
    }

    private static Tenant NewTenant(CloudState state, LocalTenantOptions options)
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
        tenant.Directory.Put(DirectoryKind.Policy, Tenant.PolicyId, Graph.AppManagementPolicy.Default(), DateTimeOffset.UnixEpoch);
        return tenant;
    }

    private static DataverseEnvironment NewEnvironment(CloudState state, LocalEnvironmentOptions options)
    {
        if (!state.Tenants.TryGetValue(options.Tenant, out var tenant))
        {
            throw new ArgumentException($"The environment '{options.Name}' names the tenant '{options.Tenant}', which is not in the options.");
        }

        var environment = new DataverseEnvironment
        {
            Name = options.Name,
            Id = state.Ids.NextId(),
            OrganizationId = state.Ids.NextId(),
            BusinessUnitId = state.Ids.NextId(),
            Tenant = tenant,
            Options = options,
        };
        Dataverse.EnvironmentSeed.Fill(state, environment);
        return environment;
    }
}
