using System.Globalization;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages.Zip;

namespace ConnectorBuild.Packages;

/// <summary>
/// A solution: made of connectors, or read from a zip (as servers export it) or a folder (as SolutionPackager unpacks it). Written again in the
/// form in which it was read, every file keeps its bytes, what ConnectorBuild does not know included.
/// </summary>
public sealed class SolutionPackage
{
    private readonly bool _isFolder;

    private SolutionPackage(IReadOnlyList<PackageFile> files, bool isFolder)
    {
        _isFolder = isFolder;
        Files = files;
        var zip = isFolder ? PackageLayout.ToZip(files) : files;
        var solution = SafeXml.Load(PackageLayout.Find(zip, PackageLayout.SolutionPath)!, "ImportExportXml");
        var customizations = SafeXml.Load(PackageLayout.Find(zip, PackageLayout.CustomizationsPath)!, "ImportExportXml");
        var (manifest, type) = SolutionXmlReader.Read(solution, PackageLayout.SolutionPath);
        Type = type;
        Connectors = new ConnectorReader(zip).Read(customizations, PackageLayout.CustomizationsPath);
        var (variables, translations) = EnvironmentVariableReader.Read(zip, manifest.Version);
        Manifest = manifest with
        {
            EnvironmentVariables = variables,
            Translations = [.. manifest.Translations, .. translations],
            ConnectionReferences = SolutionXmlReader.ReadConnectionReferences(customizations, PackageLayout.CustomizationsPath),
            TableParts = TableParts.Of(customizations),
        };
        ForeignParts = PackageLayout.ForeignParts(files, isFolder);
        OtherComponents = Packages.OtherComponents.Find(solution, customizations, files, ForeignParts);
        ThrowOnErrors(DuplicateChecks.Check(Manifest, Connectors));
    }

    /// <summary>What the solution says about itself.</summary>
    public SolutionManifest Manifest { get; }

    /// <summary>Managed, unmanaged, or a folder for both.</summary>
    public SolutionPackageType Type { get; }

    /// <summary>The connectors. Texts are those of the package, without BOM; missing and empty ones have their usual form.</summary>
    public IReadOnlyList<ConnectorRow> Connectors { get; }

    /// <summary>All files in the form in which they were read or made, what ConnectorBuild does not know included.</summary>
    public IReadOnlyList<PackageFile> Files { get; }

    /// <summary>
    /// Files and elements (in angle brackets) of components other than connectors, environment variables and connection references; they
    /// are kept, and only in the form in which they were read.
    /// </summary>
    public IReadOnlyList<string> ForeignParts { get; }

    /// <summary>Components other than connectors, environment variables and connection references, by type and name.</summary>
    public IReadOnlyList<OtherComponent> OtherComponents { get; }

    /// <summary>Makes a package.</summary>
    /// <param name="solution">The solution.</param>
    /// <param name="connectors">The connectors in it, in any order.</param>
    /// <param name="type">For a folder that either kind of zip is packed from: <see cref="SolutionPackageType.Both"/>.</param>
    /// <exception cref="ConnectorException">A check of <see cref="PackageChecks"/> found an error. Its warnings are not reported here.</exception>
    public static SolutionPackage Create(SolutionManifest solution, IReadOnlyList<ConnectorRow> connectors, SolutionPackageType type)
    {
        ThrowOnErrors(PackageChecks.Check(solution, connectors));
        return new SolutionPackage(PackageContent.Create(solution, connectors, type), isFolder: false);
    }

    /// <summary>
    /// Writes a new solution zip in the form of a server's export. The bytes depend on the arguments only: not on the machine, the day, the order of
    /// the connectors, the culture or the time zone.
    /// </summary>
    /// <param name="output">Where to; need not be seekable and stays open. Nothing is written if a check fails.</param>
    /// <param name="solution">The solution.</param>
    /// <param name="connectors">The connectors in it, in any order.</param>
    /// <param name="managed">Whether targets may only use it.</param>
    /// <exception cref="ConnectorException">A check of <see cref="PackageChecks"/> found an error. Its warnings are not reported here.</exception>
    public static void Write(Stream output, SolutionManifest solution, IReadOnlyList<ConnectorRow> connectors, bool managed)
    {
        ThrowOnErrors(PackageChecks.Check(solution, connectors));
        WriteZip(output, PackageContent.Create(solution, connectors, managed ? SolutionPackageType.Managed : SolutionPackageType.Unmanaged));
    }

    /// <summary>Reads a solution zip.</summary>
    /// <param name="input">The zip from the stream's position to its end; need not be seekable and stays open.</param>
    /// <param name="name">What messages call the package, for example its path.</param>
    /// <exception cref="ConnectorException">CB6211, CB6221 to CB6231: it is not a zip, not a solution, unsafe, damaged or incomplete.</exception>
    public static SolutionPackage Read(Stream input, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Read(input, name, PackageLimits.Default);
    }

    /// <summary>Reads a solution zip from a file.</summary>
    /// <param name="path">The zip's path.</param>
    /// <exception cref="ConnectorException">As <see cref="Read(Stream, string?)"/>, and CB6235: the file cannot be opened.</exception>
    public static SolutionPackage ReadFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return PackageFolder.Reading(path, () =>
        {
            using var input = RegularFile.OpenRead(path);
            return Read(input, path, PackageLimits.Default);
        });
    }

    /// <summary>
    /// Reads an unpacked solution: the folder that holds <c>Other/Solution.xml</c>, or <c>solution.xml</c> of an export that was
    /// unzipped. Symbolic links are not followed.
    /// </summary>
    /// <param name="path">The folder's path.</param>
    /// <exception cref="ConnectorException">CB6211, CB6222 to CB6231: as for a zip; CB6235: the folder cannot be read.</exception>
    public static SolutionPackage ReadFolder(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ReadFolder(path, PackageLimits.Default);
    }

    /// <summary>Whether a folder has the YAML form of a solution, which cannot be read (CB6226).</summary>
    /// <param name="path">The folder.</param>
    public static bool IsYamlForm(string path)
    {
        var solutions = Path.Combine(path, "solutions");
        return Directory.Exists(solutions) && Directory.EnumerateFiles(solutions, "solution.yml", SearchOption.AllDirectories).Any();
    }

    /// <summary>Writes the package as a zip.</summary>
    /// <param name="output">Where to; need not be seekable and stays open.</param>
    /// <param name="managed">Which kind. A package of that kind that was read from a zip keeps the bytes of every file.</param>
    /// <exception cref="ConnectorException">CB6232: the package has components that ConnectorBuild cannot convert.</exception>
    public void WriteTo(Stream output, bool managed)
    {
        ArgumentNullException.ThrowIfNull(output);
        WriteZip(output, ZipFiles(managed));
    }

    /// <summary>Writes the package as a zip file: the whole file or, on failure, none, and a former one is left as it was.</summary>
    /// <exception cref="ConnectorException">CB6232, and CB6234: the file cannot be written.</exception>
    public void WriteToFile(string path, bool managed)
    {
        var files = ZipFiles(managed);
        AtomicFile.Write(path, output => WriteZip(output, files));
    }

    /// <summary>
    /// Writes the package as the folder that SolutionPackager unpacks it to: the whole folder or, on failure, none. A former unpacked
    /// solution at the path is replaced, files that are not part of the package included.
    /// </summary>
    /// <exception cref="ConnectorException">CB6223: a path is not safe; CB6232; CB6233: the folder holds something else; CB6234.</exception>
    public void WriteToFolder(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!_isFolder)
        {
            RequireConvertible("unpacked to a folder");
        }

        PackageFolder.Write(path, _isFolder ? Files : PackageLayout.ToFolder(Files));
    }

    /// <summary>Fails with CB6236 if the solution is of another publisher than expected.</summary>
    /// <param name="prefix">The customization prefix that the solution must have.</param>
    public void RequirePublisher(string prefix)
    {
        if (!string.Equals(Manifest.PublisherPrefix, prefix, StringComparison.OrdinalIgnoreCase))
        {
            throw new ConnectorException(new Diagnostic(
                PackagingRules.OtherPublisher,
                $"The solution {QuotedText.Quote(Manifest.UniqueName)} is of the publisher {QuotedText.Quote(Manifest.PublisherName)} "
                    + $"with the prefix {QuotedText.Quote(Manifest.PublisherPrefix)} and not of the one with "
                    + $"{QuotedText.Quote(prefix)}, so it would put components beside the project's instead of changing them: use the "
                    + "project's own package, or set ConnectorPublisherPrefix."));
        }
    }

    /// <summary>
    /// Fails with what <see cref="PackageChecks"/> would not have let into a package: one that was made elsewhere must meet the same
    /// before it is imported.
    /// </summary>
    /// <param name="name">What messages call the package, for example its path.</param>
    /// <exception cref="ConnectorException">CB6201 to CB6216.</exception>
    public void RequireSound(string name)
    {
        ThrowOnErrors(
            Findings(name).Select(
                f => f with { Message = $"{f.Message} It was found in an existing package. Nothing was changed. Fix it where the "
                    + "package was made, and package or export it again." }));
    }

    /// <summary>What <see cref="PackageChecks"/> says of it, at the package.</summary>
    /// <param name="name">What messages call the package, for example its path.</param>
    public IReadOnlyList<Diagnostic> Findings(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return [.. PackageChecks.Check(Manifest, Connectors).Concat(SolutionChecks.FindLabel(Manifest)).Select(
            f => f with { Location = new SourceLocation(name) })];
    }

    internal static SolutionPackage Read(Stream input, string? name, PackageLimits limits)
    {
        var label = name is null ? "the package" : QuotedText.Quote(name);
        var files = new ZipReader(label, limits).Read(input);
        RequireFile(files, PackageLayout.SolutionPath, label);
        RequireFile(files, PackageLayout.CustomizationsPath, label);
        return new SolutionPackage(files, isFolder: false);
    }

    internal static SolutionPackage ReadFolder(string path, PackageLimits limits)
    {
        var label = QuotedText.Quote(path);
        var isUnzipped = !SolutionFolder.IsUnpacked(path) && SolutionFolder.IsUnzipped(path);
        var files = PackageFolder.Read(path, isUnzipped, limits);
        if (isUnzipped)
        {
            RequireFile(files, PackageLayout.CustomizationsPath, label);
            return new SolutionPackage(files, isFolder: false);
        }

        RequireFile(files, PackageLayout.UnpackedSolutionPath, label);
        RequireFile(files, PackageLayout.UnpackedCustomizationsPath, label);
        return new SolutionPackage(files, isFolder: true);
    }

    private IReadOnlyList<PackageFile> ZipFiles(bool managed)
    {
        var type = managed ? SolutionPackageType.Managed : SolutionPackageType.Unmanaged;
        if (!_isFolder && Type == type)
        {
            return PackageLayout.InZipOrder(Files);
        }

        RequireConvertible(_isFolder ? "packed to a zip" : $"made {type.ToString().ToLowerInvariant()}");
        var zip = _isFolder ? PackageLayout.ToZip(Files) : PackageLayout.InZipOrder(Files);
        return [.. zip.Select(f => f.Path.Equals(PackageLayout.SolutionPath, StringComparison.OrdinalIgnoreCase) ? WithType(f, type) : f)];
    }

    private static PackageFile WithType(PackageFile file, SolutionPackageType type)
    {
        var solution = SafeXml.Load(file, "ImportExportXml");
        solution.Element("SolutionManifest")!.SetElementValue("Managed", ((int)type).ToString(CultureInfo.InvariantCulture));
        return file with { Content = SolutionXml.ToServerForm(solution) };
    }

    private void RequireConvertible(string what)
    {
        if (ForeignParts.Count > 0)
        {
            throw new ConnectorException(new Diagnostic(
                PackagingRules.ForeignComponents,
                $"The solution {QuotedText.Quote(Manifest.UniqueName)} cannot be {what} here because it has components other than "
                    + "connectors "
                    + $"({QuotedText.Quote(ForeignParts[0])}{(ForeignParts.Count > 1 ? $" and {ForeignParts.Count - 1} more" : "")}) "
                    + "and would lose them: use 'pac solution' for it, or keep connectors in a solution of their own."));
        }
    }

    private static void RequireFile(IReadOnlyList<PackageFile> files, string path, string label)
    {
        if (PackageLayout.Find(files, path) is null)
        {
            throw new ConnectorException(new Diagnostic(
                PackagingRules.NotASolution,
                $"{label} has no {path}, so it is not a solution in a form that can be read: {WhatToChoose(files, path)}."));
        }
    }

    private static string WhatToChoose(IReadOnlyList<PackageFile> files, string path)
    {
        if (files.Any(
            f => f.Path.StartsWith("solutions/", StringComparison.OrdinalIgnoreCase)
                && PackagePath.FileName(f.Path).Equals("solution.yml", StringComparison.OrdinalIgnoreCase)))
        {
            return "it is in the YAML form of 'pac solution clone' and Dataverse's Git integration, so make a zip of it with 'pac solution pack'";
        }

        return files.FirstOrDefault(f => f.Path.EndsWith("/" + path, StringComparison.OrdinalIgnoreCase)) is { } nested
            ? $"the one at {QuotedText.Quote(nested.Path)} is in a folder of its own, so choose or pack that folder"
            : "choose a zip that Dataverse exported, or the folder that holds Other/Solution.xml or solution.xml";
    }

    private static void WriteZip(Stream output, IReadOnlyList<PackageFile> files)
    {
        ArgumentNullException.ThrowIfNull(output);
        var zip = new ZipWriter(output);
        foreach (var file in files)
        {
            zip.Add(file.Path, file.Content.Span);
        }

        zip.Finish();
    }

    private static void ThrowOnErrors(IEnumerable<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        if (errors.Count > 0)
        {
            throw new ConnectorException(errors);
        }
    }
}
