namespace ConnectorBuild.Projects;

/// <summary>The patches of an environment beside a base file.</summary>
public static class PatchFiles
{
    private static readonly string[] Extensions = [".json", ".yaml", ".yml"];

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

        var stem = Stem(baseFile);
        foreach (var extension in Extensions)
        {
            var patch = Path.Combine(directory, $"{stem}.{environmentName}{extension}");
            if (File.Exists(patch) && !string.Equals(patch, baseFile, StringComparison.OrdinalIgnoreCase))
            {
                yield return patch;
            }
        }
    }

    /// <summary>Whether an environment has patches of a connector's files.</summary>
    public static bool Exist(ConnectorProject project, string environmentName)
    {
        ArgumentNullException.ThrowIfNull(project);
        return new[] { project.DefinitionFile, project.PropertiesFile }.OfType<string>().Any(file => Of(file, environmentName).Any());
    }

    /// <summary>Every patch beside a base file with the name of the environment that it is for, whether or not the project has that environment.</summary>
    public static IEnumerable<(string Environment, string Path)> Beside(string baseFile)
    {
        ArgumentNullException.ThrowIfNull(baseFile);
        var directory = Path.GetDirectoryName(baseFile);
        if (directory is null || !Directory.Exists(directory))
        {
            yield break;
        }

        var stem = Stem(baseFile);
        foreach (var path in Directory.EnumerateFiles(directory, stem + ".*").Order(StringComparer.Ordinal))
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

    private static string Stem(string baseFile)
    {
        var name = Path.GetFileName(baseFile);
        return name[..(name.IndexOf('.', StringComparison.Ordinal) is var dot && dot > 0 ? dot : name.Length)];
    }
}
