namespace ConnectorBuild.LocalCloud.Identity;

/// <summary>Microsoft Graph, the Office 365 APIs and those of partners.</summary>
internal static class KnownResourcesOffice
{
    /// <summary>Microsoft Graph with all its permissions.</summary>
    public static KnownResource Graph { get; } = new(
        KnownResources.GraphAppId, "Microsoft Graph", ["https://graph.microsoft.com"], "graph.tsv");

    /// <summary>The others.</summary>
    public static IReadOnlyList<KnownResource> Others { get; } =
    [
        new("00000003-0000-0ff1-ce00-000000000000", "Office 365 SharePoint Online", ["https://microsoft.sharepoint-df.com"],
            new KnownPermission("AllSites.Read", "4e0d77b0-96ba-4398-af14-3baa780278f4"),
            new KnownPermission("AllSites.Write", "640ddd16-e5b7-4d71-9690-3f4022699ee7"),
            new KnownPermission("AllSites.Manage", "b3f70a70-8a4b-4f95-9573-d71c496a53f4"),
            new KnownPermission("AllSites.FullControl", "56680e0d-d2a3-4ae1-80d8-3c4f2100e3d0", AdminOnly: true),
            new KnownPermission("MyFiles.Write", "2cfdc887-d7b4-4798-9b33-3d98d6b95dd2"))
        {
            IsTenantHost = host => host.EndsWith(".sharepoint.com", StringComparison.OrdinalIgnoreCase),
        },
        new("00000002-0000-0ff1-ce00-000000000000", "Office 365 Exchange Online", ["https://outlook.office365.com", "https://outlook.office.com"],
            "exchange.tsv"),
        new("00000002-0000-0000-c000-000000000000", "Windows Azure Active Directory", ["https://graph.windows.net"],
            new KnownPermission("User.Read", "311a71cc-e848-46a1-bdf8-97ff7156d8e6")),
        new("c5393580-f805-4401-95e8-94b7a6ef2fc2", "Office 365 Management APIs", ["https://manage.office.com", "https://manage-gcc.office.com", "https://manage.office365.us"],
            new KnownPermission("ActivityFeed.Read", "594c1fb6-4f81-4475-ae41-0c394909246c", AdminOnly: true, "594c1fb6-4f81-4475-ae41-0c394909246c"),
            new KnownPermission(
                "ActivityFeed.ReadDlp", "4807a72c-ad38-4250-94c9-4eabfe26cd55", AdminOnly: true, "4807a72c-ad38-4250-94c9-4eabfe26cd55"),
            new KnownPermission(
                "ServiceHealth.Read", "e2cea78f-e743-4d8f-a16a-75b629a038ae", AdminOnly: true, "e2cea78f-e743-4d8f-a16a-75b629a038ae")),
        new("fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd", "Microsoft Partner Center",
            ["https://api.partnercenter.microsoft.com", "https://partnerapi.store.microsoft.com", "https://reseller.microsoft.com"],
            new KnownPermission("user_impersonation", "1cebfa2a-fb4d-419e-b5f9-839b4383e05a")),
        new("4990cffe-04e8-4e8b-808a-1175604b879f", "Microsoft Partner", ["https://api.partner.microsoft.com"],
            new KnownPermission("user_impersonation", "00000000-0000-4000-8000-4990cffe0001")),
    ];
}
