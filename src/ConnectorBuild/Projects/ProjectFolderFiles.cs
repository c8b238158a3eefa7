using ConnectorBuild.Conversion.Sources;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Projects;

/// <summary>Files below a folder that a definition refers to. A link that leads out of the folder is not followed.</summary>
/// <param name="root">The folder.</param>
/// <param name="read">Reads a file by its absolute path; null if it cannot be read, which the reader reports.</param>
internal sealed class ProjectFolderFiles(string root, Func<string, SourceFile?> read) : IReferencedFiles
{
    public SourceFile? Read(string path)
    {
        var full = Path.GetFullPath(Path.Combine(root, path));
        return IsBelow(full) && File.Exists(full) && IsBelow(Target(full)) ? read(full) : null;
    }

    public bool LeadsOut(string path)
    {
        var full = Path.GetFullPath(Path.Combine(root, path));
        return IsBelow(full) && File.Exists(full) && !IsBelow(Target(full));
    }

    private bool IsBelow(string path)
    {
        var relative = Path.GetRelativePath(root, path);
        return !Path.IsPathRooted(relative) && relative != ".." && !relative.StartsWith("../", StringComparison.Ordinal)
            && !relative.StartsWith("..\\", StringComparison.Ordinal);
    }

    // Each folder on the way can be a link, too.
    private string Target(string path)
    {
        var current = root;
        foreach (var part in Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar))
        {
            current = Path.Combine(current, part);
            FileSystemInfo info = Directory.Exists(current) ? new DirectoryInfo(current) : new FileInfo(current);
            current = info.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? current;
        }

        return current;
    }
}
