using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace ConnectorBuild.Packages;

/// <summary>XML text as a Dataverse server exports it: UTF-8, CRLF, two spaces, no final newline.</summary>
internal static class SolutionXml
{
    public static readonly XNamespace Xsi = "http://www.w3.org/2001/XMLSchema-instance";

    private static readonly UTF8Encoding WithoutBom = new(encoderShouldEmitUTF8Identifier: false);
    private static readonly UTF8Encoding WithBom = new(encoderShouldEmitUTF8Identifier: true);

    /// <summary>Without BOM and declaration, the form inside a zip.</summary>
    public static byte[] ToServerForm(XElement root) => ToBytes(root, declaration: false);

    /// <summary>With BOM and declaration, the form of SolutionPackager's folder.</summary>
    public static byte[] ToPackagerForm(XElement root) => ToBytes(root, declaration: true);

    /// <summary>An element that is written with a start and an end tag even if it is empty, as the server writes values.</summary>
    public static XElement Value(XName name, string? text) => new(name, text ?? "");

    private static byte[] ToBytes(XElement root, bool declaration)
    {
        using var bytes = new MemoryStream();
        var settings = new XmlWriterSettings
        {
            Encoding = declaration ? WithBom : WithoutBom,
            OmitXmlDeclaration = !declaration,
            Indent = true,
            NewLineChars = "\r\n",
            NewLineHandling = NewLineHandling.Entitize,
        };
        using (var writer = XmlWriter.Create(bytes, settings))
        {
            root.WriteTo(writer);
        }

        return bytes.ToArray();
    }
}
