using System.Globalization;
using System.Xml.Linq;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Packages;

/// <summary>Reads <c>solution.xml</c> and the connection references of <c>customizations.xml</c>.</summary>
internal static class SolutionXmlReader
{
    public static (SolutionManifest Manifest, SolutionPackageType Type) Read(XElement solution, string path)
    {
        var manifest = solution.Element("SolutionManifest") ?? throw SafeXml.Unexpected(path, "it has no element 'SolutionManifest'");
        var publisher = manifest.Element("Publisher") ?? throw SafeXml.Unexpected(path, "it has no element 'Publisher'");
        var name = Required(manifest, "UniqueName", path);
        var publisherName = Required(publisher, "UniqueName", path);
        var ownTexts = LocalizedTexts.Base(Names(manifest), Descriptions(manifest));
        var publisherTexts = LocalizedTexts.Base(Names(publisher), Descriptions(publisher));
        var result = new SolutionManifest
        {
            UniqueName = name,
            DisplayName = ownTexts.Name ?? name,
            Description = ownTexts.Description,
            Version = Required(manifest, "Version", path),
            PublisherName = publisherName,
            PublisherDisplayName = publisherTexts.Name ?? publisherName,
            PublisherDescription = publisherTexts.Description,
            PublisherEmail = Text(publisher.Element("EMailAddress")?.Value),
            PublisherUrl = Text(publisher.Element("SupportingWebsiteUrl")?.Value),
            PublisherPrefix = Required(publisher, "CustomizationPrefix", path),
            Translations =
            [
                .. LocalizedTexts.Translations(Translation.OfSolution, Names(manifest), Descriptions(manifest)),
                .. LocalizedTexts.Translations(Translation.OfPublisher, Names(publisher), Descriptions(publisher)),
            ],
            OtherComponents =
            [
                .. from root in manifest.Elements("RootComponents").Elements("RootComponent")
                   let type = int.TryParse(root.Attribute("type")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                       ? number
                       : 0
                   where type is not (0 or 371 or 372 or 380 or 381)
                   select new RootComponent(
                       type, Guid.TryParse(root.Attribute("id")?.Value, out var id) ? id : null, root.Attribute("schemaName")?.Value),
            ],
        };
        if (int.TryParse(
            publisher.Element("CustomizationOptionValuePrefix")?.Value, NumberStyles.None, CultureInfo.InvariantCulture,
            out var optionValuePrefix))
        {
            result = result with { OptionValuePrefix = optionValuePrefix };
        }

        return (result, Type(manifest, path));
    }

    public static IReadOnlyList<ConnectionReference> ReadConnectionReferences(XElement customizations, string path) =>
    [
        .. customizations.Elements("connectionreferences").Elements("connectionreference").Select(e => new ConnectionReference(
            e.Attribute("connectionreferencelogicalname")?.Value ?? throw SafeXml.Unexpected(path, "a connection reference has no logical name"),
            e.Element("connectionreferencedisplayname")?.Value ?? "",
            e.Element("connectorid")?.Value ?? "")
        {
            CustomConnectorRowId = Guid.TryParse(e.Element("customconnectorid")?.Element("connectorid")?.Value, out var row) ? row : null,
            Description = Text(e.Element("description")?.Value),
            IsCustomizable = e.Element("iscustomizable")?.Value != "0",
        }),
    ];

    private static SolutionPackageType Type(XElement manifest, string path) => manifest.Element("Managed")?.Value.Trim() switch
    {
        "0" or null => SolutionPackageType.Unmanaged,
        "1" => SolutionPackageType.Managed,
        "2" => SolutionPackageType.Both,
        var other => throw SafeXml.Unexpected(path, $"the element 'Managed' is {QuotedText.Quote(other)} instead of 0, 1 or 2"),
    };

    private static string Required(XElement parent, string name, string path) =>
        parent.Element(name)?.Value is { Length: > 0 } value
            ? value
            : throw SafeXml.Unexpected(path, $"the element '{name}' below '{parent.Name.LocalName}' is missing or empty");

    private static IEnumerable<XElement> Names(XElement parent) => parent.Elements("LocalizedNames").Elements("LocalizedName");

    private static IEnumerable<XElement> Descriptions(XElement parent) => parent.Elements("Descriptions").Elements("Description");

    private static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
