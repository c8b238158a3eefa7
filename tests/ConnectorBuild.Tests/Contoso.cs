using System.Text;
using ConnectorBuild.Cloud.Deployment.Routes;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tests;

/// <summary>A connector and an environment that tests start from and change.</summary>
internal static class Contoso
{
    public const string ResourceUrl = "https://management.core.windows.net/";

    public const string Definition =
        """
        {"swagger":"2.0","info":{"title":"Azure Resource Manager","description":"Lists subscriptions.","version":"1.0"},"host":"management.azure.com","basePath":"/","schemes":["https"],"paths":{"/subscriptions":{"get":{"operationId":"ListSubscriptions","summary":"List subscriptions","responses":{"200":{"description":"OK"}}}}}}
        """;

    public const string Properties =
        """
        {"properties":{"iconBrandColor":"#1a6dc2","capabilities":[],"connectionParameters":{"token":{"type":"oauthSetting","oAuthSettings":{"identityProvider":"aad","clientId":"","scopes":["user_impersonation"],"redirectMode":"GlobalPerConnector","properties":{"IsFirstParty":"False","AzureActiveDirectoryResourceId":"https://management.core.windows.net/"},"customParameters":{"loginUri":{"value":"https://login.microsoftonline.com"},"tenantId":{"value":"common"},"resourceUri":{"value":"https://management.core.windows.net/"}}}}},"policyTemplateInstances":[]}}
        """;

    public static readonly Guid Tenant = new("11111111-2222-3333-4444-555555555555");

    public static ConnectorProject Project { get; } = new()
    {
        ProjectName = "AzureResourceManager",
        ProjectDirectory = "/project",
        SolutionName = "ContosoConnectors",
        PublisherPrefix = "contoso",
    };

    public static DeploymentTarget Target { get; } = new()
    {
        Name = "dev",
        Environment = new DeploymentEnvironment { Name = "dev", Url = "https://contoso-dev.crm4.dynamics.com" },
        DataverseUrl = new Uri("https://contoso-dev.crm4.dynamics.com/"),
        TenantId = Tenant,
        AuthorityHost = MicrosoftCloud.Public.AuthorityHost,
        GraphUrl = MicrosoftCloud.Public.GraphUrl,
    };

    public static ConnectorContent Content(string? definition = null, string? properties = null) => new()
    {
        Definition = Encoding.UTF8.GetBytes(definition ?? Definition),
        Properties = Encoding.UTF8.GetBytes(properties ?? Properties),
    };

    /// <summary>The same sign-in, on behalf of users of a tenant.</summary>
    public static string OnBehalfOf(string tenantId) => Properties
        .Replace("\"IsFirstParty\":\"False\"", "\"IsFirstParty\":\"False\",\"IsOnbehalfofLoginSupported\":true", StringComparison.Ordinal)
        .Replace("\"loginUri\":", "\"enableOnbehalfOfLogin\":{\"value\":\"true\"},\"loginUri\":", StringComparison.Ordinal)
        .Replace("\"common\"", $"\"{tenantId}\"", StringComparison.Ordinal);

    /// <summary>A sign-in without a secret (preview).</summary>
    public static string Secretless(string properties) => properties.Replace(
        "\"identityProvider\":\"aad\"", "\"identityProvider\":\"aad\",\"clientAssertionType\":\"GenericFederatedIdentityCredential\"",
        StringComparison.Ordinal);

    /// <summary>The route of a state that imports a package.</summary>
    public static ImportRoute Import(this DesiredState desired) => Assert.IsType<ImportRoute>(desired.Route);

    public static DesiredState Desired(
        ConnectorProject? project = null, string? definition = null, string? properties = null, DeploymentTarget? target = null) =>
        DesiredStates.Create(project ?? Project, Content(definition, properties), target ?? Target);
}
