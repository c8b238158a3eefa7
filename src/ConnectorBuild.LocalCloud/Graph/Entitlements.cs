using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary>Scopes and app roles that an application offers.</summary>
internal static class Entitlements
{
    /// <summary>Refuses what the service refuses.</summary>
    /// <param name="context">The request.</param>
    /// <param name="application">The application to be stored.</param>
    /// <param name="former">The stored one; null for a new application.</param>
    public static void Check(GraphContext context, JsonObject application, JsonObject? former)
    {
        var (scopes, roles) = (Scopes(application), Roles(application));
        CheckKept(context, Scopes(former), scopes);
        CheckKept(context, Roles(former), roles);
        foreach (var list in (List<JsonObject>[])[scopes, roles])
        {
            if (list.Select(e => e.Text("id")!.ToLowerInvariant()).Distinct().Count() != list.Count
                || HasTwins(list.Where(e => !string.IsNullOrEmpty(e.Text("value")))))
            {
                throw context.Refuse(
                    GraphError.BadRequest("It contains duplicate value. Please provide unique values: ids and values of permissions."));
            }
        }

        if (scopes.Concat(roles).FirstOrDefault(e => (e.Text("value") ?? "").Any(char.IsWhiteSpace)) is { } spaced)
        {
            throw context.Refuse(GraphError.BadRequest($"Invalid value specified for property 'value' of a permission: '{spaced.Text("value")}'."));
        }

        var ids = scopes.Select(s => s.Text("id")).ToList();
        if (application["api"].Items("preAuthorizedApplications").SelectMany(p => p.Texts("delegatedPermissionIds"))
            .FirstOrDefault(i => !ids.Contains(i, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw context.Refuse(GraphError.BadRequest(
                $"Property api.preAuthorizedApplications.delegatedPermissionIds has the value '{unknown}', which is not a permission "
                    + "of the application."));
        }
    }

    private static void CheckKept(GraphContext context, List<JsonObject> former, List<JsonObject> now)
    {
        if (former.Exists(
            f => f["isEnabled"]?.GetValue<bool>() != false
                && !now.Exists(n => string.Equals(n.Text("id"), f.Text("id"), StringComparison.OrdinalIgnoreCase))))
        {
            throw context.Refuse(new GraphError(400, "CannotDeleteOrUpdateEnabledEntitlement",
                "Permission (scope or role) cannot be deleted or updated unless disabled first."));
        }
    }

    private static bool HasTwins(IEnumerable<JsonObject> entitlements) =>
        entitlements.GroupBy(e => e.Text("value"), StringComparer.OrdinalIgnoreCase).Any(g => g.Count() > 1);

    private static List<JsonObject> Scopes(JsonObject? application) => [.. application?["api"].Items("oauth2PermissionScopes") ?? []];

    private static List<JsonObject> Roles(JsonObject? application) => [.. application.Items("appRoles")];
}
