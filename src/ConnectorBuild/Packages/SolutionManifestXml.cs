using System.Globalization;
using System.Xml.Linq;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Packages;

/// <summary>Writes <c>solution.xml</c>.</summary>
internal static class SolutionManifestXml
{
    /// <summary>372 in every known export; 371 is in the option set too, and an import refuses it.</summary>
    public const string ConnectorComponentType = "372";

    private const string BaseLanguage = "1033";

    private static readonly string[] AddressFields =
    [
        "AddressTypeCode", "City", "County", "Country", "Fax", "FreightTermsCode", "ImportSequenceNumber", "Latitude", "Line1", "Line2", "Line3",
        "Longitude", "Name", "PostalCode", "PostOfficeBox", "PrimaryContactName", "ShippingMethodCode", "StateOrProvince", "Telephone1",
        "Telephone2", "Telephone3", "TimeZoneRuleVersionNumber", "UPSZone", "UTCOffset", "UTCConversionTimeZoneCode",
    ];

    public static XElement Create(SolutionManifest solution, string version, IEnumerable<ConnectorRow> connectors, SolutionPackageType type) =>
        new(
            "ImportExportXml",
            // The version of the template that Microsoft's own command line writes, so that no server takes the package for one of a newer server.
            new XAttribute("version", "9.1.0.643"),
            new XAttribute("SolutionPackageVersion", "9.1"),
            new XAttribute("languagecode", BaseLanguage),
            new XAttribute("generatedBy", "CrmLive"),
            new XAttribute(XNamespace.Xmlns + "xsi", SolutionXml.Xsi),
            new XElement(
                "SolutionManifest",
                SolutionXml.Value("UniqueName", solution.UniqueName),
                LocalizedNames(solution.DisplayName),
                new XElement("Descriptions"),
                SolutionXml.Value("Version", version),
                SolutionXml.Value("Managed", ((int)type).ToString(CultureInfo.InvariantCulture)),
                Publisher(solution),
                new XElement("RootComponents", connectors.Select(RootComponent)),
                new XElement("MissingDependencies")));

    private static XElement RootComponent(ConnectorRow connector) =>
        new(
            "RootComponent",
            new XAttribute("type", ConnectorComponentType),
            new XAttribute("id", connector.Identity.RowId.ToString("B")),
            new XAttribute("schemaName", connector.Identity.Name),
            new XAttribute("behavior", "0"));

    private static XElement Publisher(SolutionManifest solution) =>
        new(
            "Publisher",
            SolutionXml.Value("UniqueName", solution.PublisherName),
            LocalizedNames(solution.PublisherDisplayName),
            new XElement("Descriptions"),
            Nil("EMailAddress"),
            Nil("SupportingWebsiteUrl"),
            SolutionXml.Value("CustomizationPrefix", solution.PublisherPrefix),
            SolutionXml.Value("CustomizationOptionValuePrefix", solution.OptionValuePrefix.ToString(CultureInfo.InvariantCulture)),
            new XElement("Addresses", Address("1"), Address("2")));

    private static XElement Address(string number) =>
        new("Address", SolutionXml.Value("AddressNumber", number), AddressFields.Select(Nil));

    private static XElement LocalizedNames(string name) =>
        new("LocalizedNames", new XElement("LocalizedName", new XAttribute("description", name), new XAttribute("languagecode", BaseLanguage)));

    private static XElement Nil(string name) => new(name, new XAttribute(SolutionXml.Xsi + "nil", "true"), "");
}
