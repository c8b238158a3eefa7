namespace ConnectorBuild.LocalCloud.Options;

/// <summary>What is wrong with the declared APIs of a tenant.</summary>
internal static class ApiOptionsCheck
{
    /// <summary>The first problem as a text that continues "The options file"; null without one.</summary>
    public static string? Problem(LocalTenantOptions tenant)
    {
        foreach (var api in tenant.Apis)
        {
            if (api.Resources.Count == 0 && api.ClientId is null)
            {
                return $"declares an API in tenant '{tenant.Name}' without 'resources' and 'clientId', so that nothing could ask for it";
            }

            if (api.TokenVersion is not (1 or 2))
            {
                return $"has tokenVersion {api.TokenVersion} for {Name(api)}; there are 1 and 2";
            }

            if (Twice(api.Scopes.Select(s => s.Name)) is { } scope)
            {
                return $"has two scopes '{scope}' for {Name(api)}";
            }

            if (Twice(api.AppRoles.Select(r => r.Name)) is { } role)
            {
                return $"has two app roles '{role}' for {Name(api)}";
            }
        }

        return Twice(tenant.Apis.SelectMany(Names)) is { } name ? $"declares '{name}' twice in tenant '{tenant.Name}'" : null;
    }

    private static IEnumerable<string> Names(LocalApiOptions api) =>
        api.Resources.Select(r => r.TrimEnd('/')).Concat(api.ClientId is { } id ? [id.ToString()] : []);

    private static string Name(LocalApiOptions api) => $"'{api.Name ?? Names(api).First()}'";

    private static string? Twice(IEnumerable<string> names) =>
        names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1)?.Key;
}
