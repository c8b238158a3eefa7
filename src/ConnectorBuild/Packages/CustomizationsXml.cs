using System.Globalization;
using System.Xml.Linq;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Packages;

/// <summary>Writes <c>customizations.xml</c>.</summary>
internal static class CustomizationsXml
{
    public static XElement Create(SolutionManifest solution, IEnumerable<ConnectorRow> connectors) =>
        new(
            "ImportExportXml",
            new XAttribute(XNamespace.Xmlns + "xsi", SolutionXml.Xsi),
            SolutionXml.Value("Entities", ""),
            SolutionXml.Value("Roles", ""),
            SolutionXml.Value("Workflows", ""),
            SolutionXml.Value("FieldSecurityProfiles", ""),
            new XElement("Templates"),
            new XElement("EntityMaps"),
            new XElement("EntityRelationships"),
            new XElement("OrganizationSettings"),
            new XElement("optionsets"),
            new XElement("CustomControls"),
            new XElement("EntityDataProviders"),
            new XElement("Connectors", connectors.Select(ConnectorXml.Create)),
            solution.ConnectionReferences.Count == 0
                ? null
                : new XElement(
                    "connectionreferences",
                    solution.ConnectionReferences.OrderBy(r => r.LogicalName, StringComparer.Ordinal).Select(Reference)),
            new XElement("Languages", Languages(solution).Select(l => SolutionXml.Value("Language", l.ToString(CultureInfo.InvariantCulture)))));

    private static IEnumerable<int> Languages(SolutionManifest solution) =>
        solution.Translations.Select(t => t.Language).Where(l => l != Translation.BaseLanguage).Distinct().Order().Prepend(Translation.BaseLanguage);

    // The place of the description is inferred: exports have the elements by name behind the connector's.
    private static XElement Reference(ConnectionReference reference) =>
        new(
            "connectionreference",
            new XAttribute("connectionreferencelogicalname", reference.LogicalName),
            SolutionXml.Value("connectionreferencedisplayname", reference.DisplayName),
            SolutionXml.Value("connectorid", reference.ConnectorId),
            reference.CustomConnectorRowId is { } row
                ? new XElement("customconnectorid", SolutionXml.Value("connectorid", row.ToString("D", CultureInfo.InvariantCulture)))
                : null,
            reference.Description is { } description ? SolutionXml.Value("description", description) : null,
            SolutionXml.Value("iscustomizable", reference.IsCustomizable ? "1" : "0"),
            SolutionXml.Value("promptingbehavior", "0"),
            SolutionXml.Value("statecode", "0"),
            SolutionXml.Value("statuscode", "1"));
}
