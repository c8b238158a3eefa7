using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Packages;

/// <summary>Folders that hold a solution: unpacked by SolutionPackager, or a server's export that somebody unzipped.</summary>
public static class SolutionFolder
{
    private const int Head = 2048;

    private static readonly EnumerationOptions AnyCase = new() { IgnoreInaccessible = true, MatchCasing = MatchCasing.CaseInsensitive };

    /// <summary>
    /// Whether a folder is a solution: with <c>Other/Solution.xml</c> in it, or with the <c>solution.xml</c> of an export. Letter case
    /// does not matter.
    /// </summary>
    /// <param name="path">The folder.</param>
    public static bool Is(string path) => IsUnpacked(path) || IsUnzipped(path);

    /// <summary>Whether a folder has what only a solution with connectors has, so that a tree's other solutions need not be read.</summary>
    internal static bool HasConnectors(string path) =>
        Directory.Exists(path) && Directory.EnumerateDirectories(path, "Connector*", AnyCase).Any(IsConnectorFolder);

    internal static bool IsUnpacked(string path) =>
        Directory.Exists(path)
        && Directory.EnumerateDirectories(path, "Other", AnyCase).Any(other => Directory.EnumerateFiles(other, "Solution.xml", AnyCase).Any());

    // Other programs have files of that name, too.
    internal static bool IsUnzipped(string path) =>
        Directory.Exists(path) && Directory.EnumerateFiles(path, PackageLayout.SolutionPath, AnyCase).Any(BeginsLikeAnExport);

    private static bool IsConnectorFolder(string path) => Path.GetFileName(path) is var name
        && (name.Equals(ConnectorXml.ZipFolder, StringComparison.OrdinalIgnoreCase)
            || name.Equals(PackageLayout.UnpackedFolder, StringComparison.OrdinalIgnoreCase));

    private static bool BeginsLikeAnExport(string file)
    {
        try
        {
            using var reader = new StreamReader(RegularFile.OpenRead(file));
            var head = new char[Head];
            return head.AsSpan(0, reader.ReadBlock(head, 0, Head)).Contains("<ImportExportXml", StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
