using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;

namespace ConnectorBuild.Cloud.Adoption;

/// <summary>Reads what a path names: a definition, the files of pac or paconn, or a solution in any of its forms.</summary>
public static class PathSource
{
    /// <summary>The connector behind a path.</summary>
    /// <param name="path">A file or a folder.</param>
    /// <param name="wanted">Name, display name or id of the connector; null when there is only one.</param>
    /// <exception cref="ConnectorException">CB6301, CB6302: none or several; CB6307, CB6310, CB62xx, CB1xxx: it cannot be read.</exception>
    public static AdoptedConnector Read(string path, string? wanted) =>
        FolderSource.IsDocument(path) ? FolderSource.Read(Path.GetDirectoryName(Path.GetFullPath(path))!, Path.GetFullPath(path))
        : SolutionOf(path) is { } solution ? PackageSource.Read(solution, wanted)
        : FolderSource.Read(path);

    /// <summary>
    /// The zip or folder of the solution behind a path: the path itself, or the only solution below a folder without a connector's files.
    /// </summary>
    /// <param name="path">A file or a folder.</param>
    /// <returns>Null if there is no solution.</returns>
    public static string? SolutionOf(string path)
    {
        if (!Directory.Exists(path) || SolutionFolder.Is(path) || SolutionPackage.IsYamlForm(path))
        {
            return path;
        }

        return !FolderSource.HasConnector(path) && PackageLocator.Find(path) is [var only] ? only : null;
    }
}
