namespace ConnectorBuild.LocalCloud.Identity;

/// <summary>Microsoft Graph and the Office 365 APIs.</summary>
internal static class KnownResourcesOffice
{
    /// <summary>Microsoft Graph.</summary>
    public static KnownResource Graph { get; } = new(
        KnownResources.GraphAppId,
        "Microsoft Graph",
        ["https://graph.microsoft.com", "https://graph.microsoft.com/"],
        [
            new("e1fe6dd8-ba31-4d61-89e7-88639da4683d", "User.Read"),
            new("b340eb25-3456-403f-be2f-af7a0d370277", "User.ReadBasic.All"),
            new("a154be20-db9c-4678-8ab7-66f6cc099a59", "User.Read.All", AdminOnly: true),
            new("37f7f235-527c-4136-accd-4a02d197296e", "openid"),
            new("14dad69e-099b-42c9-810b-d002981feec1", "profile"),
            new("64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0", "email"),
            new("7427e0e9-2fba-42fe-b0c0-848c9e6a8182", "offline_access"),
            new("570282fd-fa5c-430d-a7fd-fc8dc98a9dca", "Mail.Read"),
            new("024d486e-b451-40bb-833d-3e66d98c5c73", "Mail.ReadWrite"),
            new("e383f46e-2787-4529-855e-0e479a3ffac0", "Mail.Send"),
            new("465a38f9-76ea-45b9-9f34-9e8b0d4b0b42", "Calendars.Read"),
            new("1ec239c2-d7c9-4623-a91a-a9775856bb36", "Calendars.ReadWrite"),
            new("10465720-29dd-4523-a11a-6a75c743c9d9", "Files.Read"),
            new("5c28f0bf-8a70-41f1-8ab2-9032436ddb65", "Files.ReadWrite"),
            new("df85f4d6-205c-4ac5-a5ea-6bf408dba283", "Files.Read.All"),
            new("863451e7-0667-486c-a5d6-d135439485f0", "Files.ReadWrite.All"),
            new("205e70e5-aba6-4c52-a976-6d2d46c48043", "Sites.Read.All"),
            new("89fe6a52-be36-487e-b7d8-d061c450a026", "Sites.ReadWrite.All"),
            new("5f8c59db-677d-491f-a6b8-5f174b11ec1d", "Group.Read.All", AdminOnly: true),
            new("4e46008b-f24c-477d-8fff-7bb4ec7aafe0", "Group.ReadWrite.All", AdminOnly: true),
            new("06da0dbc-49e2-44d2-8312-53f166ab848a", "Directory.Read.All", AdminOnly: true),
        ])
    {
        Roles =
        [
            ("18a4783c-866b-4cc7-a460-3d5e5662c884", "Application.ReadWrite.OwnedBy"),
            ("1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9", "Application.ReadWrite.All"),
            ("9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30", "Application.Read.All"),
            ("8e8e4742-1d95-4f68-9d56-6ee75648c72a", "DelegatedPermissionGrant.ReadWrite.All"),
            ("246dd0d5-5bd0-4def-940b-0421030a5b68", "Policy.Read.All"),
            ("be74164b-cff1-491c-8741-e671cb536e13", "Policy.ReadWrite.ApplicationConfiguration"),
            ("498476ce-e0fe-48b0-b801-37ba7e2685c6", "Organization.Read.All"),
            ("7ab1d382-f21e-4acd-a863-ba3e13f7da61", "Directory.Read.All"),
            ("19dbc75e-c2e2-444c-a770-ec69d8559fc7", "Directory.ReadWrite.All"),
        ],
    };

    /// <summary>SharePoint Online.</summary>
    public static KnownResource SharePoint { get; } = new(
        "00000003-0000-0ff1-ce00-000000000000",
        "Office 365 SharePoint Online",
        ["https://microsoft.sharepoint-df.com"],
        [
            new("4e0d77b0-96ba-4398-af14-3baa780278f4", "AllSites.Read"),
            new("640ddd16-e5b7-4d71-9690-3f4022699ee7", "AllSites.Write"),
            new("b3f70a70-8a4b-4f95-9573-d71c496a53f4", "AllSites.Manage"),
            new("56680e0d-d2a3-4ae1-80d8-3c4f2100e3d0", "AllSites.FullControl"),
        ]);

    /// <summary>Exchange Online.</summary>
    public static KnownResource Exchange { get; } = new(
        "00000002-0000-0ff1-ce00-000000000000",
        "Office 365 Exchange Online",
        ["https://outlook.office365.com/", "https://outlook.office365.com", "https://outlook.office.com/", "https://outlook.office.com"],
        [new("3b5f3d61-589b-4a3c-a359-5dd4b5ee5bd5", "EWS.AccessAsUser.All")]);
}
