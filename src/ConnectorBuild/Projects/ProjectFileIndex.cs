using System.Xml;
using System.Xml.Linq;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Projects;

/// <summary>
/// Where a project file says what: MSBuild tells a task which file an item comes from, but not on which line. What is not found in the
/// file (a value from the command line, say) is located at the file as a whole.
/// </summary>
public sealed class ProjectFileIndex
{
    private readonly string _path;
    private readonly XElement? _root;

    private ProjectFileIndex(string path, XElement? root)
    {
        _path = path;
        _root = root;
    }

    /// <summary>Reads a project file; one that cannot be read has no lines.</summary>
    public static ProjectFileIndex Load(string path)
    {
        try
        {
            return new ProjectFileIndex(path, XDocument.Load(path, LoadOptions.SetLineInfo).Root);
        }
        catch (Exception exception) when (exception is XmlException or IOException or UnauthorizedAccessException)
        {
            return new ProjectFileIndex(path, null);
        }
    }

    /// <summary>The place of the last element that sets the property.</summary>
    public SourceLocation Property(string name) => At(Children("PropertyGroup").LastOrDefault(e => Is(e.Name, name)));

    /// <summary>The place of the item; of the last one where there are several.</summary>
    public SourceLocation Item(string type, string include) => At(FindItems(type, include).LastOrDefault());

    /// <summary>The place of an item's metadata, as attribute or as element.</summary>
    public SourceLocation Metadata(string type, string include, string name)
    {
        var item = FindItems(type, include).FirstOrDefault();
        return At(
            (XObject?)item?.Attributes().FirstOrDefault(a => Is(a.Name, name))
            ?? item?.Elements().FirstOrDefault(e => Is(e.Name, name))
            ?? item);
    }

    /// <summary>The names and places of the properties that the file sets.</summary>
    public IEnumerable<(string Name, SourceLocation Location)> Properties() => Children("PropertyGroup").Select(e => (e.Name.LocalName, At(e)));

    /// <summary>The types and places of the items that the file declares.</summary>
    public IEnumerable<(string Name, SourceLocation Location)> Items() => Children("ItemGroup").Select(e => (e.Name.LocalName, At(e)));

    private IEnumerable<XElement> Children(string group) =>
        _root?.Descendants().Where(e => Is(e.Name, group)).Elements() ?? [];

    private IEnumerable<XElement> FindItems(string type, string include) =>
        Children("ItemGroup").Where(e => Is(e.Name, type) && Includes(e, include));

    private static bool Includes(XElement element, string include) =>
        element.Attributes()
            .Where(a => Is(a.Name, "Include") || Is(a.Name, "Update"))
            .SelectMany(a => a.Value.Split(';', StringSplitOptions.TrimEntries))
            .Contains(include, StringComparer.OrdinalIgnoreCase);

    private static bool Is(XName name, string text) => string.Equals(name.LocalName, text, StringComparison.OrdinalIgnoreCase);

    // The reader stands behind an element's angle bracket; MSBuild's own messages point at it.
    private SourceLocation At(XObject? spot)
    {
        if (spot is not IXmlLineInfo line || !line.HasLineInfo())
        {
            return new SourceLocation(_path);
        }

        var column = spot is XElement ? line.LinePosition - 1 : line.LinePosition;
        return new SourceLocation(_path, line.LineNumber, column, line.LineNumber, column);
    }
}
