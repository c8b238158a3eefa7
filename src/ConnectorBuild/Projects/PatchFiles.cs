namespace ConnectorBuild.Projects;

/// <summary>The patches of an environment beside a base file.</summary>
public static class PatchFiles
{
    private static readonly string[] Extensions = [".json", ".yaml", ".yml"];

    private const string DefinitionStem = "apiDefinition";

    // apiDefinition.swagger.json is a definition, not the patch of an environment with that name.
    private static readonly string[] NoEnvironments = ["swagger"];

    /// <summary>The patches that exist: <c>apiDefinition.{environment}.json</c> beside <c>apiDefinition.swagger.json</c>, for example.</summary>
    public static IEnumerable<string> Of(string baseFile, string environmentName)
    {
        ArgumentNullException.ThrowIfNull(baseFile);
        ArgumentNullException.ThrowIfNull(environmentName);
        var directory = Path.GetDirectoryName(baseFile);
        if (directory is null || environmentName.AsSpan().ContainsAny(Path.GetInvalidFileNameChars()))
        {
            yield break;
        }

        foreach (var stem in Stems(baseFile))
        {
            foreach (var extension in Extensions)
            {
                var patch = Path.Combine(directory, $"{stem}.{environmentName}{extension}");
                if (File.Exists(patch) && !string.Equals(patch, baseFile, StringComparison.OrdinalIgnoreCase))
                {
                    yield return patch;
                }
            }
        }
    }

    /// <summary>Whether an environment has patches of a connector's files.</summary>
    public static bool Exist(ConnectorProject project, string environmentName)
    {
        ArgumentNullException.ThrowIfNull(project);
        return new[] { project.DefinitionPatchBase, project.PropertiesFile }.OfType<string>().Any(file => Of(file, environmentName).Any());
    }

    /// <summary>
    /// Every patch beside a base file with the name of the environment that it is for, whether or not the project has that environment.
    /// </summary>
    public static IEnumerable<(string Environment, string Path)> Beside(string baseFile)
    {
        ArgumentNullException.ThrowIfNull(baseFile);
        var directory = Path.GetDirectoryName(baseFile);
        if (directory is null || !Directory.Exists(directory))
        {
            yield break;
        }

        foreach (var (stem, path) in Stems(baseFile).SelectMany(s => Directory.EnumerateFiles(directory, s + ".*").Order(StringComparer.Ordinal).Select(p => (s, p))))
        {
            var environment = Path.GetFileNameWithoutExtension(path)[stem.Length..].TrimStart('.');
            if (Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)
                && environment.Length > 0
                && !environment.Contains('.')
                && !NoEnvironments.Contains(environment, StringComparer.OrdinalIgnoreCase)
                && !string.Equals(path, baseFile, StringComparison.OrdinalIgnoreCase))
            {
                yield return (environment, path);
            }
        }
    }

    // The patch of an OpenAPI 3 document applies to the definition that it becomes, so it is called after that.
    private static IEnumerable<string> Stems(string baseFile)
    {
        var name = Path.GetFileName(baseFile);
        var stem = name[..(name.IndexOf('.', StringComparison.Ordinal) is var dot && dot > 0 ? dot : name.Length)];
        var isConverted = stem is not (DefinitionStem or "apiProperties") && (stem == "openapi" || OpenApiPeek.IsOpenApi(baseFile));
        return isConverted ? [DefinitionStem, stem] : [stem];
    }
}
