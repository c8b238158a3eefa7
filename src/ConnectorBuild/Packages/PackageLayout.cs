using System.Xml.Linq;

namespace ConnectorBuild.Packages;

/// <summary>The two layouts of one solution: the server's zip, and the folder that SolutionPackager and <c>pac solution unpack</c> write.</summary>
internal static class PackageLayout
{
    public const string SolutionPath = "solution.xml";
    public const string CustomizationsPath = "customizations.xml";
    public const string UnpackedSolutionPath = "Other/Solution.xml";
    public const string UnpackedCustomizationsPath = "Other/Customizations.xml";
    public const string UnpackedFolder = "Connectors";

    private const string UnpackedRelationshipsPath = "Other/Relationships.xml";

    // Everything else below customizations.xml is split up or merged by SolutionPackager in ways of its own.
    private static readonly HashSet<string> ConvertibleElements = ["Connectors", "connectionreferences", "Languages"];

    /// <summary>The files of a zip, in the order in which they are written.</summary>
    public static IReadOnlyList<PackageFile> ToZip(IReadOnlyList<PackageFile> folder)
    {
        var customizations = SafeXml.Load(Find(folder, UnpackedCustomizationsPath)!, "ImportExportXml");
        var connectors = ConnectorElements(folder).OrderBy(e => e.Element("name")?.Value, StringComparer.Ordinal).ToList();
        if (connectors.Count > 0)
        {
            if (customizations.Element("Connectors") is null)
            {
                Insert(customizations, new XElement("Connectors"));
            }

            customizations.Element("Connectors")!.Add(connectors);
        }

        List<PackageFile> files =
        [
            new(CustomizationsPath, SolutionXml.ToServerForm(customizations)),
            new(SolutionPath, SolutionXml.ToServerForm(SafeXml.Load(Find(folder, UnpackedSolutionPath)!, "ImportExportXml"))),
            .. folder.Where(f => !IsOther(f) && !IsConnectorXml(f)).Select(f => f with { Path = Move(f.Path, ConnectorXml.ZipFolder) }),
        ];
        return InZipOrder(
            [.. files, new PackageFile(ContentTypesXml.Path, ContentTypesXml.Create(files.Select(f => f.Path).Order(StringComparer.Ordinal)))]);
    }

    /// <summary>The files of an unpacked folder.</summary>
    public static IReadOnlyList<PackageFile> ToFolder(IReadOnlyList<PackageFile> zip)
    {
        var customizations = SafeXml.Load(Find(zip, CustomizationsPath)!, "ImportExportXml");
        var connectors = customizations.Elements("Connectors").Elements("Connector").ToList();
        foreach (var connector in connectors)
        {
            connector.Remove();
            connector.SetAttributeValue(XNamespace.Xmlns + "xsi", SolutionXml.Xsi);
        }

        foreach (var emptied in customizations.Elements("Connectors").Where(e => !e.HasElements))
        {
            emptied.RemoveNodes();
        }

        return
        [
            new PackageFile(UnpackedSolutionPath, SolutionXml.ToPackagerForm(SafeXml.Load(Find(zip, SolutionPath)!, "ImportExportXml"))),
            new PackageFile(UnpackedCustomizationsPath, SolutionXml.ToPackagerForm(customizations)),
            .. connectors.Select(c => new PackageFile($"{UnpackedFolder}/{c.Element("name")?.Value}.xml", SolutionXml.ToPackagerForm(c))),
            .. zip.Where(f => !Is(f, SolutionPath) && !Is(f, CustomizationsPath) && !Is(f, ContentTypesXml.Path))
                .Select(f => f with { Path = Move(f.Path, UnpackedFolder) }),
        ];
    }

    /// <summary>The order of a server's export, and ordinal within it.</summary>
    public static IReadOnlyList<PackageFile> InZipOrder(IReadOnlyList<PackageFile> zip) =>
        [.. zip.OrderBy(f => Is(f, CustomizationsPath) ? 0 : Is(f, SolutionPath) ? 1 : Is(f, ContentTypesXml.Path) ? 3 : 2).ThenBy(f => f.Path, StringComparer.Ordinal)];

    /// <summary>The parts of a solution that only its own form can hold: paths and elements, for messages.</summary>
    public static IReadOnlyList<string> ForeignParts(IReadOnlyList<PackageFile> files, bool isFolder)
    {
        var customizations = Find(files, isFolder ? UnpackedCustomizationsPath : CustomizationsPath)!;
        return
        [
            .. files.Where(f => !IsConvertible(f)).Select(f => f.Path),
            .. SafeXml.Load(customizations, "ImportExportXml").Elements()
                .Where(e => e.HasElements && !ConvertibleElements.Contains(e.Name.LocalName))
                .Select(e => $"<{e.Name.LocalName}>"),
        ];
    }

    /// <summary>The file of that path; case does not matter, because some tools and repositories change it.</summary>
    public static PackageFile? Find(IEnumerable<PackageFile> files, string path) => files.FirstOrDefault(f => Is(f, path));

    /// <summary>Whether a path is one of the files at the root of a zip.</summary>
    public static bool IsZipRoot(string path) =>
        new[] { SolutionPath, CustomizationsPath, ContentTypesXml.Path }.Contains(path, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<XElement> ConnectorElements(IReadOnlyList<PackageFile> folder) =>
        folder.Where(IsConnectorXml).OrderBy(f => f.Path, StringComparer.Ordinal).Select(f =>
        {
            var element = SafeXml.Load(f, "Connector");
            element.Attribute(XNamespace.Xmlns + "xsi")?.Remove();
            return element;
        });

    private static bool IsConvertible(PackageFile file) =>
        IsInConnectorFolder(file)
        || Is(file, SolutionPath)
        || Is(file, CustomizationsPath)
        || Is(file, ContentTypesXml.Path)
        || Is(file, UnpackedSolutionPath)
        || Is(file, UnpackedCustomizationsPath)
        || (Is(file, UnpackedRelationshipsPath) && !SafeXml.Load(file, "EntityRelationships").HasElements)
        || PackagePath.TopFolder(file.Path).Equals(EnvironmentVariableXml.Folder, StringComparison.OrdinalIgnoreCase);

    private static bool IsOther(PackageFile file) => PackagePath.TopFolder(file.Path).Equals("Other", StringComparison.OrdinalIgnoreCase);

    private static bool IsConnectorXml(PackageFile file) =>
        IsInConnectorFolder(file) && file.Path.EndsWith(".xml", StringComparison.OrdinalIgnoreCase);

    private static bool IsInConnectorFolder(PackageFile file) =>
        PackagePath.TopFolder(file.Path) is var folder
        && (folder.Equals(ConnectorXml.ZipFolder, StringComparison.OrdinalIgnoreCase)
            || folder.Equals(UnpackedFolder, StringComparison.OrdinalIgnoreCase));

    private static string Move(string path, string connectorFolder) =>
        PackagePath.TopFolder(path) is var folder && IsInConnectorFolder(new PackageFile(path, default))
            ? connectorFolder + path[folder.Length..]
            : path;

    private static bool Is(PackageFile file, string path) => file.Path.Equals(path, StringComparison.OrdinalIgnoreCase);

    private static void Insert(XElement customizations, XElement connectors)
    {
        if ((customizations.Element("connectionreferences") ?? customizations.Element("Languages")) is { } successor)
        {
            successor.AddBeforeSelf(connectors);
        }
        else
        {
            customizations.Add(connectors);
        }
    }
}
