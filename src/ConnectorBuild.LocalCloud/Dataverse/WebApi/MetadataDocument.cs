using System.Text;
using System.Xml.Linq;
using ConnectorBuild.LocalCloud.Http;

namespace ConnectorBuild.LocalCloud.Dataverse.WebApi;

/// <summary><c>$metadata</c>: the modelled tables as CSDL, and the service document.</summary>
internal static class MetadataDocument
{
    private const string Namespace = "Microsoft.Dynamics.CRM";
    private static readonly XNamespace Edmx = "http://docs.oasis-open.org/odata/ns/edmx";
    private static readonly XNamespace Edm = "http://docs.oasis-open.org/odata/ns/edm";

    private static IEnumerable<Table> Visible => Tables.All.Where(t => t.Verbs != 0);

    public static CloudResponse Csdl(DataverseContext context)
    {
        var document = new XElement(
            Edmx + "Edmx",
            new XAttribute("Version", "4.0"),
            new XAttribute(XNamespace.Xmlns + "edmx", Edmx),
            new XElement(
                Edmx + "DataServices",
                new XElement(
                    Edm + "Schema",
                    new XAttribute("Namespace", Namespace),
                    new XAttribute("Alias", "mscrm"),
                    Visible.Select(Entity),
                    new XElement(
                        Edm + "EntityContainer",
                        new XAttribute("Name", "System"),
                        Visible.Select(
                            t => new XElement(
                                Edm + "EntitySet", new XAttribute("Name", t.Set),
                                new XAttribute("EntityType", $"{Namespace}.{t.Name}")))))));
        return CloudResponse.Bytes(200, Encoding.UTF8.GetBytes(document.ToString(SaveOptions.DisableFormatting)), "application/xml");
    }

    /// <summary>The names of the entity sets.</summary>
    public static CloudResponse Service(DataverseContext context) => CloudResponse.Json(200, new System.Text.Json.Nodes.JsonObject
    {
        ["@odata.context"] = context.MetadataUrl,
        ["value"] = new System.Text.Json.Nodes.JsonArray([.. Visible.Select(t => (System.Text.Json.Nodes.JsonNode)new System.Text.Json.Nodes.JsonObject
        {
            ["name"] = t.Set,
            ["kind"] = "EntitySet",
            ["url"] = t.Set,
        })]),
    });

    private static XElement Entity(Table table) => new(
        Edm + "EntityType",
        new XAttribute("Name", table.Name),
        new XElement(Edm + "Key", new XElement(Edm + "PropertyRef", new XAttribute("Name", table.Key))),
        table.Readable.Values.Select(c => new XElement(Edm + "Property", new XAttribute("Name", c.Name), new XAttribute("Type", Type(c)))),
        table.Lookups.Where(l => Visible.Any(t => t.Name == l.Target)).Select(l => new XElement(
            Edm + "NavigationProperty", new XAttribute("Name", l.Property), new XAttribute("Type", $"{Namespace}.{l.Target}"))),
        table.Collections.Select(c => new XElement(
            Edm + "NavigationProperty", new XAttribute("Name", c.Property), new XAttribute("Type", $"Collection({Namespace}.{c.Table})"))));

    private static string Type(Column column) => column.Type switch
    {
        ColumnType.Number => column.Name == "versionnumber" ? "Edm.Int64" : "Edm.Int32",
        ColumnType.Boolean => "Edm.Boolean",
        ColumnType.Guid => "Edm.Guid",
        ColumnType.Time => "Edm.DateTimeOffset",
        ColumnType.Image => "Edm.Binary",
        ColumnType.Object => $"{Namespace}.BooleanManagedProperty",
        _ => "Edm.String",
    };
}
