using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;

namespace ConnectorBuild.Cloud.Adoption;

/// <summary>The files of a project that was made of a connector, before they are written.</summary>
/// <param name="Directory">The project's folder.</param>
/// <param name="Files">The files; paths are names in the folder.</param>
/// <param name="Findings">What a person should know.</param>
public sealed record AdoptedProject(string Directory, ImmutableArray<PackageFile> Files, ImmutableArray<Diagnostic> Findings)
{
    /// <summary>Files of the project that the connector has no more; names in the folder.</summary>
    public ImmutableArray<string> Removed { get; init; } = [];

    /// <summary>Files that are in the folder, are not the connector's, and that the project would take for its own; names in the folder.</summary>
    public ImmutableArray<string> Leftovers { get; init; } = [];

    /// <summary>
    /// The text of the overlay among the files, by which a project of OpenAPI 3 takes over what has changed; null where there is none.
    /// </summary>
    public string? Overlay { get; init; }

    /// <summary>Whether the connector signs in with Entra, so that a deployment gives it an app's secret.</summary>
    public bool SignsInWithEntra { get; init; }

    /// <summary>Whether that sign-in takes users of every organisation.</summary>
    public bool IsMultiTenant { get; init; }

    /// <summary>Why the files cannot be written; null when they can.</summary>
    public Diagnostic? Refusal { get; init; }

    /// <summary>The names of the files that <see cref="Write"/> would write: those that say something else, or are not there.</summary>
    public IReadOnlyList<string> Changes => [.. Changed().Select(f => f.Path)];

    /// <summary>Makes sure that <see cref="Write"/> overwrites nothing, so that of several projects all are written or none.</summary>
    /// <exception cref="ConnectorException">As <see cref="Write"/>, but for CB6234.</exception>
    public void RequireFree(bool overwrite) => Require(Changed(), overwrite);

    /// <summary>
    /// Writes the files, and deletes those that do not belong to the connector any more. A file with the same content is left as it is.
    /// </summary>
    /// <param name="overwrite">Whether files that say something else are overwritten, those that do not belong to the connector any more
    /// deleted, and leftovers put up with.</param>
    /// <returns>The paths that were written.</returns>
    /// <exception cref="ConnectorException">
    /// CB6304: a file is there and <paramref name="overwrite"/> is false; CB6311: there are leftovers and <paramref name="overwrite"/> is
    /// false; CB6301: <see cref="Refusal"/>;
    /// in all of these nothing was written. CB6234: a file cannot be written.
    /// </exception>
    public IReadOnlyList<string> Write(bool overwrite)
    {
        var changed = Changed();
        Require(changed, overwrite);
        foreach (var file in changed)
        {
            AtomicFile.Write(Path.Combine(Directory, file.Path), output => output.Write(file.Content.Span));
        }

        foreach (var path in Removed.Select(f => Path.Combine(Directory, f)))
        {
            try
            {
                File.Delete(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw AtomicFile.CannotWrite(path, e);
            }
        }

        return [.. changed.Select(f => Path.Combine(Directory, f.Path))];
    }

    private List<PackageFile> Changed() => [.. Files.Where(f => !IsThere(Path.Combine(Directory, f.Path), f.Content.Span))];

    private void Require(List<PackageFile> changed, bool overwrite)
    {
        if (Refusal is { } refusal)
        {
            throw new ConnectorException(refusal);
        }

        foreach (var path in Files.Select(f => f.Path).Concat(Removed))
        {
            PackagePath.RequireSafe(path, "the project");
        }

        var inTheWay = changed.Select(f => f.Path).Concat(Removed).Where(f => Path.Exists(Path.Combine(Directory, f))).ToList();
        var own = Files.Select(f => f.Path).FirstOrDefault(IsProjectFile);
        if (own is not null && System.IO.Directory.Exists(Directory))
        {
            inTheWay.AddRange(
                System.IO.Directory.EnumerateFiles(Directory).Select(f => Path.GetFileName(f)).Where(f => IsProjectFile(f) && f != own));
        }

        if (!overwrite && inTheWay.Count > 0)
        {
            throw new ConnectorException(new Diagnostic(
                AdoptionDiagnostics.FileExists,
                $"In '{Directory}' {string.Join(", ", inTheWay)} would be overwritten. Nothing was written. Choose another folder with "
                    + "--output, or commit the existing files and pass --force.",
                new SourceLocation(Path.Combine(Directory, inTheWay[0]))));
        }

        if (!overwrite && Leftovers.Length > 0)
        {
            throw new ConnectorException(new Diagnostic(
                AdoptionDiagnostics.Leftovers,
                DiagnosticSeverity.Error,
                $"In '{Directory}' {(Leftovers.Length == 1 ? "is" : "are")} {string.Join(", ", Leftovers)}, which the connector does "
                    + "not have and the new project would take for its own. Nothing was written. Choose another folder with --output, "
                    + "delete what is not this connector's, or pass --force to keep it.",
                new SourceLocation(Path.Combine(Directory, Leftovers[0]))));
        }
    }

    private static bool IsProjectFile(string path) => path.EndsWith("proj", StringComparison.OrdinalIgnoreCase);

    // The author's order, indentation and line ends stay where nothing else would change.
    private static bool IsThere(string path, ReadOnlySpan<byte> content)
    {
        try
        {
            if (!File.Exists(path))
            {
                return false;
            }

            var there = File.ReadAllBytes(path);
            return content.SequenceEqual(there)
                || (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
                    && JsonNode.DeepEquals(AdoptedText.Read(path, there), JsonNode.Parse(content)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ConnectorException or JsonException)
        {
            return false;
        }
    }
}
