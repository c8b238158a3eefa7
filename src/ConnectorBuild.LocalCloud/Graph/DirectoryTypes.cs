namespace ConnectorBuild.LocalCloud.Graph;

/// <summary>The types of the rest of the directory. Of users and organizations, what an administrator's tools read.</summary>
internal static class DirectoryTypes
{
    public static IReadOnlyList<GraphType> All { get; } =
    [
        new("directoryObject", Id, Deleted),
        new(
            "user",
            Id,
            Deleted,
            new("accountEnabled", "Boolean", PropertyUse.Elsewhere),
            new("businessPhones", "Collection(String)", PropertyUse.Elsewhere),
            new("createdDateTime", "DateTimeOffset", PropertyUse.Read),
            new("displayName", "String", PropertyUse.Elsewhere),
            new("givenName", "String", PropertyUse.Elsewhere),
            new("jobTitle", "String", PropertyUse.Elsewhere),
            new("mail", "String", PropertyUse.Elsewhere),
            new("mailNickname", "String", PropertyUse.Elsewhere),
            new("mobilePhone", "String", PropertyUse.Elsewhere),
            new("officeLocation", "String", PropertyUse.Elsewhere),
            new("preferredLanguage", "String", PropertyUse.Elsewhere),
            new("surname", "String", PropertyUse.Elsewhere),
            new("userPrincipalName", "String", PropertyUse.Elsewhere),
            new("userType", "String", PropertyUse.Elsewhere)),
        new(
            "organization",
            Id,
            Deleted,
            new("countryLetterCode", "String", PropertyUse.Elsewhere),
            new("createdDateTime", "DateTimeOffset", PropertyUse.Read),
            new("displayName", "String", PropertyUse.Elsewhere),
            new("tenantType", "String", PropertyUse.Read),
            new("verifiedDomains", "Collection(verifiedDomain)", PropertyUse.Read)),
        new("verifiedDomain", new("capabilities", "String"), new("isDefault", "Boolean"), new("isInitial", "Boolean"), new("name", "String"),
            new("type", "String")),
        new(
            "federatedIdentityCredential",
            Id,
            new("audiences", "Collection(String)"),
            new("description", "String") { MaxLength = 600 },
            new("issuer", "String"),
            new("name", "String"),
            new("subject", "String")),
        new(
            "tenantAppManagementPolicy",
            Id,
            Deleted,
            new("applicationRestrictions", "Json"),
            new("description", "String"),
            new("displayName", "String"),
            new("isEnabled", "Boolean"),
            new("servicePrincipalRestrictions", "Json")),
    ];

    private static GraphProperty Id => new("id", "String", PropertyUse.Read);

    private static GraphProperty Deleted => new("deletedDateTime", "DateTimeOffset", PropertyUse.Read);
}
