using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Seeding;

/// <summary>The users of a tenant. A state of an older version has the maker alone, and gets the others.</summary>
internal static class UserSeed
{
    /// <summary>
    /// Adds the users of the options that the tenant does not have yet, and makes them users of its environments. The maker is there in
    /// any case.
    /// </summary>
    public static void AddMissing(CloudState state, Tenant tenant)
    {
        foreach (var options in tenant.Options.Users)
        {
            var known = tenant.User(options.Name);
            if (known is null || IsAdmin(known) != options.IsAdmin)
            {
                var user = known?.Copy() ?? Create(state.Ids.NextId(), tenant, options.Name);
                user[Tenant.AdminMark] = options.IsAdmin;
                tenant.Directory.Put(DirectoryKind.User, user.Text("id")!, user, DateTimeOffset.UnixEpoch);
            }

            foreach (var environment in state.Environments.Values.Where(e => e.Tenant == tenant))
            {
                EnvironmentSeed.AddUser(state, environment, tenant.User(options.Name)!);
            }
        }
    }

    private static bool IsAdmin(JsonObject user) => user[Tenant.AdminMark]?.GetValue<bool>() ?? false;

    private static JsonObject Create(string id, Tenant tenant, string name) => new()
    {
        ["id"] = id,
        ["displayName"] = $"Local {char.ToUpperInvariant(name[0])}{name[1..]}",
        ["userPrincipalName"] = $"{name}@{tenant.Domain}",
    };
}
