using System.Text.Json.Nodes;

namespace ConnectorBuild.Tool.Templates;

/// <summary>
/// A template of the package ConnectorBuild.Templates, which the tool carries: <c>init</c> and <c>dotnet new</c> make the
/// same files.
/// </summary>
internal sealed class ConnectorTemplate
{
    private const string SdkVersion = "SDK_VERSION";

    private readonly string _folder;
    private readonly JsonObject _manifest;

    private ConnectorTemplate(string folder, JsonObject manifest)
    {
        _folder = folder;
        _manifest = manifest;
    }

    /// <summary>The template with a short name.</summary>
    /// <param name="shortName"><c>connector</c> or <c>connector-solution</c>.</param>
    public static ConnectorTemplate Load(string shortName) =>
        new($"templates/{shortName}/", JsonNode.Parse(EmbeddedFiles.Read($"templates/{shortName}/.template.config/template.json"))!.AsObject());

    /// <summary>Whether values contradict each other: the template then asks for a parameter that nobody gives.</summary>
    /// <param name="values">The values of the parameters.</param>
    /// <returns>The description of that parameter; null if all is well.</returns>
    public string? Contradiction(IReadOnlyDictionary<string, string> values) =>
        Symbols().Where(s => s.Value["isRequired"] is { } required && TemplateCondition.Holds(required.ToString(), values))
            .Select(s => s.Value["description"]!.ToString())
            .FirstOrDefault();

    /// <summary>The files of a project.</summary>
    /// <param name="name">The project's name.</param>
    /// <param name="parameters">The values of the parameters; defaults count for what is missing.</param>
    /// <param name="sdkVersion">The version of ConnectorBuild.Sdk that the project uses.</param>
    /// <returns>Relative paths with forward slashes, and content, in the order of the paths.</returns>
    public IReadOnlyList<(string Path, byte[] Content)> Create(string name, IReadOnlyDictionary<string, string> parameters, string sdkVersion)
    {
        var values = Symbols().Where(s => s.Value["type"]?.ToString() == "parameter")
            .ToDictionary(
                s => s.Key, s => parameters.TryGetValue(s.Key, out var value) ? value : s.Value["defaultValue"]?.ToString() ?? "");
        values["name"] = name;
        List<(string From, string To)> texts = [(_manifest["sourceName"]!.ToString(), name), (SdkVersion, sdkVersion)];
        texts.AddRange(Symbols().Where(s => s.Value["replaces"] is not null)
            .Select(s => (s.Value["replaces"]!.ToString(), TemplateValue.Of(s.Key, s.Value, values))));
        return
        [
            .. Sources().Where(s => TemplateCondition.Holds(s.Condition, values)).SelectMany(s => Files(s.Folder))
                .Select(f => (TemplateText.Replace(f.Path, texts), TemplateText.Replace(f.Content, texts)))
                .OrderBy(f => f.Item1, StringComparer.Ordinal),
        ];
    }

    private IEnumerable<(string Folder, string? Condition)> Sources() =>
        _manifest["sources"]!.AsArray().Select(s => (s!["source"]!.ToString()["./".Length..], s["condition"]?.ToString()));

    private IEnumerable<(string Path, byte[] Content)> Files(string folder) =>
        EmbeddedFiles.Names(_folder + folder)
            .Where(n => !n.Contains("/.template.config/", StringComparison.Ordinal))
            .Select(n => (n[(_folder.Length + folder.Length)..], EmbeddedFiles.Read(n)));

    private IEnumerable<(string Key, JsonObject Value)> Symbols() => _manifest["symbols"]!.AsObject().Select(s => (s.Key, s.Value!.AsObject()));
}
