using System.Text;
using System.Xml.Linq;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Packages;

/// <summary>The element <c>Connector</c> and the files that it names.</summary>
internal static class ConnectorXml
{
    /// <summary>The folder in a zip. An unpacked folder says <c>Connectors</c>, and its XML still <c>/Connector/</c>.</summary>
    public const string ZipFolder = "Connector";

    // In the order of the exports. No export shows a place for columns that are not among these (capabilities): they follow the type,
    // which is inferred.
    public static XElement Create(ConnectorRow row) =>
        new(
            "Connector",
            SolutionXml.Value("connectorid", row.Identity.RowId.ToString("D")),
            SolutionXml.Value("description", row.Identity.Description),
            SolutionXml.Value("displayname", row.Identity.DisplayName),
            SolutionXml.Value(ConnectorColumns.BrandColor, row.IconBrandColor),
            SolutionXml.Value("name", row.Identity.Name),
            SolutionXml.Value("connectortype", "1"),
            ConnectorColumns.Content
                .Where(c => c.FileEnding is null && c.Name != ConnectorColumns.BrandColor && row[c] is not null)
                .Select(c => SolutionXml.Value(c.Name, row[c]!)),
            FileColumns(row).Select(c => SolutionXml.Value(c.Name, "/" + FilePath(row, c))));

    /// <summary>The files that the element names.</summary>
    public static IEnumerable<PackageFile> Files(ConnectorRow row) =>
        FileColumns(row).Select(c => new PackageFile(FilePath(row, c), Bytes(row, c)!.Value));

    private static IEnumerable<ConnectorColumn> FileColumns(ConnectorRow row) =>
        ConnectorColumns.Content.Where(c => c.FileEnding is not null && Bytes(row, c) is not null);

    private static string FilePath(ConnectorRow row, ConnectorColumn column) => $"{ZipFolder}/{row.Identity.Name}_{column.Name}{column.FileEnding}";

    // No picture has zero bytes; a reference to an empty file would only fail the import.
    private static ReadOnlyMemory<byte>? Bytes(ConnectorRow row, ConnectorColumn column) => column.Kind == ColumnKind.Image
        ? row.Icon is { Length: > 0 } icon ? icon : default(ReadOnlyMemory<byte>?)
        : row[column] is { } text ? Encoding.UTF8.GetBytes(text) : default(ReadOnlyMemory<byte>?);
}
