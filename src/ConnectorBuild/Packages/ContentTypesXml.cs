using System.Text;
using System.Xml;

namespace ConnectorBuild.Packages;

/// <summary>Writes <c>[Content_Types].xml</c>: BOM, declaration, one line.</summary>
internal static class ContentTypesXml
{
    public const string Path = "[Content_Types].xml";

    private const string Namespace = "http://schemas.openxmlformats.org/package/2006/content-types";

    // The order of the exports; every other extension follows in ordinal order.
    private static readonly string[] KnownOrder = ["xml", "json", "csx", "Png"];

    public static byte[] Create(IEnumerable<string> paths)
    {
        var names = paths.Select(path => (Path: path, Name: path[(path.LastIndexOf('/') + 1)..])).ToList();
        var extensions = names
            .Where(n => n.Name.Contains('.', StringComparison.Ordinal))
            .Select(n => n.Name[(n.Name.LastIndexOf('.') + 1)..])
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .OrderBy(e => Array.IndexOf(KnownOrder, e) is var known and >= 0 ? known : KnownOrder.Length)
            .ThenBy(e => e, StringComparer.Ordinal);
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true) }))
        {
            writer.WriteStartElement("Types", Namespace);
            foreach (var extension in extensions)
            {
                Write(writer, "Default", "Extension", extension);
            }

            foreach (var (path, _) in names.Where(n => !n.Name.Contains('.', StringComparison.Ordinal)).OrderBy(n => n.Path, StringComparer.Ordinal))
            {
                Write(writer, "Override", "PartName", "/" + path);
            }

            writer.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static void Write(XmlWriter writer, string element, string attribute, string value)
    {
        writer.WriteStartElement(element, Namespace);
        writer.WriteAttributeString(attribute, value);
        writer.WriteAttributeString("ContentType", "application/octet-stream");
        writer.WriteEndElement();
    }
}
