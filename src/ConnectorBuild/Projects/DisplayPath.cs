namespace ConnectorBuild.Projects;

/// <summary>Paths as the author would write them.</summary>
internal static class DisplayPath
{
    /// <summary>Relative to the project's folder, with forward slashes, where the file is below it; else as it is.</summary>
    public static string Of(ConnectorProject project, string path)
    {
        var relative = Path.GetRelativePath(project.ProjectDirectory, path);
        return Path.IsPathRooted(relative) || relative.StartsWith("..", StringComparison.Ordinal)
            ? path
            : relative.Replace('\\', '/');
    }
}
