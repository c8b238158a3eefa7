namespace ConnectorBuild.Projects;

/// <summary>The files of a connector in a folder, by the names that pac, paconn and people use.</summary>
/// <param name="Definition">The definition; null if there is none.</param>
/// <param name="Properties"><c>apiProperties.json</c>; null if there is none.</param>
/// <param name="Icon">The icon; null if there is none.</param>
/// <param name="Script">The script; null if there is none.</param>
internal sealed record ConnectorFolder(string? Definition, string? Properties, string? Icon, string? Script)
{
    /// <summary>Other files that a definition may be in; the folder's definition is the one that is used.</summary>
    public IReadOnlyList<string> OtherDefinitions { get; private init; } = [];

    // The exact names first; a name in another case is taken, and reported as CB6001.
    private static readonly string[] DefinitionNames =
    [
        "apiDefinition.swagger.json", "apiDefinition.swagger.yaml", "apiDefinition.swagger.yml", "apiDefinition.json", "apiDefinition.yaml",
        "apiDefinition.yml", "openapi.json", "openapi.yaml", "openapi.yml",
    ];

    private static readonly string[] DefinitionEndings = [".swagger.json", ".swagger.yaml", ".swagger.yml"];

    /// <summary>Looks into a folder, not below it.</summary>
    public static ConnectorFolder Of(string directory)
    {
        var files = Directory.EnumerateFiles(directory, "*", new EnumerationOptions { IgnoreInaccessible = true })
            .Order(StringComparer.Ordinal)
            .ToArray();
        var definition = Find(files, DefinitionNames) ?? Array.Find(files, IsDefinition);
        return new(definition, Find(files, "apiProperties.json"), Find(files, "icon.png"), Find(files, "script.csx"))
        {
            OtherDefinitions =
            [
                .. files.Where(f => f != definition && DefinitionNames.Contains(Path.GetFileName(f), StringComparer.OrdinalIgnoreCase)),
            ],
        };
    }

    private static string? Find(string[] files, params string[] names)
    {
        foreach (var comparison in (ReadOnlySpan<StringComparison>)[StringComparison.Ordinal, StringComparison.OrdinalIgnoreCase])
        {
            foreach (var name in names)
            {
                if (Array.Find(files, f => string.Equals(Path.GetFileName(f), name, comparison)) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }

    private static bool IsDefinition(string file) =>
        DefinitionEndings.Any(e => file.EndsWith(e, StringComparison.OrdinalIgnoreCase));
}
