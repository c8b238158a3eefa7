using System.Reflection;
using ConnectorBuild.LocalCloud.Graph;
using Microsoft.Graph.Models;

namespace ConnectorBuild.LocalCloud.Tests;

/// <summary>The types of Graph, held against the official SDK, which is generated from the service's metadata.</summary>
public sealed class GraphTypesTests
{
    private static readonly Dictionary<Type, string> Primitives = new()
    {
        [typeof(string)] = "String",
        [typeof(bool)] = "Boolean",
        [typeof(int)] = "Int32",
        [typeof(Guid)] = "Guid",
        [typeof(DateTimeOffset)] = "DateTimeOffset",
        [typeof(byte[])] = "Binary",
    };

    public static TheoryData<string> Names => [.. GraphTypes.Every.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Type_Properties_AreThoseOfTheSdk(string name)
    {
        var sdk = Models().First(t => string.Equals(t.Name, name, StringComparison.OrdinalIgnoreCase));

        // Answers of the service have createdDateTime of service principals, its metadata does not.
        foreach (var property in GraphTypes.Of(name).Properties.Where(p => (name, p.Name) != ("servicePrincipal", "createdDateTime")))
        {
            var found = sdk.GetProperty(property.Name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);

            Assert.True(found is not null, $"{name} has no property {property.Name} in the SDK");
            if (property.ItemType is not ("Json" or "Stream"))
            {
                Assert.Equal(property.Type, Describe(found.PropertyType, property.ItemType));
            }
        }
    }

    [Theory]
    [InlineData("application", typeof(Application))]
    [InlineData("apiApplication", typeof(ApiApplication))]
    [InlineData("permissionScope", typeof(PermissionScope))]
    [InlineData("appRole", typeof(AppRole))]
    [InlineData("servicePrincipal", typeof(ServicePrincipal))]
    [InlineData("oAuth2PermissionGrant", typeof(OAuth2PermissionGrant))]
    [InlineData("appRoleAssignment", typeof(AppRoleAssignment))]
    public void Type_OfTheSdk_IsWhole(string name, Type sdk)
    {
        string[] links = ["appManagementPolicies", "createdOnBehalfOf", "extensionProperties", "federatedIdentityCredentials", "homeRealmDiscoveryPolicies", "owners",
            "synchronization", "tokenIssuancePolicies", "tokenLifetimePolicies", "appRoleAssignedTo", "appRoleAssignments", "claimsMappingPolicies", "createdObjects",
            "delegatedPermissionClassifications", "endpoints", "memberOf", "oauth2PermissionGrants", "ownedObjects", "remoteDesktopSecurityConfiguration",
            "transitiveMemberOf", "odataType", "additionalData", "backingStore", "authenticationBehaviors", "isDisabled"];

        var missing = sdk.GetProperties().Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..])
            .Where(p => !links.Contains(p) && GraphTypes.Of(name).Properties.All(q => !string.Equals(q.Name, p, StringComparison.OrdinalIgnoreCase)));

        Assert.Empty(missing);
    }

    private static IEnumerable<Type> Models() => typeof(Application).Assembly.GetTypes().Where(t => t.Namespace == typeof(Application).Namespace);

    private static string Describe(Type type, string expected)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>))
        {
            return $"Collection({Describe(type.GetGenericArguments()[0], expected)})";
        }

        var plain = Nullable.GetUnderlyingType(type) ?? type;

        // Enumerations are texts on the wire; names of classes begin with a capital.
        return Primitives.TryGetValue(plain, out var primitive) ? primitive
            : plain.IsEnum ? "String"
            : string.Equals(plain.Name, expected, StringComparison.OrdinalIgnoreCase) ? expected : plain.Name;
    }
}
