namespace ConnectorBuild.Rules.Engine;

/// <summary>The patches of an environment beside a base file.</summary>
internal static class PatchFiles
{
    private static readonly string[] Extensions = [".json", ".yaml", ".yml"];

    /// <summary>The patches that exist: <c>apiDefinition.{environment}.json</c> beside <c>apiDefinition.swagger.json</c>, for example.</summary>
    public static IEnumerable<string> Of(string baseFile, string environmentName)
    {
        var directory = Path.GetDirectoryName(baseFile);
        if (directory is null || environmentName.AsSpan().ContainsAny(Path.GetInvalidFileNameChars()))
        {
            yield break;
        }

        var name = Path.GetFileName(baseFile);
        var stem = name[..(name.IndexOf('.') is var dot && dot > 0 ? dot : name.Length)];
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
