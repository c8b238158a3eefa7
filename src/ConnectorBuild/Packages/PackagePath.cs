using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Packages;

/// <summary>Paths inside packages.</summary>
internal static class PackagePath
{
    /// <summary>Whether the path stays below its folder and means the same file on every system.</summary>
    public static bool IsSafe(string path) =>
        path.Length is > 0 and <= 1024
        && !path.Any(c => c is '\\' or ':' || char.IsControl(c))
        && path.Split('/').All(IsSafeSegment);

    /// <summary>Fails with CB6223 unless the path is safe.</summary>
    public static void RequireSafe(string path, string package)
    {
        if (!IsSafe(path))
        {
            throw new ConnectorException(new Diagnostic(
                PackagingRules.UnsafePath,
                $"The path {QuotedText.Quote(path)} in {package} leads out of the package or means different files on different "
                    + "systems, so nothing was read: packages have relative paths with '/', without '..', drive letters and "
                    + "backslashes; get the package again from where it was made."));
        }
    }

    /// <summary>The last part.</summary>
    public static string FileName(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>The part before the first slash; empty for a file at the root.</summary>
    public static string TopFolder(string path) => path.IndexOf('/', StringComparison.Ordinal) is var slash and > 0 ? path[..slash] : "";

    // Empty, "." and ".." included: Windows drops dots and spaces at the end, so that ".. " would be "..".
    private static bool IsSafeSegment(string segment) =>
        segment.Length > 0 && segment[^1] is not ('.' or ' ') && !DeviceNames.Contains(segment);
}
