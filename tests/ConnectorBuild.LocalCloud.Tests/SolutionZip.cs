using System.IO.Compression;
using System.Text;

namespace ConnectorBuild.LocalCloud.Tests;

/// <summary>Solution files in the shape of a server's export.</summary>
internal static class SolutionZip
{
    public static byte[] Create(
        bool managed, string version = "1.0.0.0", string host = "management.azure.com", string? variable = null,
        bool withConnector = true)
    {
        const string id = "6774a467-ce48-42dc-9bda-abc8ad4b3923";
        const string stem = "Connector/contoso_sample";
        var connector = !withConnector ? "" : $"""
            <Connector><connectorid>{id}</connectorid><description></description><displayname>Sample</displayname><iconbrandcolor>#007ee5</iconbrandcolor>
            <name>contoso_sample</name><connectortype>1</connectortype>
            <openapidefinition>/{stem}_openapidefinition.json</openapidefinition>
            <connectionparameters>/{stem}_connectionparameters.json</connectionparameters>
            <policytemplateinstances>/{stem}_policytemplateinstances.json</policytemplateinstances></Connector>
            """;
        var root = withConnector ? $$"""<RootComponent type="372" id="{{{id}}}" schemaName="contoso_sample" behavior="0" />""" : "";
        var entries = new Dictionary<string, string>
        {
            ["customizations.xml"] = $"<ImportExportXml><Entities></Entities><Connectors>{connector}</Connectors><Languages><Language>1033</Language></Languages></ImportExportXml>",
            ["solution.xml"] = $"""
                <ImportExportXml><SolutionManifest><UniqueName>ContosoConnectors</UniqueName>
                <LocalizedNames><LocalizedName description="Contoso Connectors" languagecode="1033" /></LocalizedNames><Descriptions />
                <Version>{version}</Version><Managed>{(managed ? 1 : 0)}</Managed>
                <Publisher><UniqueName>contoso</UniqueName><LocalizedNames><LocalizedName description="Contoso" languagecode="1033" /></LocalizedNames>
                <CustomizationPrefix>contoso</CustomizationPrefix><CustomizationOptionValuePrefix>12345</CustomizationOptionValuePrefix></Publisher>
                <RootComponents>{root}</RootComponents><MissingDependencies /></SolutionManifest></ImportExportXml>
                """,
        };
        if (withConnector)
        {
            entries[stem + "_openapidefinition.json"] = $$$"""{"swagger":"2.0","info":{"title":"t","version":"1.0"},"host":"{{{host}}}","basePath":"/","paths":{}}""";
            entries[stem + "_connectionparameters.json"] = Samples.ConnectionParameters("1b2c3d4e-0000-0000-0000-000000000001", null);
            entries[stem + "_policytemplateinstances.json"] = "null";
        }

        if (variable is not null)
        {
            entries[$"environmentvariabledefinitions/{variable}/environmentvariabledefinition.xml"] =
                $"""<environmentvariabledefinition schemaname="{variable}"><displayname default="Host" /><isrequired>0</isrequired><type>100000000</type></environmentvariabledefinition>""";
        }

        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                using var stream = archive.CreateEntry(name).Open();
                stream.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return memory.ToArray();
    }

    public static IReadOnlyList<string> Texts(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        var texts = new List<string>();
        foreach (var entry in archive.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            texts.Add(reader.ReadToEnd());
        }

        return texts;
    }
}
