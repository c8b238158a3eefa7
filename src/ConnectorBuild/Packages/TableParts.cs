using System.Xml.Linq;

namespace ConnectorBuild.Packages;

/// <summary>
/// What the tables of a package consist of: columns, keys, relationships, views, forms and charts. <c>solution.xml</c> names the tables
/// only, <c>customizations.xml</c> has their parts. Only a package that was made elsewhere has any.
/// </summary>
public sealed class TableParts
{
    private static readonly HashSet<string> Naming = ["Name", "PhysicalName", "LogicalName", "SchemaName"];

    private readonly HashSet<string> _names;
    private readonly HashSet<Guid> _ids;

    private TableParts(IEnumerable<XElement> tables)
    {
        var nodes = tables.DescendantsAndSelf().ToList();
        var attributes = nodes.Attributes().Select(a => (Name: a.Name.LocalName, a.Value));
        var texts = nodes.Where(e => !e.HasElements).Select(e => (Name: e.Name.LocalName, e.Value)).Concat(attributes).ToList();
        _names = texts.Where(t => Naming.Contains(t.Name)).Select(t => t.Value.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _ids = texts.Select(t => Guid.TryParse(t.Value, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).ToHashSet();
    }

    /// <summary>No tables.</summary>
    public static TableParts None { get; } = new([]);

    /// <summary>The parts in a <c>customizations.xml</c>.</summary>
    /// <param name="customizations">Its root.</param>
    public static TableParts Of(XElement customizations)
    {
        ArgumentNullException.ThrowIfNull(customizations);
        List<XElement> tables = [.. customizations.Elements("Entities").Elements(), .. customizations.Elements("EntityRelationships").Elements()];
        return tables.Count == 0 ? None : new TableParts(tables);
    }

    /// <summary>Whether a view, form or chart of that id is among them.</summary>
    public bool Has(Guid id) => _ids.Contains(id);

    /// <summary>Whether a table, column, key or relationship of that name is among them, in any letter case.</summary>
    public bool Has(string name) => _names.Contains(name);
}
