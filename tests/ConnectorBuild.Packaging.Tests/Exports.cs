using ConnectorBuild.Packages;

namespace ConnectorBuild.Packaging.Tests;

/// <summary>Packages composed here in the forms that servers, SolutionPackager and people write; none is a copy of a real export.</summary>
internal static class Exports
{
    public const string OrdersId = "3f0c2b1e-5c6d-4a57-9f0e-0d6a3f1b2c11";

    public static Dictionary<string, string> ServerExport() => new()
    {
        ["solution.xml"] = SolutionXml().ReplaceLineEndings("\r\n"),
        ["customizations.xml"] = Customizations(Connector("fabrikam_orders-20api")).ReplaceLineEndings("\r\n"),
        ["Connector/fabrikam_orders-20api_openapidefinition.json"] = """{"swagger":"2.0","info":{"title":"Orders API","version":"1.0"},"paths":{}}""",
        ["Connector/fabrikam_orders-20api_connectionparameters.json"] = "{}",
        ["Connector/fabrikam_orders-20api_policytemplateinstances.json"] = "null",
        ["Connector/fabrikam_orders-20api_iconblob.Png"] = "not really a picture",
        ["[Content_Types].xml"] = "\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/octet-stream\" /></Types>",
    };

    public static string SolutionXml(string managed = "0") => $"""
        <ImportExportXml version="9.2.25101.100" SolutionPackageVersion="9.2" languagecode="1033" generatedBy="CrmLive" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" OrganizationVersion="9.2.25101.100" OrganizationSchemaType="Full">
          <SolutionManifest>
            <UniqueName>FabrikamOrders</UniqueName>
            <LocalizedNames>
              <LocalizedName description="Bestellungen" languagecode="1031" />
              <LocalizedName description="Fabrikam orders" languagecode="1033" />
            </LocalizedNames>
            <Descriptions />
            <Version>2.10.0.7</Version>
            <Managed>{managed}</Managed>
            <Publisher>
              <UniqueName>FabrikamPublisher</UniqueName>
              <LocalizedNames>
                <LocalizedName description="Fabrikam, Inc." languagecode="1033" />
              </LocalizedNames>
              <CustomizationPrefix>fabrikam</CustomizationPrefix>
              <CustomizationOptionValuePrefix>48210</CustomizationOptionValuePrefix>
            </Publisher>
            <RootComponents>
              <RootComponent type="372" id="{OrdersId}" schemaName="fabrikam_orders-20api" behavior="0" />
            </RootComponents>
          </SolutionManifest>
        </ImportExportXml>
        """;

    public static string Customizations(string connectors, string more = "") => $"""
        <ImportExportXml xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" OrganizationVersion="9.2.25101.100">
          <Entities></Entities>
          <Workflows></Workflows>
          <optionsets />
          <Connectors>
        {connectors}
          </Connectors>
          {more}
          <Languages>
            <Language>1033</Language>
          </Languages>
        </ImportExportXml>
        """;

    public static string Connector(string name, string id = OrdersId, string more = "") => $"""
            <Connector>
              <connectorid>{id}</connectorid>
              <description>Orders of Fabrikam</description>
              <displayname>Orders API</displayname>
              <iconbrandcolor>#102030</iconbrandcolor>
              <name>{name}</name>
              <connectortype>1</connectortype>
              {more}
              <openapidefinition>/Connector/{name}_openapidefinition.json</openapidefinition>
              <connectionparameters>/Connector/{name}_connectionparameters.json</connectionparameters>
              <policytemplateinstances>/Connector/{name}_policytemplateinstances.json</policytemplateinstances>
              <iconblob>/Connector/{name}_iconblob.Png</iconblob>
            </Connector>
        """;

    /// <summary>The same solution as SolutionPackager unpacks it: BOM and declaration, plural folder, paths that still say the singular.</summary>
    public static Dictionary<string, string> UnpackedExport()
    {
        const string declaration = "\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n";
        var export = ServerExport();
        return new Dictionary<string, string>
        {
            ["Other/Solution.xml"] = declaration + SolutionXml(managed: "2"),
            ["Other/Customizations.xml"] = declaration + Customizations("").Replace("<Connectors>", "<Connectors />", StringComparison.Ordinal).Replace("</Connectors>", "", StringComparison.Ordinal),
            ["Other/Relationships.xml"] = declaration + "<EntityRelationships xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" />",
            ["Connectors/fabrikam_orders-20api.xml"] = declaration + Connector("fabrikam_orders-20api").Replace("<Connector>", "<Connector xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">", StringComparison.Ordinal).Trim(),
            ["Connectors/fabrikam_orders-20api_openapidefinition.json"] = export["Connector/fabrikam_orders-20api_openapidefinition.json"],
            ["Connectors/fabrikam_orders-20api_connectionparameters.json"] = "{}",
            ["Connectors/fabrikam_orders-20api_policytemplateinstances.json"] = "null",
            ["Connectors/fabrikam_orders-20api_iconblob.Png"] = "not really a picture",
        };
    }
}
