using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse.Solutions;

/// <summary>A connector in a solution file, columns as they go into the row.</summary>
/// <param name="Id">Row id.</param>
/// <param name="Columns">The columns that the file has.</param>
internal sealed record SolutionConnector(string Id, IReadOnlyDictionary<string, string> Columns);

/// <summary>An environment variable in a solution file.</summary>
/// <param name="Columns">The definition's columns; <c>schemaname</c> and <c>type</c> always.</param>
/// <param name="Value">The value that the file brings, or null.</param>
internal sealed record SolutionVariable(IReadOnlyDictionary<string, string> Columns, string? Value)
{
    /// <summary>The schema name.</summary>
    public string SchemaName => Columns["schemaname"];
}

/// <summary>A connection reference in a solution file.</summary>
internal sealed record SolutionReference(IReadOnlyDictionary<string, string> Columns, string? CustomConnectorId)
{
    /// <summary>The logical name.</summary>
    public string LogicalName => Columns["connectionreferencelogicalname"];
}

/// <summary>A solution file, read the way an import reads it.</summary>
internal sealed record SolutionFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public required string UniqueName { get; init; }

    public required string FriendlyName { get; init; }

    public required string Description { get; init; }

    public required string Version { get; init; }

    public required bool IsManaged { get; init; }

    public required string PublisherName { get; init; }

    public required string PublisherFriendlyName { get; init; }

    /// <summary>Columns of the publisher's row that are texts, as far as the file has them.</summary>
    public required IReadOnlyDictionary<string, string> PublisherTexts { get; init; }

    public required string Prefix { get; init; }

    public required int OptionPrefix { get; init; }

    public required IReadOnlyList<SolutionConnector> Connectors { get; init; }

    public required IReadOnlyList<SolutionVariable> Variables { get; init; }

    public required IReadOnlyList<SolutionReference> References { get; init; }

    /// <summary>Parts that the local cloud does not import.</summary>
    public required IReadOnlyList<string> Unsupported { get; init; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="SolutionFileException">It is not a solution file.</exception>
    public static SolutionFile Read(byte[] zip)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(zip));
            var manifest = Xml(archive, "solution.xml").Element("SolutionManifest")
                ?? throw new SolutionFileException("solution.xml has no SolutionManifest.");
            var customizations = Xml(archive, "customizations.xml");
            var publisher = manifest.Element("Publisher") ?? throw new SolutionFileException("solution.xml has no Publisher.");
            var connectors = (customizations.Element("Connectors")?.Elements("Connector") ?? []).Select(c => ReadConnector(archive, c)).ToList();
            var roots = manifest.Element("RootComponents")?.Elements("RootComponent").ToList() ?? [];
            CheckRoots(roots, connectors);
            return new SolutionFile
            {
                UniqueName = Required(manifest, "UniqueName"),
                FriendlyName = Label(manifest.Element("LocalizedNames")) ?? Required(manifest, "UniqueName"),
                Description = Label(manifest.Element("Descriptions")) ?? "",
                Version = Required(manifest, "Version") is var version && SolutionBehaviour.IsVersion(version)
                    ? version
                    : throw new SolutionFileException($"The version '{version}' of the solution is not valid: it has two to four numbers with dots."),
                IsManaged = Required(manifest, "Managed") == "1",
                PublisherName = Required(publisher, "UniqueName"),
                PublisherFriendlyName = Label(publisher.Element("LocalizedNames")) ?? Required(publisher, "UniqueName"),
                PublisherTexts = new[]
                    {
                        ("description", Label(publisher.Element("Descriptions"))),
                        ("emailaddress", publisher.Element("EMailAddress")?.Value),
                        ("supportingwebsiteurl", publisher.Element("SupportingWebsiteUrl")?.Value),
                    }
                    .Where(t => t.Item2 is { Length: > 0 })
                    .ToDictionary(t => t.Item1, t => t.Item2!, StringComparer.Ordinal),
                Prefix = Required(publisher, "CustomizationPrefix"),
                OptionPrefix = int.Parse(
                    publisher.Element("CustomizationOptionValuePrefix")?.Value ?? "10000",
                    System.Globalization.CultureInfo.InvariantCulture),
                Connectors = connectors,
                Variables = [.. archive.Entries.Where(e => e.Name == "environmentvariabledefinition.xml").Select(e => ReadVariable(archive, e))],
                References = [.. (customizations.Element("connectionreferences")?.Elements("connectionreference") ?? []).Select(ReadReference)],
                Unsupported = [.. FindUnsupported(archive, customizations, roots)],
            };
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or FormatException or DecoderFallbackException or JsonException or OverflowException or ArgumentException)
        {
            throw new SolutionFileException(e.Message);
        }
    }

    private static void CheckRoots(IReadOnlyList<XElement> roots, List<SolutionConnector> connectors)
    {
        if (roots.FirstOrDefault(r => r.Attribute("type")?.Value == "371") is { } wrong)
        {
            throw new SolutionFileException(
                $"Cannot add a Root Component {wrong.Attribute("id")?.Value} of type 371 because it is not in the target system.");
        }

        if (roots.Where(r => r.Attribute("type")?.Value == "372").FirstOrDefault(
            r => !connectors.Exists(c => c.Id == NormalId(r.Attribute("id")?.Value))) is { } missing)
        {
            throw new SolutionFileException(
                $"Cannot add a Root Component {missing.Attribute("id")?.Value} of type 372 because it is not in the target system.");
        }
    }

    private static SolutionConnector ReadConnector(ZipArchive archive, XElement element)
    {
        var columns = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var child in element.Elements().Where(e => e.Name.LocalName != "connectorid"))
        {
            var (name, value) = (child.Name.LocalName, child.Value);
            columns[name] = !value.StartsWith("/Connector/", StringComparison.Ordinal) ? value
                : name == "iconblob" ? Convert.ToBase64String(Bytes(archive, value[1..]))
                : Text(archive, value[1..]);
        }

        return new SolutionConnector(NormalId(Required(element, "connectorid")), columns);
    }

    private static SolutionVariable ReadVariable(ZipArchive archive, ZipArchiveEntry entry)
    {
        var root = Xml(archive, entry.FullName);
        var columns = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["schemaname"] = root.Attribute("schemaname")?.Value ?? throw new SolutionFileException($"{entry.FullName} has no schemaname."),
        };
        foreach (var child in root.Elements())
        {
            columns[child.Name.LocalName] = child.Attribute("default")?.Value ?? child.Value;
        }

        var values = entry.FullName[..^entry.Name.Length] + "environmentvariablevalues.json";
        var value = archive.GetEntry(values) is null
            ? null
            : JsonNode.Parse(Text(archive, values))?["environmentvariablevalues"]?["environmentvariablevalue"].Text("value");
        return new SolutionVariable(columns, value);
    }

    private static SolutionReference ReadReference(XElement element)
    {
        var columns = element.Elements().Where(e => !e.HasElements).ToDictionary(e => e.Name.LocalName, e => e.Value, StringComparer.Ordinal);
        columns["connectionreferencelogicalname"] = element.Attribute("connectionreferencelogicalname")?.Value
            ?? throw new SolutionFileException("A connection reference has no logical name.");
        return new SolutionReference(columns, element.Element("customconnectorid")?.Element("connectorid")?.Value is { } id ? NormalId(id) : null);
    }

    private static IEnumerable<string> FindUnsupported(ZipArchive archive, XElement customizations, IEnumerable<XElement> roots) =>
        customizations.Elements()
            .Where(e => e.HasElements && e.Name.LocalName is not ("Connectors" or "connectionreferences" or "Languages"))
            .Select(e => e.Name.LocalName)
            .Concat(
                roots.Select(r => r.Attribute("type")?.Value).Where(t => t is not ("371" or "372" or "380" or "381"))
                    .Select(t => $"root component type {t}"))
            .Concat(archive.Entries.Where(e => e.FullName.StartsWith("Workflows/", StringComparison.Ordinal)).Select(e => e.FullName))
            .Distinct();

    private static string NormalId(string? id) =>
        Guid.TryParse(id, out var guid) ? guid.ToString() : throw new SolutionFileException($"'{id}' is not a GUID.");

    private static string Required(XElement parent, string name) =>
        parent.Element(name)?.Value is { Length: > 0 } value ? value : throw new SolutionFileException($"{parent.Name.LocalName} has no {name}.");

    private static string? Label(XElement? labels) =>
        labels?.Elements().Select(e => e.Attribute("description")?.Value).FirstOrDefault(v => v is { Length: > 0 });

    private static XElement Xml(ZipArchive archive, string name)
    {
        using var reader = XmlReader.Create(new MemoryStream(Bytes(archive, name)), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        return XDocument.Load(reader).Root!;
    }

    private static string Text(ZipArchive archive, string name) => Strict.GetString(Bytes(archive, name)).TrimStart('\uFEFF');

    private static byte[] Bytes(ZipArchive archive, string name)
    {
        var entry = archive.GetEntry(name) ?? throw new SolutionFileException($"The solution file is invalid. It has no {name}.");
        using var stream = entry.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}

/// <summary>A solution file that cannot be read, with what the import says.</summary>
internal sealed class SolutionFileException(string message) : Exception(message);
