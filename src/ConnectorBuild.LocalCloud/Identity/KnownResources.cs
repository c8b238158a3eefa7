namespace ConnectorBuild.LocalCloud.Identity;

/// <summary>Microsoft's own APIs, with their real client ids and permission ids. docs/local-cloud.md says where each comes from.</summary>
internal static class KnownResources
{
    /// <summary>Client id of Microsoft Graph.</summary>
    public const string GraphAppId = "00000003-0000-0000-c000-000000000000";

    /// <summary>Client id of Dataverse.</summary>
    public const string DataverseAppId = "00000007-0000-0000-c000-000000000000";

    /// <summary>Every resource that a new tenant gets.</summary>
    public static IReadOnlyList<KnownResource> All { get; } =
    [
        new("797f4846-ba00-4fd7-ba43-dac1f8f63013", "Windows Azure Service Management API",
            ["https://management.core.windows.net/", "https://management.core.windows.net", "https://management.azure.com/", "https://management.azure.com"],
            [new("41094075-9dad-400e-a0bd-54e686782033", "user_impersonation")]),
        KnownResourcesOffice.Graph,
        KnownResourcesOffice.SharePoint,
        KnownResourcesOffice.Exchange,
        new(DataverseAppId, "Dataverse",
            ["https://admin.services.crm.dynamics.com/"],
            [new("78ce3f0f-a1ce-49c2-8cde-64b5c0896db4", "user_impersonation")]),
        new("00000009-0000-0000-c000-000000000000", "Power BI Service",
            ["https://analysis.windows.net/powerbi/api", "https://analysis.windows.net/powerbi/api/"],
            [
                new("7f33e027-4039-419b-938e-2f8ca153e68e", "Dataset.Read.All"),
                new("322b68b2-0804-416e-86a5-d772c567b6e6", "Dataset.ReadWrite.All"),
                new("4ae1bf56-f562-4747-b7bc-2fa0874ed46f", "Report.Read.All"),
                new("b2f1b2fa-f35c-407c-979c-a858a808ba85", "Workspace.Read.All"),
                new("2448370f-f988-42cd-909c-6528efd67c1a", "Dashboard.Read.All"),
            ]),
        new("cfa8b339-82a2-471a-a3c9-0fc0be7a4093", "Azure Key Vault",
            ["https://vault.azure.net", "https://vault.azure.net/"],
            [new("f53da476-18e3-4152-8e01-aec403e6edc0", "user_impersonation")]),
        new("e406a681-f3d4-42a8-90b6-c2b029497af1", "Azure Storage",
            ["https://storage.azure.com/", "https://storage.azure.com"],
            [new("03e0da56-190b-40ad-a80c-ea378c433f7f", "user_impersonation")]),
        new("499b84ac-1321-427f-aa17-267ca6975798", "Azure DevOps",
            ["https://app.vssps.visualstudio.com/", "https://app.vssps.visualstudio.com"],
            [new("ee69721e-6c3a-468f-a9ec-302d16a4c599", "user_impersonation")]),
        new("022907d3-0f1b-48f7-badc-1ba6abab6d66", "Azure SQL Database",
            ["https://database.windows.net/", "https://database.windows.net"],
            [new("c39ef2d1-04ce-46dc-8b5f-e9a5c60f0fc9", "user_impersonation")]),
        new("ca7f3f0b-7d91-482c-8e09-c5d840d0eac5", "Log Analytics API",
            ["https://api.loganalytics.io", "https://api.loganalytics.io/"],
            [new("e4aa47b9-9a69-4109-82ed-36ec70d85571", "Data.Read")]),
        new("475226c6-020e-4fb2-8a90-7a972cbfc1d4", "PowerApps Service",
            ["https://service.powerapps.com/", "https://service.powerapps.com"],
            [new("0eb56b90-a7b5-43b5-9402-8137a8083e90", "User")]),
        new("7df0a125-d3be-4c96-aa54-591f83ff541c", "Microsoft Flow Service",
            ["https://service.flow.microsoft.com/", "https://service.flow.microsoft.com"],
            [
                new("44d8c55c-9ffc-4546-883e-9041b5bb0b01", "User"),
                new("e45c5562-459d-4d1b-8148-83eb1b6dcf83", "Flows.Read.All"),
                new("30b2d850-00c3-4802-b7ae-ece9af9de5c6", "Flows.Manage.All"),
                new("822a9cde-503a-472d-a530-d1dc9cd0d52b", "Activity.Read.All"),
            ]),
    ];
}
