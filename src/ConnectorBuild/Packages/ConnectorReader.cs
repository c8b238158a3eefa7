using System.Text;
using System.Xml.Linq;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Packages;

/// <summary>
/// Reads the elements <c>Connector</c> and their files. What servers and tools write differently for the same meaning becomes one form: policies
/// <c>null</c>, empty or missing are <c>[]</c>, empty connection parameters are <c>{}</c>, script operations <c>null</c> mean none, a BOM is dropped.
/// </summary>
internal sealed class ConnectorReader
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, PackageFile> _files;

    public ConnectorReader(IEnumerable<PackageFile> files) => _files = files.ToDictionary(f => f.Path, StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<ConnectorRow> Read(XElement customizations, string path) =>
        [.. customizations.Elements("Connectors").Elements("Connector").Select(e => ReadRow(e, path))];

    private ConnectorRow ReadRow(XElement element, string path)
    {
        var name = element.Element("name")?.Value is { Length: > 0 } value ? value : throw SafeXml.Unexpected(path, "a connector has no name");
        if (!Guid.TryParse(element.Element("connectorid")?.Value, out var id))
        {
            throw SafeXml.Unexpected(path, $"the connector {QuotedText.Quote(name)} has no id");
        }

        var row = ConnectorRow.Read(
            new ConnectorIdentity(
                id,
                name,
                element.Element(ConnectorColumns.DisplayName)?.Value is { Length: > 0 } displayName ? displayName : name,
                element.Element(ConnectorColumns.Description)?.Value ?? ""),
            column => column.FileEnding is null ? element.Element(column.Name)?.Value : Text(element, column.Name, name),
            File(element, ConnectorColumns.Icon, name) is { Content.Length: > 0 } icon ? icon.Content : default(ReadOnlyMemory<byte>?));
        if (row.OpenApiDefinition.Length > 0)
        {
            return row;
        }

        // A definition that says "null" is there, and the checks of its JSON say what is wrong with it.
        return Text(element, ConnectorColumns.Definition, name) is { } definition
            ? row with { OpenApiDefinition = definition }
            : throw Missing(name, ConnectorColumns.Definition, null);
    }

    private string? Text(XElement element, string column, string connector)
    {
        if (File(element, column, connector) is not { } file)
        {
            return null;
        }

        try
        {
            var text = Strict.GetString(file.Content.Span);
            return text.TrimStart('\uFEFF') is { Length: > 0 } content ? content : null;
        }
        catch (DecoderFallbackException e)
        {
            throw new ConnectorException(
                new Diagnostic(
                    PackagingRules.NotUtf8,
                    $"{QuotedText.Quote(file.Path)} is not UTF-8, so the text of connector {QuotedText.Quote(connector)} cannot be "
                        + "read: save it as UTF-8, or export the solution again.",
                    new SourceLocation(file.Path)),
                e);
        }
    }

    private PackageFile? File(XElement element, string column, string connector)
    {
        if (element.Element(column)?.Value.Trim() is not { Length: > 0 } reference)
        {
            return null;
        }

        var path = reference.TrimStart('/');
        return _files.GetValueOrDefault(path)
            ?? _files.GetValueOrDefault(InOtherFolder(path))
            ?? throw Missing(connector, column, reference);
    }

    // The XML of an unpacked folder says /Connector/ too, and hand-made ones say either.
    private static string InOtherFolder(string path) =>
        PackagePath.TopFolder(path) is var folder && folder.Equals(ConnectorXml.ZipFolder, StringComparison.OrdinalIgnoreCase)
        ? PackageLayout.UnpackedFolder + path[folder.Length..]
        : ConnectorXml.ZipFolder + path[folder.Length..];

    private static ConnectorException Missing(string connector, string column, string? reference) => new(new Diagnostic(
        PackagingRules.MissingConnectorFile,
        reference is null
            ? $"The connector {QuotedText.Quote(connector)} has no {column} or an empty one, so there is nothing to import: export or "
                + "unpack the solution again."
            : $"The connector {QuotedText.Quote(connector)} names the file {QuotedText.Quote(reference)} for its {column}, and the "
                + "package has no such file, so an import would fail: export or unpack the solution again, or take the reference out."));
}
