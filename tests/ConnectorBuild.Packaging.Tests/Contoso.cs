using System.Text;
using ConnectorBuild.Connectors;
using ConnectorBuild.Packages;

namespace ConnectorBuild.Packaging.Tests;

/// <summary>Content of our own making in the shapes that real connectors have.</summary>
internal static class Contoso
{
    public static SolutionManifest Solution { get; } = new()
    {
        UniqueName = "ContosoConnectors",
        DisplayName = "Contoso connectors",
        Version = "1.2.3",
        PublisherName = "Contoso",
        PublisherDisplayName = "Contoso Ltd.",
        PublisherPrefix = "contoso",
    };

    public static SolutionManifest Complete { get; } = Solution with
    {
        EnvironmentVariables =
        [
            new EnvironmentVariable("contoso_InvoicesSecret", "Invoices secret", EnvironmentVariableType.Secret),
            new EnvironmentVariable("contoso_InvoicesHost", "Invoices host")
            {
                Description = "The host, without https://",
                DefaultValue = "invoices.contoso.com",
                IsRequired = true,
            },
        ],
        ConnectionReferences =
        [
            new ConnectionReference(
                "contoso_invoices", "Invoices <connection>",
                "/providers/Microsoft.PowerApps/apis/shared_contoso-5finvoices-5f0123456789abcdef")
            {
                CustomConnectorRowId = ConnectorIdentity.DeriveRowId("contoso_invoices"),
            },
            new ConnectionReference(
                "contoso_Dataverse", "Dataverse",
                "/providers/Microsoft.PowerApps/apis/shared_commondataserviceforapps") { IsCustomizable = false },
        ],
    };

    public static ReadOnlyMemory<byte> Icon { get; } = new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3 };

    public static ConnectorRow Orders { get; } = Plain("contoso_orders", "Orders") with { Icon = Icon };

    public static ConnectorRow Invoices { get; } = Plain("contoso_invoices", "Invoices") with
    {
        ConnectionParameters = """{"token":{"type":"oauthSetting","oAuthSettings":{"identityProvider":"aad","clientId":"11111111-2222-3333-4444-555555555555","clientSecret":"@environmentVariables(\"contoso_InvoicesSecret\")","redirectMode":"GlobalPerConnector"}}}""",
        ConnectionParameterSets = """{"uiDefinition":{"displayName":"Sign-in"},"values":[]}""",
        PolicyTemplateInstances = """[{"templateId":"setheader","title":"Accept","parameters":{"x-ms-apimTemplateParameter.name":"Accept"}}]""",
        ScriptOperations = """["ListInvoices"]""",
        CustomCode = "public class Script : ScriptBase\n{\n}\n",
        Icon = Icon,
    };

    public static ConnectorRow Plain(string name, string displayName) => new()
    {
        Identity = new ConnectorIdentity(ConnectorIdentity.DeriveRowId(name), name, displayName, $"{displayName} of Contoso"),
        IconBrandColor = "#007ee5",
        OpenApiDefinition = $$"""{"swagger":"2.0","info":{"title":"{{displayName}}","version":"1.0"},"paths":{},"host":"api.contoso.com"}""",
        ConnectionParameters = "{}",
        PolicyTemplateInstances = "[]",
    };

    public static byte[] Zip(SolutionManifest solution, params ConnectorRow[] connectors)
    {
        using var output = new MemoryStream();
        SolutionPackage.Write(output, solution, connectors, managed: false);
        return output.ToArray();
    }

    public static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
