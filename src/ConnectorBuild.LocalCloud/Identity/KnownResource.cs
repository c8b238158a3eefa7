using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Identity;

/// <summary>An API of Microsoft's that every real tenant knows.</summary>
internal sealed class KnownResource
{
    private const string MicrosoftServicesTenant = "f8cdef31-a31e-4b4a-93e4-5f571e91255a";

    private readonly Lazy<IReadOnlyList<KnownPermission>> _permissions;

    /// <summary>An API with few permissions.</summary>
    /// <param name="appId">Its client id.</param>
    /// <param name="displayName">Its display name.</param>
    /// <param name="names">The identifiers that tokens can be asked for, besides the client id, without a final slash.</param>
    /// <param name="permissions">Its permissions.</param>
    public KnownResource(string appId, string displayName, IReadOnlyList<string> names, params IReadOnlyList<KnownPermission> permissions)
        : this(appId, displayName, names, new Lazy<IReadOnlyList<KnownPermission>>(() => permissions))
    {
    }

    /// <summary>An API whose permissions are in a table.</summary>
    /// <param name="appId">Its client id.</param>
    /// <param name="displayName">Its display name.</param>
    /// <param name="names">The identifiers that tokens can be asked for, besides the client id, without a final slash.</param>
    /// <param name="table">The table's file.</param>
    public KnownResource(string appId, string displayName, IReadOnlyList<string> names, string table)
        : this(appId, displayName, names, new Lazy<IReadOnlyList<KnownPermission>>(() => PermissionTable.Read(table)))
    {
    }

    private KnownResource(string appId, string displayName, IReadOnlyList<string> names, Lazy<IReadOnlyList<KnownPermission>> permissions)
    {
        AppId = appId;
        DisplayName = displayName;
        Names = names;
        _permissions = permissions;
    }

    /// <summary>The client id.</summary>
    public string AppId { get; }

    /// <summary>The display name.</summary>
    public string DisplayName { get; }

    /// <summary>The identifiers that tokens can be asked for, besides the client id, without a final slash.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether a host is one that a tenant has for itself with this API, for example <c>contoso.sharepoint.com</c>.</summary>
    public Predicate<string> IsTenantHost { get; init; } = _ => false;

    /// <summary>The delegated and application permissions.</summary>
    public IReadOnlyList<KnownPermission> Permissions => _permissions.Value;

    /// <summary>The object that a tenant's directory holds. Its permissions are not in it: they would be written to every state file.</summary>
    public JsonObject ToServicePrincipal(string id) => new()
    {
        ["id"] = id,
        ["appId"] = AppId,
        ["appDisplayName"] = DisplayName,
        ["displayName"] = DisplayName,
        ["accountEnabled"] = true,
        ["appOwnerOrganizationId"] = MicrosoftServicesTenant,
        ["appRoleAssignmentRequired"] = false,
        ["servicePrincipalType"] = "Application",
        ["servicePrincipalNames"] = Spellings().ToJsonArray(),
        ["tags"] = new JsonArray(),
        ["notes"] = null,
    };

    /// <summary>The delegated permissions as a service principal shows them.</summary>
    public IEnumerable<JsonObject> Scopes() => Permissions.Where(p => p.ScopeId is not null).Select(p => new JsonObject
    {
        ["id"] = p.ScopeId,
        ["value"] = p.Value,
        ["type"] = p.AdminOnly ? "Admin" : "User",
        ["isEnabled"] = true,
        ["adminConsentDisplayName"] = p.Value,
        ["adminConsentDescription"] = p.Value,
        ["userConsentDisplayName"] = p.Value,
        ["userConsentDescription"] = p.Value,
    });

    /// <summary>The application permissions as a service principal shows them.</summary>
    public IEnumerable<JsonObject> Roles() => Permissions.Where(p => p.RoleId is not null).Select(p => new JsonObject
    {
        ["id"] = p.RoleId,
        ["value"] = p.Value,
        ["displayName"] = p.Value,
        ["description"] = p.Value,
        ["isEnabled"] = true,
        ["allowedMemberTypes"] = new JsonArray("Application"),
    });

    /// <summary>The client id and the names, those with a scheme with and without a final slash.</summary>
    public IEnumerable<string> Spellings() =>
        Names.SelectMany(n => n.Contains("://", StringComparison.Ordinal) ? [n + "/", n] : new[] { n }).Prepend(AppId);
}
