using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Entra;

/// <summary>A permission with everything that is known of it.</summary>
/// <param name="Api">The resource.</param>
/// <param name="Scope">The delegated permission.</param>
/// <param name="Source">Who asks for it.</param>
public sealed record ResolvedPermission(ResourceApi Api, DelegatedScope Scope, PermissionSource Source = PermissionSource.Connector)
{
    /// <summary>The entry that an app registration asks with.</summary>
    public RequiredPermission Required => new(Api.AppId!.Value, Scope.Id, "Scope");
}

/// <summary>Who asks for a permission.</summary>
public enum PermissionSource
{
    /// <summary>The connector's <c>scopes</c>.</summary>
    Connector,

    /// <summary>The definition's security, because the connector names no scopes.</summary>
    Definition,

    /// <summary>The app, because the connector names no scopes.</summary>
    Application,

    /// <summary>Nobody: the permission is the one that the API gives every app.</summary>
    Api,
}
