using System.Globalization;
using System.Xml.Linq;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Packages;

/// <summary>Writes <c>solution.xml</c>.</summary>
internal static class SolutionManifestXml
{
    /// <summary>372 in every known export; 371 is in the option set too, and an import refuses it.</summary>
    public const string ConnectorComponentType = "372";

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
            new XAttribute("languagecode", Translation.BaseLanguage),
            new XAttribute("generatedBy", "CrmLive"),
            new XAttribute(XNamespace.Xmlns + "xsi", SolutionXml.Xsi),
            new XElement(
                "SolutionManifest",
                SolutionXml.Value("UniqueName", solution.UniqueName),
                LocalizedTexts.Names(solution.DisplayName, Of(solution, Translation.OfSolution)),
                LocalizedTexts.Descriptions(solution.Description, Of(solution, Translation.OfSolution)),
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
            LocalizedTexts.Names(solution.PublisherDisplayName, Of(solution, Translation.OfPublisher)),
            LocalizedTexts.Descriptions(solution.PublisherDescription, Of(solution, Translation.OfPublisher)),
            Optional("EMailAddress", solution.PublisherEmail),
            Optional("SupportingWebsiteUrl", solution.PublisherUrl),
            SolutionXml.Value("CustomizationPrefix", solution.PublisherPrefix),
            SolutionXml.Value("CustomizationOptionValuePrefix", solution.OptionValuePrefix.ToString(CultureInfo.InvariantCulture)),
            new XElement("Addresses", Address("1"), Address("2")));

    private static XElement Address(string number) =>
        new("Address", SolutionXml.Value("AddressNumber", number), AddressFields.Select(Nil));

    private static IEnumerable<Translation> Of(SolutionManifest solution, string component) => solution.Translations.Where(t => t.IsOf(component));

    private static XElement Optional(string name, string? text) => string.IsNullOrEmpty(text) ? Nil(name) : SolutionXml.Value(name, text);

    private static XElement Nil(string name) => new(name, new XAttribute(SolutionXml.Xsi + "nil", "true"), "");
}
