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
        var result = new SolutionManifest
        {
            UniqueName = name,
            DisplayName = LocalizedName(manifest) ?? name,
            Version = Required(manifest, "Version", path),
            PublisherName = publisherName,
            PublisherDisplayName = LocalizedName(publisher) ?? publisherName,
            PublisherPrefix = Required(publisher, "CustomizationPrefix", path),
        };
        if (int.TryParse(publisher.Element("CustomizationOptionValuePrefix")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var optionValuePrefix))
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
        parent.Element(name)?.Value is { Length: > 0 } value ? value : throw SafeXml.Unexpected(path, $"the element '{name}' below '{parent.Name.LocalName}' is missing or empty");

    // The base language of nearly every environment is 1033; where it is not, the first name is the base language's.
    private static string? LocalizedName(XElement parent)
    {
        var names = parent.Elements("LocalizedNames").Elements("LocalizedName").ToList();
        return (names.FirstOrDefault(n => n.Attribute("languagecode")?.Value == "1033") ?? names.FirstOrDefault())?.Attribute("description")?.Value;
    }
}
