using System.IO.Compression;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Packages;

/// <summary>Finds the solutions in a tree: zips, the folders that SolutionPackager unpacks them to, and exports that somebody unzipped.</summary>
public static class PackageLocator
{
    private static readonly string[] SkippedFolders = ["bin", "obj", "node_modules"];

    private static readonly EnumerationOptions Listing = new()
    {
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.System,
    };

    /// <summary>Whether a file is named like a solution zip.</summary>
    public static bool IsZip(string path) => Path.GetExtension(path).Equals(".zip", StringComparison.OrdinalIgnoreCase) && File.Exists(path);

    /// <summary>
    /// The zips and folders behind a path, in the order of their names: the path itself, or all below it. Anything but a solution is
    /// passed over.
    /// </summary>
    /// <param name="path">A file or folder; relative paths are taken from the working directory.</param>
    public static IReadOnlyList<string> Find(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var full = Path.GetFullPath(path);
        if (!Directory.Exists(full))
        {
            return IsZip(full) ? [full] : [];
        }

        var found = new List<string>();
        var open = new Stack<string>([full]);
        while (open.TryPop(out var current))
        {
            found.AddRange(Directory.EnumerateFiles(current, "*.zip", Listing).Where(IsSolutionZip).Order(StringComparer.Ordinal));
            if (SolutionFolder.Is(current))
            {
                // In a tree a solution without connectors is somebody else's.
                found.AddRange(current == full || SolutionFolder.HasConnectors(current) ? [current] : []);
                continue;
            }

            foreach (var child in Directory.EnumerateDirectories(current, "*", Listing).OrderDescending(StringComparer.Ordinal))
            {
                var name = Path.GetFileName(child);
                if (!name.StartsWith('.') && !SkippedFolders.Contains(name, StringComparer.OrdinalIgnoreCase))
                {
                    open.Push(child);
                }
            }
        }

        return found;
    }

    /// <summary>
    /// Whether a path is a solution of any form, with connectors or without: a zip, an unpacked or unzipped folder, or the YAML form. What
    /// is in it is not read.
    /// </summary>
    /// <param name="path">A file or folder.</param>
    public static bool IsSolution(string path) =>
        Directory.Exists(path) ? SolutionFolder.Is(path) || SolutionPackage.IsYamlForm(path) : IsSolutionZip(path);

    // Other zips, and files that are not zips, are passed over without a finding.
    private static bool IsSolutionZip(string file)
    {
        try
        {
            RegularFile.Require(file);
            using var zip = ZipFile.OpenRead(file);
            return zip.Entries.Any(e => e.FullName.Equals(PackageLayout.SolutionPath, StringComparison.OrdinalIgnoreCase));
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
