using System.Text;
using System.Text.Json.Nodes;
using ConnectorBuild.Connectors;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Validation;

/// <summary>
/// The files of a package's connector as the rules read them: its columns, each in a file of its own, are put together to an
/// apiProperties.json.
/// </summary>
/// <param name="package">The package.</param>
/// <param name="directory">The folder that paths are shown relative to.</param>
/// <param name="prefix">What is put before a path in the package: the zip's name and a slash, or nothing.</param>
internal sealed class PackagedFiles(SolutionPackage package, string directory, string prefix)
{
    public ConnectorFiles Of(ConnectorRow row)
    {
        var definition = PathOf(row, "openapidefinition", ".json", row.OpenApiDefinition);
        var parameters = PathOf(row, "connectionparameters", ".json", row.ConnectionParameters);
        var properties = new PackagedProperties(parameters);
        properties.Add("iconBrandColor", JsonValue.Create(row.IconBrandColor).ToJsonString());
        properties.Add("connectionParameters", row.ConnectionParameters, parameters);
        properties.Add(
            "connectionParameterSets", row.ConnectionParameterSets,
            PathOf(row, "connectionparametersets", ".json", row.ConnectionParameterSets));
        properties.Add(
            "policyTemplateInstances", row.PolicyTemplateInstances,
            PathOf(row, "policytemplateinstances", ".json", row.PolicyTemplateInstances));
        properties.Add("scriptOperations", row.ScriptOperations);

        var read = SourceFile.Read(definition, Encoding.UTF8.GetBytes(row.OpenApiDefinition));
        var composed = properties.Read();
        return new ConnectorFiles
        {
            Project = new ConnectorProject
            {
                ProjectName = row.Identity.Name,
                ProjectDirectory = directory,
                DisplayName = row.Identity.DisplayName,
                DefinitionFile = Path.Combine(directory, definition),
                PropertiesFile = Path.Combine(directory, parameters),
            },
            Definition = read,
            Properties = composed,
            Icon = row.Icon is { } icon ? (PathOf(row, "iconblob", ".Png", null), icon) : null,
            Script = row.CustomCode is { } code ? (PathOf(row, "customcodeblobcontent", ".csx", code), code) : null,
            Diagnostics = [.. read.Diagnostics, .. composed.Diagnostics],
        };
    }

    // Packages made by hand name their files as they like: what has the column's text is its file.
    private string PathOf(ConnectorRow row, string column, string ending, string? text)
    {
        var content = text is null ? null : Encoding.UTF8.GetBytes(text);
        var named = package.Files.Where(f => f.Path.Contains(column, StringComparison.OrdinalIgnoreCase)).ToList();
        var file = named.Find(f => content is not null && Without(f.Content.Span).SequenceEqual(content))
            ?? named.Find(f => Path.GetFileName(f.Path).StartsWith(row.Identity.Name + "_", StringComparison.OrdinalIgnoreCase));
        return prefix + (file?.Path ?? $"{row.Identity.Name}_{column}{ending}");
    }

    private static ReadOnlySpan<byte> Without(ReadOnlySpan<byte> text) => text.StartsWith("\uFEFF"u8) ? text[3..] : text;
}
