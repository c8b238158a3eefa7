using System.Text;
using System.Xml;
using System.Xml.Linq;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Packages;

/// <summary>Reads XML of unknown origin: no document type, no outside references, no depth that would exhaust the stack.</summary>
internal static class SafeXml
{
    private const int MaxDepth = 200;

    /// <summary>The root element. Text between elements is left out; a value that is only white space is kept.</summary>
    /// <exception cref="ConnectorException">CB6227 to CB6229.</exception>
    public static XElement Load(PackageFile file, string expectedRoot)
    {
        try
        {
            CheckDepth(file);
            using var reader = Open(file);
            var root = XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root!;
            RemoveLayout(root);
            return root.Name.LocalName == expectedRoot
                ? root
                : throw Unexpected(file.Path, $"the root element is {QuotedText.Quote(root.Name.LocalName)} instead of '{expectedRoot}'");
        }
        catch (XmlException e)
        {
            var location = new SourceLocation(file.Path, e.LineNumber, e.LinePosition, 0, 0);
            throw new ConnectorException(
                HasDocumentType(file)
                    ? new Diagnostic(
                        PackagingRules.XmlWithDtd,
                        $"{QuotedText.Quote(file.Path)} has a document type declaration, which no solution has and which can make a "
                            + "reader open other files or grow without end, so it was not read: get the package again from where it "
                            + "was made.",
                        location)
                    : new Diagnostic(
                        PackagingRules.MalformedXml,
                        $"{QuotedText.Quote(file.Path)} is not well-formed XML at line {e.LineNumber}, column {e.LinePosition}, so no "
                            + "import would take it: repair it, or get the package again from where it was made.",
                        location),
                e);
        }
    }

    public static ConnectorException Unexpected(string path, string what) => new(new Diagnostic(
        PackagingRules.UnexpectedXml,
        $"{QuotedText.Quote(path)} is not what a solution has there: {what}, so what the package means is open: export or unpack the solution again.",
        new SourceLocation(path)));

    private static XmlReader Open(PackageFile file) => XmlReader.Create(
        new MemoryStream(file.Content.ToArray()),
        new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true });

    private static void CheckDepth(PackageFile file)
    {
        using var reader = Open(file);
        while (reader.Read())
        {
            if (reader.Depth > MaxDepth)
            {
                throw Unexpected(file.Path, $"elements are nested more than {MaxDepth} deep");
            }
        }
    }

    private static void RemoveLayout(XElement root)
    {
        foreach (var element in root.DescendantsAndSelf().Where(e => e.HasElements).ToList())
        {
            element.Nodes().OfType<XText>().Where(t => string.IsNullOrWhiteSpace(t.Value)).Remove();
        }
    }

    private static bool HasDocumentType(PackageFile file)
    {
        using var reader = new StreamReader(new MemoryStream(file.Content.ToArray()), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd().Contains("<!DOCTYPE", StringComparison.Ordinal);
    }
}
