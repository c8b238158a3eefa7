using System.Globalization;
using System.Xml.Linq;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Packages;

/// <summary>A component of a solution that is not part of a connector project.</summary>
/// <param name="Type">Its type in words, for example <c>workflow</c> or <c>table</c>.</param>
/// <param name="Name">Its name, or its id where the package does not name it.</param>
public sealed record OtherComponent(string Type, string Name)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Type}:{SafeText.OneLine(Name)}";
}

/// <summary>Finds the components of a package beside connectors, environment variables and connection references.</summary>
internal static class OtherComponents
{
    private const string Workflow = "workflow";

    // The folder in which a package keeps components of a type; what has no row is called after its folder.
    private static readonly Dictionary<string, string> FolderTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Workflows"] = Workflow, ["CanvasApps"] = "canvasapp", ["WebResources"] = "webresource", ["Entities"] = "table", ["Roles"] = "role",
        ["OptionSets"] = "choice", ["AppModules"] = "modeldrivenapp", ["PluginAssemblies"] = "pluginassembly", ["Reports"] = "report", ["bots"] = "bot",
        ["botcomponents"] = "botcomponent",
    };

    /// <summary>The components, by type and name.</summary>
    /// <param name="solution">The root of <c>solution.xml</c>.</param>
    /// <param name="customizations">The root of <c>customizations.xml</c>.</param>
    /// <param name="files">All files of the package.</param>
    /// <param name="foreignParts">Paths and elements that only such components have.</param>
    public static IReadOnlyList<OtherComponent> Find(
        XElement solution, XElement customizations, IReadOnlyList<PackageFile> files, IReadOnlyList<string> foreignParts)
    {
        var names = WorkflowNames(customizations, files);
        var roots = solution.Elements("SolutionManifest").Elements("RootComponents").Elements("RootComponent").Select(r => Root(r, names))
            .OfType<OtherComponent>().ToList();
        var types = roots.Select(r => r.Type).ToHashSet(StringComparer.Ordinal);
        var inFolders = foreignParts
            .Where(p => p.Contains('/', StringComparison.Ordinal) && !p.StartsWith('<'))
            .Select(p => p.Split('/'))
            .Where(p => !p[0].Equals("Other", StringComparison.OrdinalIgnoreCase))
            .Select(p => new OtherComponent(FolderTypes.GetValueOrDefault(p[0], p[0]), p[1]))
            .Where(c => !types.Contains(c.Type));
        return [.. roots.Concat(inFolders).Distinct().OrderBy(c => c.Type, StringComparer.Ordinal).ThenBy(c => c.Name, StringComparer.Ordinal)];
    }

    private static OtherComponent? Root(XElement root, Dictionary<Guid, string> workflows)
    {
        if (!int.TryParse(root.Attribute("type")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var type)
            || type is 371 or 372 or 380 or 381)
        {
            return null;
        }

        var id = root.Attribute("id")?.Value ?? "";
        var name = root.Attribute("schemaName")?.Value is { Length: > 0 } schemaName ? schemaName
            : Guid.TryParse(id, out var guid) && workflows.TryGetValue(guid, out var found) ? found
            : id.Trim('{', '}');
        return new OtherComponent(ComponentTypeNames.Of(type), name);
    }

    // In an export the flows are elements of customizations.xml; SolutionPackager gives each a file.
    private static Dictionary<Guid, string> WorkflowNames(XElement customizations, IReadOnlyList<PackageFile> files) =>
        customizations.Elements("Workflows").Elements("Workflow")
            .Concat(files.Where(f => f.Path.EndsWith(".data.xml", StringComparison.OrdinalIgnoreCase)).Select(Read).OfType<XElement>())
            .Select(w => (Id: w.Attribute("WorkflowId")?.Value, Name: w.Attribute("Name")?.Value))
            .Where(w => Guid.TryParse(w.Id, out _) && w.Name is { Length: > 0 })
            .DistinctBy(w => Guid.Parse(w.Id!))
            .ToDictionary(w => Guid.Parse(w.Id!), w => w.Name!);

    // Its content does not matter here, and neither does one that cannot be read.
    private static XElement? Read(PackageFile file)
    {
        try
        {
            return SafeXml.Load(file, "Workflow");
        }
        catch (ConnectorException)
        {
            return null;
        }
    }
}
