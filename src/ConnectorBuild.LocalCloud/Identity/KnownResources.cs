namespace ConnectorBuild.LocalCloud.Identity;

/// <summary>Microsoft's own APIs, with their real client ids and permission ids. docs/local-cloud.md says where each comes from.</summary>
internal static class KnownResources
{
    /// <summary>Client id of Microsoft Graph.</summary>
    public const string GraphAppId = "00000003-0000-0000-c000-000000000000";

    /// <summary>Client id of Dataverse.</summary>
    public const string DataverseAppId = "00000007-0000-0000-c000-000000000000";

    /// <summary>Client id of "Azure API Connections", the platform's own app.</summary>
    public const string ApiConnectionsAppId = "fe053c5f-3692-4f14-aef2-ee34fc081cae";

    private const string Impersonation = "user_impersonation";

    private static readonly KnownResource[] PowerPlatform =
    [
        new(
            DataverseAppId, "Dataverse", ["https://admin.services.crm.dynamics.com"],
            new KnownPermission(Impersonation, "78ce3f0f-a1ce-49c2-8cde-64b5c0896db4"))
        {
            // The environment "contoso" in region 4: contoso.crm4.dynamics.com, contoso.api.crm4.dynamics.com.
            IsTenantHost = host =>
                host.EndsWith(".dynamics.com", StringComparison.OrdinalIgnoreCase)
                    && host.Contains(".crm", StringComparison.OrdinalIgnoreCase),
        },
        Simple("996def3d-b36c-4153-8607-a6fd3c01b89f", "Dynamics 365 Business Central", "00000000-0000-4000-8000-996def3d0001",
            "https://api.businesscentral.dynamics.com"),
        new("00000009-0000-0000-c000-000000000000", "Power BI Service",
            ["https://analysis.windows.net/powerbi/api", "https://api.fabric.microsoft.com", "https://analysis.windows.net/powerbi/api-management"],
            "power-bi.tsv"),
        new("8578e004-a5c6-46e7-913e-12f58912df43", "Power Platform API",
            ["https://api.powerplatform.com", "https://api.gov.powerplatform.microsoft.us"],
            "power-platform.tsv"),
        new("475226c6-020e-4fb2-8a90-7a972cbfc1d4", "PowerApps Service",
            ["https://service.powerapps.com", "https://api.powerapps.com"],
            new KnownPermission("User", "0eb56b90-a7b5-43b5-9402-8137a8083e90")),
        new(ApiConnectionsAppId, "Azure API Connections", ["https://apihub.azure.com"],
            new KnownPermission("Runtime.All", "6c3012bf-22c1-4bb5-959b-dff738314144")),
        new("7df0a125-d3be-4c96-aa54-591f83ff541c", "Microsoft Flow Service",
            ["https://service.flow.microsoft.com"],
            new KnownPermission("User", "44d8c55c-9ffc-4546-883e-9041b5bb0b01"),
            new KnownPermission("Flows.Read.All", "e45c5562-459d-4d1b-8148-83eb1b6dcf83"),
            new KnownPermission("Flows.Manage.All", "30b2d850-00c3-4802-b7ae-ece9af9de5c6"),
            new KnownPermission("Activity.Read.All", "822a9cde-503a-472d-a530-d1dc9cd0d52b")),
    ];

    private static readonly KnownResource[] Azure =
    [
        Simple("797f4846-ba00-4fd7-ba43-dac1f8f63013", "Windows Azure Service Management API", "41094075-9dad-400e-a0bd-54e686782033",
            "https://management.core.windows.net", "https://management.azure.com"),
        Simple("cfa8b339-82a2-471a-a3c9-0fc0be7a4093", "Azure Key Vault", "f53da476-18e3-4152-8e01-aec403e6edc0", "https://vault.azure.net"),
        Simple("e406a681-f3d4-42a8-90b6-c2b029497af1", "Azure Storage", "03e0da56-190b-40ad-a80c-ea378c433f7f", "https://storage.azure.com"),
        Simple("499b84ac-1321-427f-aa17-267ca6975798", "Azure DevOps", "ee69721e-6c3a-468f-a9ec-302d16a4c599", "https://app.vssps.visualstudio.com"),
        Simple("022907d3-0f1b-48f7-badc-1ba6abab6d66", "Azure SQL Database", "c39ef2d1-04ce-46dc-8b5f-e9a5c60f0fc9", "https://database.windows.net"),
        Simple("7d312290-28c8-473c-a0ed-8e53749b6d6d", "Microsoft Cognitive Services", "5f1e8914-a52b-429f-9324-91b92b81adaf",
            "https://cognitiveservices.azure.com"),
        Simple("880da380-985e-4198-81b9-e05b1cc53158", "Azure Cognitive Search", "a4165a31-5d9e-4120-bd1e-9d88c66fd3b8", "https://search.azure.com"),
        Simple("80369ed6-5f11-4dd9-bef3-692475845e77", "Azure Event Hubs", "7d388411-3845-4cfc-aa69-33192f4b9735", "https://eventhubs.azure.net"),
        Simple("80a10ef9-8168-493d-abf9-3297c4ef6e3c", "Azure Service Bus", "40e16207-c5fd-4916-8ca4-64565f2367ca", "https://servicebus.azure.net"),
        new("2746ea77-4702-4b45-80ca-3c97e680e8b7", "Azure Data Explorer", ["https://kusto.kusto.windows.net"],
            new KnownPermission(Impersonation, "00d678f0-da44-4b12-a6d6-c98bcfd1c5fe"))
        {
            IsTenantHost = host => host.EndsWith(".kusto.windows.net", StringComparison.OrdinalIgnoreCase),
        },
        new("ca7f3f0b-7d91-482c-8e09-c5d840d0eac5", "Log Analytics API", ["https://api.loganalytics.io"],
            new KnownPermission("Data.Read", "e4aa47b9-9a69-4109-82ed-36ec70d85571")),
        new("2c7dd73f-7a21-485b-b97d-a2508fa152c3", "Azure ContainerApps Sessions", ["https://dynamicsessions.io", "https://acasessions.io"],
            new KnownPermission("Sessions.ReadWrite.All", "2843164f-ca31-473a-9198-ceaeb95e59b1")),
        new("35ffadb3-7fc1-497e-b61b-381d28e744cc", "Azure App Configuration", ["https://azconfig.io"],
            new KnownPermission("KeyValue.Read", "8d17f7f7-030c-4b57-8129-cfb5a16433cd"),
            new KnownPermission("KeyValue.Write", "77967a14-4f88-4960-84da-e8f71f761ac2"),
            new KnownPermission("KeyValue.Delete", "08eeff12-9b4a-4273-b3d9-ff8a13c32645"),
            new KnownPermission("Snapshot.Read", "5970d132-a862-421f-9352-8ed18f833d78"),
            new KnownPermission("Snapshot.Write", "ea601552-5fd3-4792-9dfc-e85be5a6827c"),
            new KnownPermission("Snapshot.Action", "28bb462a-d940-4cbe-afeb-281756df9af8")),
        Simple(
            "9edfcdd9-0bc5-4bd4-b287-c3afc716aac7", "Azure IoT Central", "73792908-5709-46da-9a68-098589599db6",
            "https://apps.azureiotcentral.com"),
    ];

    /// <summary>Every resource that a new tenant gets.</summary>
    public static IReadOnlyList<KnownResource> All { get; } = [KnownResourcesOffice.Graph, .. KnownResourcesOffice.Others, .. PowerPlatform, .. Azure];

    private static readonly Dictionary<string, KnownResource> ById = All.ToDictionary(r => r.AppId, StringComparer.OrdinalIgnoreCase);

    /// <summary>The resource with a client id, or null.</summary>
    public static KnownResource? Find(string appId) => ById.GetValueOrDefault(appId);

    private static KnownResource Simple(string appId, string displayName, string impersonationId, params IReadOnlyList<string> names) =>
        new(appId, displayName, names, new KnownPermission(Impersonation, impersonationId));
}
