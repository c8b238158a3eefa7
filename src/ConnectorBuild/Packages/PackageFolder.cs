using System.Text;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Packages;

/// <summary>Reads and writes the folder of an unpacked solution.</summary>
internal static class PackageFolder
{
    private const int MaxNameBytes = 255;

    private static readonly EnumerationOptions AllFiles = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint, // A link could lead out of the folder, or round in circles.
        MatchType = MatchType.Simple,
    };

    /// <summary>The solution's files below the folder, by path in ordinal order.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="isUnzipped">Whether it has the layout of a zip, with files of the solution at its root.</param>
    /// <param name="limits">How much is read.</param>
    /// <exception cref="ConnectorException">CB6222 to CB6224, CB6235.</exception>
    public static IReadOnlyList<PackageFile> Read(string path, bool isUnzipped, PackageLimits limits)
    {
        var label = QuotedText.Quote(path);
        return Reading<IReadOnlyList<PackageFile>>(path, () =>
        {
            var files = new List<PackageFile>();
            var total = 0L;
            foreach (var file in new DirectoryInfo(path).EnumerateFiles("*", AllFiles))
            {
                var relative = Path.GetRelativePath(path, file.FullName).Replace(Path.DirectorySeparatorChar, '/');
                if (!IsOfSolution(relative) && !(isUnzipped && PackageLayout.IsZipRoot(relative)))
                {
                    continue;
                }

                total += file.Length;
                if (files.Count >= limits.Entries || file.Length > limits.FileBytes || total > limits.TotalBytes)
                {
                    throw new ConnectorException(new Diagnostic(
                        PackagingRules.PackageTooLarge,
                        $"The folder {label} has more than {limits.Entries} files, a file of more than {limits.FileBytes} bytes or "
                            + $"more than {limits.TotalBytes} bytes in all, which no solution needs: choose the folder that holds "
                            + "Other/Solution.xml."));
                }

                PackagePath.RequireSafe(relative, label);
                files.Add(new PackageFile(relative, RegularFile.ReadAllBytes(file.FullName)));
            }

            if (files.GroupBy(f => f.Path, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twins)
            {
                throw new ConnectorException(new Diagnostic(
                    PackagingRules.DuplicatePath,
                    $"The folder {label} has two files whose paths differ in case only ({QuotedText.Quote(twins.Key)}), so which one "
                        + "is meant is open: delete one."));
            }

            return [.. files.OrderBy(f => f.Path, StringComparer.Ordinal)];
        });
    }

    /// <summary>Writes the files to a new folder beside the target and swaps the two.</summary>
    /// <exception cref="ConnectorException">CB6223, CB6233, CB6234.</exception>
    public static void Write(string path, IReadOnlyList<PackageFile> files)
    {
        foreach (var file in files)
        {
            PackagePath.RequireSafe(file.Path, "the package");
        }

        RequireShortNames(path, files);
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var suffix = Path.GetRandomFileName();
        var (temporary, former) = ($"{full}.{suffix}.tmp", $"{full}.{suffix}.old");
        try
        {
            RequireReplaceable(full);
            foreach (var file in files)
            {
                var target = Path.Combine(temporary, file.Path);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.WriteAllBytes(target, file.Content.Span);
            }

            Swap(full, temporary, former);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.CannotWrite(path, e);
        }
        finally
        {
            DeleteIfPossible(temporary);
        }
    }

    /// <summary>Runs a reading action; what the operating system refuses becomes CB6235.</summary>
    public static T Reading<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ConnectorException(
                new Diagnostic(
                    PackagingRules.CannotRead,
                    $"{QuotedText.Quote(path)} cannot be read: {QuotedText.Quote(e.Message)}; check the path, the permissions and "
                        + "whether another program has it open."),
                e);
        }
    }

    private static void Swap(string full, string temporary, string former)
    {
        if (!Directory.Exists(full))
        {
            Directory.Move(temporary, full);
            return;
        }

        Directory.Move(full, former);
        try
        {
            Directory.Move(temporary, full);
        }
        catch
        {
            Directory.Move(former, full);
            throw;
        }

        DeleteIfPossible(former);
    }

    // The files of a connector are called after it, and Dataverse takes longer names than file systems do.
    private static void RequireShortNames(string path, IReadOnlyList<PackageFile> files)
    {
        if (files.FirstOrDefault(f => f.Path.Split('/').Any(s => Encoding.UTF8.GetByteCount(s) > MaxNameBytes)) is { } longest)
        {
            throw new ConnectorException(new Diagnostic(
                CommonDiagnostics.CannotWrite,
                $"{QuotedText.Quote(path)} cannot be written, because the name of the file {QuotedText.Quote(longest.Path)} has "
                    + $"{Encoding.UTF8.GetByteCount(PackagePath.FileName(longest.Path))} bytes, and file systems take {MaxNameBytes}. "
                    + "Nothing was written. Give the connector or variable that it is called after a shorter name where the package "
                    + "is made, or use the package as a zip."));
        }
    }

    // What is left over hurts nobody; a failure to remove it must not hide what happened before.
    private static void DeleteIfPossible(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    // A readme or a project file beside the solution's folders is the author's, as is what tools leave in bin, obj and dot-folders.
    private static bool IsOfSolution(string relative) =>
        PackagePath.TopFolder(relative) is { Length: > 0 } folder && folder is not ("bin" or "obj") && folder[0] != '.';

    // A folder is replaced as a whole, so it must hold nothing but a solution.
    private static void RequireReplaceable(string full)
    {
        var target = new DirectoryInfo(full);
        if (!target.Exists || !target.EnumerateFileSystemInfos().Any())
        {
            return;
        }

        var foreign = target.EnumerateFileSystemInfos().FirstOrDefault(i => i is FileInfo || i.Name[0] == '.')?.Name;
        if (foreign is not null || !File.Exists(Path.Combine(full, "Other", "Solution.xml")))
        {
            throw new ConnectorException(new Diagnostic(
                PackagingRules.TargetInUse,
                $"The folder {QuotedText.Quote(full)} holds something other than an unpacked "
                    + $"solution{(foreign is null ? "" : $" ({QuotedText.Quote(foreign)})")}, and writing replaces the whole folder, "
                    + "so nothing was written: choose an empty or new folder."));
        }
    }
}
