namespace ConnectorBuild.LocalCloud.Options;

/// <summary>What is wrong with the users of a tenant.</summary>
internal static class UserOptionsCheck
{
    /// <summary>The first problem as a text that continues "The options file"; null without one.</summary>
    public static string? Problem(LocalTenantOptions tenant) =>
        tenant.Users.FirstOrDefault(u => u.Name.Length == 0 || !u.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')) is { } odd
            ? $"has a user '{odd.Name}' in tenant '{tenant.Name}', which is not a name of letters, digits, '.', '-' and '_'; write the "
                + $"name alone, such as \"anna\""
            : tenant.Users.GroupBy(u => u.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice
                ? $"has two users '{twice.Key}' in tenant '{tenant.Name}'"
                : null;
}
