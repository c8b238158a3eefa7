using System.Text;
using System.Xml.Linq;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Packages;

/// <summary>The element <c>Connector</c> and the files that it names.</summary>
internal static class ConnectorXml
{
    /// <summary>The folder in a zip. An unpacked folder says <c>Connectors</c>, and its XML still <c>/Connector/</c>.</summary>
    public const string ZipFolder = "Connector";

    /// <summary>The element's children that hold a column's text in a file, with the ends of the files' names, in the order of the exports.</summary>
    public static IReadOnlyList<(string Element, string FileEnd)> FileColumns { get; } =
    [
        ("openapidefinition", ".json"),
        ("connectionparameters", ".json"),
        ("connectionparametersets", ".json"),
        ("policytemplateinstances", ".json"),
        ("customcodeblobcontent", ".csx"),
        ("iconblob", ".Png"),
    ];

    public static XElement Create(ConnectorRow row) =>
        new(
            "Connector",
            SolutionXml.Value("connectorid", row.Identity.RowId.ToString("D")),
            SolutionXml.Value("description", row.Identity.Description),
            SolutionXml.Value("displayname", row.Identity.DisplayName),
            SolutionXml.Value("iconbrandcolor", row.IconBrandColor),
            SolutionXml.Value("name", row.Identity.Name),
            SolutionXml.Value("connectortype", "1"),
            row.ScriptOperations is { } operations ? SolutionXml.Value("scriptoperations", operations) : null,
            FileColumns
                .Where(column => Column(row, column.Element) is not null)
                .Select(column => SolutionXml.Value(column.Element, "/" + FilePath(row, column.Element, column.FileEnd))));

    /// <summary>The files that the element names.</summary>
    public static IEnumerable<PackageFile> Files(ConnectorRow row)
    {
        foreach (var (element, fileEnd) in FileColumns)
        {
            if (Column(row, element) is { } content)
            {
                yield return new PackageFile(FilePath(row, element, fileEnd), content);
            }
        }
    }

    private static string FilePath(ConnectorRow row, string element, string fileEnd) => $"{ZipFolder}/{row.Identity.Name}_{element}{fileEnd}";

    private static ReadOnlyMemory<byte>? Column(ConnectorRow row, string element) => element switch
    {
        "openapidefinition" => Bytes(row.OpenApiDefinition),
        "connectionparameters" => Bytes(row.ConnectionParameters),
        "connectionparametersets" => Bytes(row.ConnectionParameterSets),
        "policytemplateinstances" => Bytes(row.PolicyTemplateInstances),
        "customcodeblobcontent" => Bytes(row.CustomCode),
        // No picture has zero bytes; a reference to an empty file would only fail the import.
        _ => row.Icon is { Length: > 0 } icon ? icon : default(ReadOnlyMemory<byte>?),
    };

    private static ReadOnlyMemory<byte>? Bytes(string? text) => text is null ? default(ReadOnlyMemory<byte>?) : Encoding.UTF8.GetBytes(text);
}
