using System.Collections.Immutable;

namespace ConnectorBuild.Cloud.Entra;

/// <summary>A right that a write to Microsoft Graph needs. Source: the permissions tables of Microsoft's Graph reference.</summary>
/// <param name="Name">The least permission that is enough for an app, as an administrator grants it.</param>
/// <param name="Id">Id of that application permission in Microsoft Graph; the same in every tenant.</param>
/// <param name="Enough">Every permission that is enough.</param>
/// <param name="Roles">Template ids of the directory roles that are enough beside or without it.</param>
public sealed record GraphRight(string Name, Guid Id, ImmutableArray<string> Enough, ImmutableArray<Guid> Roles)
{
    private const string DirectoryWrite = "Directory.ReadWrite.All";
    private const string ApplicationWrite = "Application.ReadWrite.All";
    private static readonly Guid GlobalAdministrator = new("62e90394-69f5-4237-9190-012177145e10");
    private static readonly Guid ApplicationAdministrator = new("9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3");
    private static readonly Guid CloudApplicationAdministrator = new("158c047a-c907-4556-b7ef-446551a6b5f7");
    private static readonly Guid PrivilegedRoleAdministrator = new("e8611ab8-c189-46e8-94e1-60213ab1f814");

    /// <summary>To make apps, and to change those that the identity owns.</summary>
    public static GraphRight OwnApplications { get; } = new(
        "Application.ReadWrite.OwnedBy", new Guid("18a4783c-866b-4cc7-a460-3d5e5662c884"),
        ["Application.ReadWrite.OwnedBy", ApplicationWrite, DirectoryWrite],
        [GlobalAdministrator, ApplicationAdministrator, CloudApplicationAdministrator]);

    /// <summary>To change any app, and to make the service principal of another publisher's app (the latter INFERRED).</summary>
    public static GraphRight AllApplications { get; } = new(
        ApplicationWrite, new Guid("1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9"),
        [ApplicationWrite, DirectoryWrite],
        [GlobalAdministrator, ApplicationAdministrator, CloudApplicationAdministrator]);

    /// <summary>To consent for all users (<c>oauth2PermissionGrants</c>).</summary>
    public static GraphRight Consent { get; } = new(
        "DelegatedPermissionGrant.ReadWrite.All", new Guid("8e8e4742-1d95-4f68-9d56-6ee75648c72a"),
        ["DelegatedPermissionGrant.ReadWrite.All", DirectoryWrite],
        [GlobalAdministrator, PrivilegedRoleAdministrator, ApplicationAdministrator, CloudApplicationAdministrator]);
}
