using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse.Solutions;

/// <summary><c>ExportSolution</c>: the file that a server writes, without byte order marks and XML declarations. Secrets stay here.</summary>
internal static class SolutionExport
{
    private const string Xsi = "http://www.w3.org/2001/XMLSchema-instance";
    private static readonly DateTimeOffset EntryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static CloudResponse Handle(DataverseContext context)
    {
        return CloudResponse.Json(200, new JsonObject
        {
            ["@odata.context"] = $"{context.MetadataUrl}#Microsoft.Dynamics.CRM.ExportSolutionResponse",
            ["ExportSolutionFile"] = Convert.ToBase64String(Write(context)),
        });
    }

    /// <summary>The file of the solution that the body names.</summary>
    public static byte[] Write(DataverseContext context)
    {
        var body = context.Body();
        var solution = Rows.FindBy(context.Environment, Tables.Solution, "uniquename", body.Text("SolutionName") ?? "")
            ?? throw context.Refuse(new DataverseError(400, "0x80048403", $"The solution '{body.Text("SolutionName")}' was not found."));
        if (solution["ismanaged"]!.GetValue<bool>())
        {
            throw context.Refuse(
                new DataverseError(
                    400, "0x80048036", "An error occurred while exporting a solution. Managed solutions cannot be exported."));
        }

        if (body["Managed"] is { } managed && managed.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
        {
            throw context.Refuse(DataverseError.BadRequest("The parameter 'Managed' is not a boolean."));
        }

        var isManaged = body["Managed"]?.GetValue<bool>() ?? false;
        return Write(context, solution, isManaged);
    }

    private static byte[] Write(DataverseContext context, JsonObject solution, bool isManaged)
    {
        var components = Components.Of(context.Environment, solution.Id(Tables.Solution)).ToList();
        var connectors = RowsOf(context, components, Tables.Connector);
        var references = RowsOf(context, components, Tables.ConnectionReference);
        if (references.Find(
            r => r.Text("_customconnectorid_value") is { } id
                && !Rows.All(context.Environment, Tables.SolutionComponent).Any(c => c.Text("objectid") == id)) is { } lost)
        {
            throw context.Refuse(new DataverseError(400, "0x80048d19",
                $"Exporting connection reference {lost.Text("connectionreferencelogicalname")} for a custom connector requires the "
                    + "custom connector to be added to a dataverse solution"));
        }

        if (components.Find(c => Rows.Find(context.Environment, Tables.OtherComponent, c.Text("objectid")) is not null) is { } other)
        {
            throw context.NotSupported($"the export of components of type {other["componenttype"]}");
        }

        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, "customizations.xml", Customizations(connectors, references));
            Add(archive, "solution.xml", Manifest(context, solution, connectors, isManaged));
            connectors.ForEach(c => AddConnector(archive, c));
            RowsOf(context, components, Tables.EnvironmentVariableDefinition).ForEach(d => AddVariable(context, archive, d));
            Add(archive, "[Content_Types].xml", ContentTypes(connectors), withMark: true);
        }

        return memory.ToArray();
    }

    private static void AddConnector(ZipArchive archive, JsonObject connector)
    {
        foreach (var (column, extension) in ConnectorFiles(connector))
        {
            if (column == "iconblob")
            {
                Add(archive, Path(connector, column, extension)[1..], Convert.FromBase64String(connector.Text(column)!));
            }
            else
            {
                Add(archive, Path(connector, column, extension)[1..], connector.Text(column) ?? "null");
            }
        }
    }

    private static IEnumerable<(string Column, string Extension)> ConnectorFiles(JsonObject connector)
    {
        yield return ("openapidefinition", "json");
        yield return ("connectionparameters", "json");
        if (connector.Text("connectionparametersets") is { Length: > 0 })
        {
            yield return ("connectionparametersets", "json");
        }

        yield return ("policytemplateinstances", "json");
        if (connector.Text("customcodeblobcontent") is { Length: > 0 })
        {
            yield return ("customcodeblobcontent", "csx");
        }

        if (connector.Text("iconblob") is not null)
        {
            yield return ("iconblob", "Png");
        }
    }

    private static void AddVariable(DataverseContext context, ZipArchive archive, JsonObject definition)
    {
        var xml = new XmlText();
        var name = definition.Text("schemaname")!;
        using (xml.Open("environmentvariabledefinition", ("schemaname", name)))
        {
            if (definition.Text("defaultvalue") is { } defaultValue)
            {
                xml.Element("defaultvalue", defaultValue);
            }

            foreach (var label in (string[])["description", "displayname"])
            {
                if (definition.Text(label) is { Length: > 0 } text)
                {
                    using var scope = xml.Open(label, ("default", text));
                    xml.Empty("label", ("description", text), ("languagecode", "1033"));
                }
            }

            xml.Element("introducedversion", definition.Text("introducedversion") ?? "1.0.0.0");
            xml.Element("iscustomizable", "1");
            xml.Element("isrequired", definition["isrequired"]!.GetValue<bool>() ? "1" : "0");
            xml.Element("secretstore", "0");
            xml.Element("type", definition["type"]!.ToJsonString());
        }

        Add(archive, $"environmentvariabledefinitions/{name}/environmentvariabledefinition.xml", xml.ToString());
        var value = Rows.FindBy(
            context.Environment, Tables.EnvironmentVariableValue, "_environmentvariabledefinitionid_value",
            definition.Id(Tables.EnvironmentVariableDefinition));
        if (value is not null && Components.IsIn(context.Environment, Tables.EnvironmentVariableValue, value))
        {
            var json = new JsonObject
            {
                ["environmentvariablevalues"] = new JsonObject
                {
                    ["environmentvariablevalue"] = new JsonObject
                    {
                        ["@environmentvariablevalueid"] = value.Id(Tables.EnvironmentVariableValue),
                        ["iscustomizable"] = "1",
                        ["value"] = value.Text("value"),
                    },
                },
            };
            Add(archive, $"environmentvariabledefinitions/{name}/environmentvariablevalues.json", json.ToJsonString());
        }
    }

    private static string Customizations(List<JsonObject> connectors, List<JsonObject> references)
    {
        var xml = new XmlText();
        using (xml.Open(
            "ImportExportXml", ("xmlns:xsi", Xsi), ("OrganizationVersion", "9.2.25084.176"), ("OrganizationSchemaType", "Standard"),
            ("CRMServerServiceabilityVersion", "9.2.25084.00176")))
        {
            foreach (var name in (string[])["Entities", "Roles", "Workflows", "FieldSecurityProfiles"])
            {
                xml.Element(name, "");
            }

            foreach (var name in (string[])["Templates", "EntityMaps", "EntityRelationships", "OrganizationSettings", "optionsets", "CustomControls", "EntityDataProviders"])
            {
                xml.Empty(name);
            }

            using (xml.Open("Connectors"))
            {
                connectors.ForEach(c => Connector(xml, c));
            }

            if (references.Count > 0)
            {
                using var scope = xml.Open("connectionreferences");
                references.ForEach(r => Reference(xml, r));
            }

            using (xml.Open("Languages"))
            {
                xml.Element("Language", "1033");
            }
        }

        return xml.ToString();
    }

    private static void Connector(XmlText xml, JsonObject connector)
    {
        using var scope = xml.Open("Connector");
        xml.Element("connectorid", connector.Id(Tables.Connector));
        foreach (var column in (string[])["description", "displayname", "iconbrandcolor", "name"])
        {
            xml.Element(column, connector.Text(column) ?? "");
        }

        xml.Element("connectortype", connector["connectortype"]!.ToJsonString());
        if (connector.Text("capabilities") is { Length: > 0 } capabilities)
        {
            xml.Element("capabilities", capabilities);
        }

        if (connector.Text("scriptoperations") is { } operations)
        {
            xml.Element("scriptoperations", operations);
        }

        foreach (var (column, extension) in ConnectorFiles(connector))
        {
            xml.Element(column, Path(connector, column, extension));
        }
    }

    private static void Reference(XmlText xml, JsonObject reference)
    {
        using var scope = xml.Open("connectionreference", ("connectionreferencelogicalname", reference.Text("connectionreferencelogicalname")!));
        xml.Element("connectionreferencedisplayname", reference.Text("connectionreferencedisplayname") ?? "");
        xml.Element("connectorid", reference.Text("connectorid") ?? "");
        if (reference.Text("_customconnectorid_value") is { } id)
        {
            using var inner = xml.Open("customconnectorid");
            xml.Element("connectorid", id);
        }

        if (reference.Text("description") is { Length: > 0 } description)
        {
            xml.Element("description", description);
        }

        xml.Element("iscustomizable", "1");
        xml.Element("promptingbehavior", reference["promptingbehavior"]?.ToJsonString() ?? "0");
        xml.Element("statecode", "0");
        xml.Element("statuscode", "1");
    }

    private static string Manifest(DataverseContext context, JsonObject solution, List<JsonObject> connectors, bool isManaged)
    {
        var publisher = Rows.Find(context.Environment, Tables.Publisher, solution.Text("_publisherid_value"))!;
        var xml = new XmlText();
        using (xml.Open("ImportExportXml", ("version", "9.2.25084.176"), ("SolutionPackageVersion", "9.2"), ("languagecode", "1033"), ("generatedBy", "CrmLive"), ("xmlns:xsi", Xsi),
            ("OrganizationVersion", "9.2.25084.176"), ("OrganizationSchemaType", "Standard"), ("CRMServerServiceabilityVersion", "9.2.25084.00176")))
        using (xml.Open("SolutionManifest"))
        {
            xml.Element("UniqueName", solution.Text("uniquename")!);
            using (xml.Open("LocalizedNames"))
            {
                xml.Empty("LocalizedName", ("description", solution.Text("friendlyname")!), ("languagecode", "1033"));
            }

            Descriptions(xml, solution.Text("description"));
            xml.Element("Version", solution.Text("version")!);
            xml.Element("Managed", isManaged ? "1" : "0");
            using (xml.Open("Publisher"))
            {
                xml.Element("UniqueName", publisher.Text("uniquename")!);
                using (xml.Open("LocalizedNames"))
                {
                    xml.Empty("LocalizedName", ("description", publisher.Text("friendlyname")!), ("languagecode", "1033"));
                }

                Descriptions(xml, publisher.Text("description"));
                Optional(xml, "EMailAddress", publisher.Text("emailaddress"));
                Optional(xml, "SupportingWebsiteUrl", publisher.Text("supportingwebsiteurl"));
                xml.Element("CustomizationPrefix", publisher.Text("customizationprefix")!);
                xml.Element("CustomizationOptionValuePrefix", publisher["customizationoptionvalueprefix"]!.ToJsonString());
                xml.Empty("Addresses");
            }

            using (xml.Open("RootComponents"))
            {
                connectors.ForEach(
                    c => xml.Empty(
                        "RootComponent", ("type", "372"), ("id", $"{{{c.Id(Tables.Connector)}}}"), ("schemaName", c.Text("name")!),
                        ("behavior", "0")));
            }

            xml.Empty("MissingDependencies");
        }

        return xml.ToString();
    }

    private static void Optional(XmlText xml, string name, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            xml.Empty(name, ("xsi:nil", "true"));
        }
        else
        {
            xml.Element(name, text);
        }
    }

    private static void Descriptions(XmlText xml, string? description)
    {
        if (string.IsNullOrEmpty(description))
        {
            xml.Empty("Descriptions");
            return;
        }

        using (xml.Open("Descriptions"))
        {
            xml.Empty("Description", ("description", description), ("languagecode", "1033"));
        }
    }

    private static string ContentTypes(List<JsonObject> connectors)
    {
        var extensions = connectors.SelectMany(ConnectorFiles).Select(f => f.Extension).Prepend("xml").Distinct().Order(StringComparer.Ordinal);
        var defaults = string.Concat(extensions.Select(e => $"<Default Extension=\"{e}\" ContentType=\"application/octet-stream\" />"));
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?><Types "
            + $"xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">{defaults}</Types>";
    }

    private static List<JsonObject> RowsOf(DataverseContext context, IEnumerable<JsonObject> components, Table table) => [.. components
        .Where(c => c["componenttype"]!.GetValue<int>() == table.ComponentType)
        .Select(c => Rows.Find(context.Environment, table, c.Text("objectid")))
        .OfType<JsonObject>()];

    private static string Path(JsonObject connector, string column, string extension) => $"/Connector/{connector.Text("name")}_{column}.{extension}";

    private static void Add(ZipArchive archive, string name, string text, bool withMark = false) =>
        Add(archive, name, [.. withMark ? Encoding.UTF8.Preamble : [], .. Encoding.UTF8.GetBytes(text)]);

    private static void Add(ZipArchive archive, string name, byte[] bytes)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = EntryTime;
        using var stream = entry.Open();
        stream.Write(bytes);
    }
}
