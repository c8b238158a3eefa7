using ConnectorBuild.Projects;

namespace ConnectorBuild.Reports;

/// <summary>How reports write paths.</summary>
/// <param name="Root">The absolute path of the folder that paths are relative to (the working directory, the repository's root); null leaves
/// them relative to each connector's own folder.</param>
public sealed record ReportPaths(string? Root)
{
    /// <summary>Paths as diagnostics have them.</summary>
    public static ReportPaths AsFound { get; } = new((string?)null);

    /// <summary>Paths relative to the root of the Git repository that a folder is in, as code scanning reads them; relative to the folder itself where there is none.</summary>
    public static ReportPaths OfRepository(string directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        for (var folder = Path.GetFullPath(directory); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            // A file in a worktree or submodule.
            if (Path.Exists(Path.Combine(folder, ".git")))
            {
                return new ReportPaths(folder);
            }
        }

        return AsFound;
    }

    /// <summary>The path of a diagnostic's file: relative to <see cref="Root"/> with forward slashes where it lies below it, else absolute.</summary>
    public string Of(ConnectorProject project, string file)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(file);
        if (Root is null)
        {
            return file;
        }

        var full = Path.Combine(project.ProjectDirectory, file);
        var relative = Path.GetRelativePath(Root, full);
        return Path.IsPathRooted(relative) || relative.StartsWith("..", StringComparison.Ordinal)
            ? full
            : relative.Replace('\\', '/');
    }
}
