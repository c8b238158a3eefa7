using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Reports;

/// <summary>How reports write paths.</summary>
/// <param name="Root">The absolute path of the folder that paths are relative to (the working directory, the repository's root); null leaves
/// them relative to each connector's own folder.</param>
public sealed record ReportPaths(string? Root)
{
    private static readonly string[] Checkouts = ["GITHUB_WORKSPACE", "BUILD_SOURCESDIRECTORY"];

    /// <summary>Paths as diagnostics have them.</summary>
    public static ReportPaths AsFound { get; } = new((string?)null);

    /// <summary>
    /// Paths as code scanning and annotations of CI systems read them, from wherever a command runs: relative to the nearest folder with
    /// <c>.git</c> in it, else to
    /// the folder that GitHub Actions or Azure Pipelines checked the sources out into.
    /// </summary>
    /// <param name="directory">Where the connectors lie.</param>
    /// <param name="variable">A variable of the environment by its name; null if there is none.</param>
    /// <param name="otherwise">The folder that counts where there is neither; null leaves paths relative to each connector's own folder.</param>
    public static ReportPaths OfRepository(string directory, Func<string, string?> variable, string? otherwise = null)
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(variable);
        var full = Path.GetFullPath(directory);
        for (var folder = full; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            // A file in a worktree or submodule.
            if (Path.Exists(Path.Combine(folder, ".git")))
            {
                return new ReportPaths(folder);
            }
        }

        foreach (var name in Checkouts)
        {
            if (variable(name) is { Length: > 0 } checkout && IsBelow(full, Path.GetFullPath(checkout)))
            {
                return new ReportPaths(Path.GetFullPath(checkout));
            }
        }

        return new ReportPaths(otherwise);
    }

    /// <summary>The path of a diagnostic's file: relative to <see cref="Root"/> with forward slashes where it is below it, else absolute.</summary>
    public string Of(ConnectorProject project, string file)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(file);
        if (Root is null)
        {
            return file;
        }

        var full = Path.Combine(project.ProjectDirectory, file);
        return IsBelow(full, Root) ? Path.GetRelativePath(Root, full).Replace('\\', '/') : full;
    }

    /// <summary>The path of a finding's file; of a finding that belongs to no file, the path that its connector is known by.</summary>
    public string Of(ConnectorProject project, Diagnostic diagnostic)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(diagnostic);
        return Of(project, diagnostic.Location?.File ?? project.ProjectFile ?? project.DefinitionFile ?? project.ProjectDirectory);
    }

    private static bool IsBelow(string path, string folder)
    {
        var relative = Path.GetRelativePath(folder, path);
        return !Path.IsPathRooted(relative) && relative != ".." && !relative.StartsWith("../", StringComparison.Ordinal)
            && !relative.StartsWith("..\\", StringComparison.Ordinal);
    }
}
