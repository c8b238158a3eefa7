namespace ConnectorBuild.LocalCloud.Identity;

/// <summary>A permission of an API of Microsoft's: delegated, application, or both under one name.</summary>
/// <param name="Value">Its name in tokens.</param>
/// <param name="ScopeId">The id of the delegated permission; null where it has none.</param>
/// <param name="AdminOnly">Whether only an administrator can consent to the delegated permission. True where no source says.</param>
/// <param name="RoleId">The id of the application permission; null where it has none.</param>
internal readonly record struct KnownPermission(string Value, string? ScopeId, bool AdminOnly = false, string? RoleId = null);
