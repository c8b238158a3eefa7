using System.Text;
using System.Text.Json.Nodes;
using ConnectorBuild.Testing;

namespace ConnectorBuild.Tool.Tests.Reference;

/// <summary>Items, properties and targets, from the list that editors and the build read.</summary>
internal static class SettingsPages
{
    private static readonly JsonNode Schema = JsonNode.Parse(RepositoryRoot.Read("build/ConnectorBuild.Sdk.buildschema.json"))!;

    public static string Items()
    {
        var page = Markdown.Page("Items", """
            What a project file says in an `ItemGroup`. Unknown metadata is a warning ([CB6107](../rules/CB6107.md)); a value of the wrong kind is an
            error at its place in the project file ([CB6106](../rules/CB6106.md)).
            """);
        foreach (var (name, item) in Schema["items"]!.AsObject())
        {
            page.Append("## ").Append(name).Append("\n\n").Append(Describe(item!)).Append("\n\n");
            if (item!["metadata"] is JsonObject metadata)
            {
                AppendTable(page, "Metadata", metadata);
            }
        }

        return End(page);
    }

    public static string Properties()
    {
        var page = Markdown.Page("Properties", """
            What a project file says in a `PropertyGroup`, or the command line with `-p:NAME=VALUE`. A misspelt `Connector...` name is a warning
            ([CB6107](../rules/CB6107.md)), because MSBuild itself would ignore it. Paths are relative to the project.

            These properties of .NET count as well: `Version` becomes the solution's version, `RepositoryUrl` is written into the notes of an app
            registration that is created, so that an administrator finds its origin, and `NoWarn`, `WarningsAsErrors`, `WarningsNotAsErrors` and
            `TreatWarningsAsErrors` take `CB` codes as they take those of C#. A code in both `NoWarn` and `WarningsAsErrors` is an error, as in MSBuild.
            """);
        AppendTable(page, "Property", Schema["properties"]!.AsObject());
        return End(page);
    }

    public static string Targets()
    {
        var page = Markdown.Page("Targets", """
            `dotnet build` runs `Build`, which includes `ValidateConnector`. `dotnet publish` runs `Publish`: `Build`, `PackageConnector`, then
            `DeployConnector`. Run another target with `dotnet build -t:NAME`. `Clean` removes what was written, but never the local cloud's state.

            Debug and Release write the same output to the same place. The terminal logger shows only the line with the arrow, warnings and errors:
            `-tl:off` shows everything, and so do the [reports](files.md) in `obj/`.
            """);
        page.Append("| Target | Does |\n|---|---|\n");
        foreach (var (name, target) in Schema["targets"]!.AsObject())
        {
            page.Append("| ").Append(Markdown.Code(name)).Append(" | ").Append(Describe(target!)).Append(" |\n");
        }

        page.Append("\nTo run a target of your own before or after one of these, use `BeforeTargets` and `AfterTargets`, or put its "
            + "name into the property\n"
            + "`{target}DependsOn`, for example `ValidateConnectorDependsOn`.\n");
        return End(page);
    }

    private static void AppendTable(StringBuilder page, string heading, JsonObject entries)
    {
        page.Append("| ").Append(heading).Append(" | Kind | Default | Meaning |\n|---|---|---|---|\n");
        foreach (var (name, entry) in entries)
        {
            page.Append("| ").Append(Markdown.Code(name))
                .Append(" | ").Append((string)entry!["type"]!)
                .Append(" | ").Append(Markdown.Code((string?)entry["defaultValue"]))
                .Append(" | ").Append(Describe(entry)).Append(" |\n");
        }

        page.Append('\n');
    }

    private static string Describe(JsonNode entry) => Markdown.Text((string)entry["description"]!) + Markdown.See((string?)entry["seeAlso"]);

    private static string End(StringBuilder page) => page.ToString().TrimEnd('\n') + "\n";
}
