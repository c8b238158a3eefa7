using ConnectorBuild.LocalCloud.Apis;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Seeding;

/// <summary>Fills new tenants and environments with what a real one has before anyone deploys to it.</summary>
internal static class CloudSeed
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
                state.Tenants[options.Name] = TenantSeed.New(state, options);
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
            TenantSeed.AddKnownResources(state, tenant);
            UserSeed.AddMissing(state, tenant);
            DeclaredApis.Apply(state, tenant);
        }
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
        EnvironmentSeed.Fill(state, environment);
        return environment;
    }
}
