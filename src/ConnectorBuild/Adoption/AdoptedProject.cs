using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.Packaging;
using ConnectorBuild.Rules;

namespace ConnectorBuild.Adoption;

/// <summary>The files of a project that was made of a connector, before they are written.</summary>
/// <param name="Directory">The project's folder.</param>
/// <param name="Files">The files; paths are names in the folder.</param>
/// <param name="Findings">What a person should know.</param>
public sealed record AdoptedProject(string Directory, ImmutableArray<PackageFile> Files, ImmutableArray<Diagnostic> Findings)
{
    /// <summary>Makes sure that <see cref="Write"/> overwrites nothing, so that of several projects all are written or none.</summary>
    /// <exception cref="ConnectorException">CB6304: a file is there and <paramref name="overwrite"/> is false.</exception>
    public void RequireFree(bool overwrite) => Changed(overwrite);

    /// <summary>Writes the files. One that already says the same is left as it is.</summary>
    /// <param name="overwrite">Whether files that say something else are overwritten.</param>
    /// <returns>The paths that were written.</returns>
    /// <exception cref="ConnectorException">CB6304: a file is there and <paramref name="overwrite"/> is false, and nothing was written; CB6234: a file cannot be written.</exception>
    public IReadOnlyList<string> Write(bool overwrite)
    {
        var changed = Changed(overwrite);
        foreach (var file in changed)
        {
            AtomicFile.Write(Path.Combine(Directory, file.Path), output => output.Write(file.Content.Span));
        }

        return [.. changed.Select(f => Path.Combine(Directory, f.Path))];
    }

    private List<PackageFile> Changed(bool overwrite)
    {
        foreach (var file in Files)
        {
            PackagePath.RequireSafe(file.Path, "the project");
        }

        var changed = Files.Where(f => !IsThere(Path.Combine(Directory, f.Path), f.Content.Span)).ToList();
        var inTheWay = changed.Where(f => Path.Exists(Path.Combine(Directory, f.Path))).Select(f => f.Path).ToList();
        var own = Files.Select(f => f.Path).FirstOrDefault(IsProjectFile);
        if (own is not null && System.IO.Directory.Exists(Directory))
        {
            inTheWay.AddRange(System.IO.Directory.EnumerateFiles(Directory).Select(f => Path.GetFileName(f)).Where(f => IsProjectFile(f) && f != own));
        }

        if (!overwrite && inTheWay.Count > 0)
        {
            throw new ConnectorException(new Diagnostic(
                AdoptionDiagnostics.FileExists,
                $"In '{Directory}' {string.Join(", ", inTheWay)} would be overwritten. Nothing was written. Choose another folder with --output, or pass --force once what is there is committed.",
                new SourceLocation(Path.Combine(Directory, inTheWay[0]))));
        }

        return changed;
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
                || (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && JsonNode.DeepEquals(AdoptedText.Read(path, there), JsonNode.Parse(content)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ConnectorException or JsonException)
        {
            return false;
        }
    }
}
