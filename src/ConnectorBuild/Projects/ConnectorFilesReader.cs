using System.Text;
using ConnectorBuild.Conversion;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Projects;

/// <summary>
/// Reads a connector's files and applies an environment's patches. Each file is opened once, however many variants are asked for, so that all of
/// them are of the same bytes.
/// </summary>
/// <param name="project">The connector's project.</param>
/// <param name="open">Opens a file; null for the file system.</param>
internal sealed class ConnectorFilesReader(ConnectorProject project, Func<string, FileStream>? open = null)
{
    /// <summary>Larger files are not read at all; the platform's limit is a sixteenth of it.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    private readonly Dictionary<string, (ReadOnlyMemory<byte>? Bytes, Diagnostic? Finding)> _bytes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourceFile> _documents = new(StringComparer.Ordinal);
    private List<Diagnostic> _diagnostics = [];
    private CancellationToken _cancellationToken;

    /// <summary>Has a file read as if it held these bytes, whether or not it is there.</summary>
    public void Assume(string path, ReadOnlyMemory<byte> bytes) => _bytes[path] = (bytes, null);

    /// <summary>The files with an environment's patches applied; null for none.</summary>
    public ConnectorFiles Read(string? environmentName, CancellationToken cancellationToken = default)
    {
        (_diagnostics, _cancellationToken) = ([], cancellationToken);
        var properties = project.PropertiesFile is { } propertiesPath
            ? ReadPatched(propertiesPath, PatchesOf(propertiesPath, environmentName))
            : null;
        SourceFile? definition = null;
        ConversionResult? conversion = null;
        if (project.DefinitionFile is { } path)
        {
            Add(DefinitionChoice.Check(DisplayPath.Of(project, path), project.OtherDefinitions, "name the right file instead of the folder"));
            definition = ReadDefinition(path, environmentName, properties?.Document, out conversion, cancellationToken);
        }
        else
        {
            _diagnostics.Add(new(ReadingRules.NoDefinition,
                "The connector has no definition, so there is nothing to build: put 'apiDefinition.swagger.json' (or .yaml), or "
                    + "'openapi.json' (or .yaml), into the project's folder, or name the file with the property ConnectorDefinitionFile",
                new SourceLocation(project.ProjectFile is { } file ? DisplayPath.Of(project, file) : project.ProjectDirectory)));
        }

        var icon = project.IconFile is { } iconPath && ReadBytes(iconPath) is { } image
            ? (DisplayPath.Of(project, iconPath), image)
            : ((string, ReadOnlyMemory<byte>)?)null;
        var script = project.ScriptFile is { } scriptPath && ReadBytes(scriptPath) is { } code
            ? (DisplayPath.Of(project, scriptPath), TextOf(code.Span))
            : ((string, string)?)null;
        return new ConnectorFiles
        {
            Project = project,
            Definition = definition,
            Conversion = conversion,
            Properties = WithSignIn(properties, conversion),
            Icon = icon,
            Script = script,
            Diagnostics = _diagnostics,
        };
    }

    private SourceFile? ReadDefinition(
        string path, string? environmentName, SourceDocument? properties, out ConversionResult? conversion,
        CancellationToken cancellationToken)
    {
        conversion = null;
        var file = ReadDocument(path);
        var patches = PatchesOf(project.DefinitionPatchBase!, environmentName);
        if (file?.Document is not { } document || !OpenApiConverter.IsOpenApi(document.Root))
        {
            Add(file?.Document?.Root[Keyword.Swagger].TextEquals("2.0") == true ? SwaggerSource.Check(project) : null);
            return Patch(file, patches);
        }

        conversion = new DefinitionConversion(project, ReadDocument).Convert(
            path, document, properties, NamesHost(patches, environmentName), cancellationToken);
        // The mark spoils paconn, which never sees an OpenAPI 3 document; and a document that ends too soon seems to lack what follows.
        _diagnostics.RemoveAll(d => d.Descriptor == ReadingRules.ByteOrderMark && d.Location?.File == file.Path);
        var isCut = file.Diagnostics.Any(d => d.Descriptor == ReadingRules.Malformed);
        _diagnostics.AddRange(conversion.Diagnostics.Where(d => !isCut || d.Descriptor != ConversionRules.NoPaths));
        var converted = file with { Document = conversion.Definition, Length = conversion.Definition?.Text.Length ?? file.Length };
        return Patch(converted, patches);
    }

    private void Add(Diagnostic? finding)
    {
        if (finding is not null)
        {
            _diagnostics.Add(finding);
        }
    }

    // Without a chosen environment it is enough that some environment names it: each is looked at on its own.
    private bool NamesHost(List<string> patches, string? environmentName)
    {
        var looked = environmentName is not null ? patches : PatchFiles.Beside(project.DefinitionPatchBase!).Select(p => p.Path);
        return looked.Any(
            p => ReadBytes(p) is { } bytes && SourceFile.Read(p, bytes, _cancellationToken).Document?.Root[Keyword.Host].IsString == true);
    }

    // What the author writes wins over what the document says about the sign-in.
    private static SourceFile? WithSignIn(SourceFile? properties, ConversionResult? conversion)
    {
        if (conversion?.Properties is not { } derived)
        {
            return properties;
        }

        if (properties is null)
        {
            return new SourceFile("apiProperties.json", derived.Text.Length, derived, []);
        }

        return properties.Document is { } own && JsonMerger.Merge(derived, own, []) is { } merged
            ? properties with { Document = merged }
            : properties;
    }

    private SourceFile? ReadPatched(string path, List<string> patches) => Patch(ReadDocument(path), patches);

    private List<string> PatchesOf(string baseFile, string? environmentName)
    {
        var patches = environmentName is null ? [] : PatchFiles.Of(baseFile, environmentName).ToList();
        if (patches.Count > 1)
        {
            _diagnostics.Add(new(ReadingRules.SeveralPatches,
                $"Environment '{environmentName}' has {patches.Count} patches of one file, "
                    + $"{string.Join(" and ", patches.Select(p => $"'{Path.GetFileName(p)}'"))}; all are applied, one after the other, "
                    + "and what several say is taken from the last: keep one of them",
                new SourceLocation(DisplayPath.Of(project, patches[^1]))));
        }

        return patches;
    }

    private SourceFile? Patch(SourceFile? file, List<string> patches)
    {
        if (file?.Document is not { } target)
        {
            return file;
        }

        foreach (var patchPath in patches)
        {
            if (ReadDocument(patchPath)?.Document is not { } patch)
            {
                continue;
            }

            var findings = new List<ReadingFinding>();
            if (JsonMerger.Merge(target, patch, findings) is not { } merged)
            {
                _diagnostics.AddRange(findings.Where(f => f.Descriptor == ReadingRules.TooDeep)
                    .Select(f => new Diagnostic(f.Descriptor, f.Message, new SourceLocation(DisplayPath.Of(project, patchPath)))));
                return file with { Document = null };
            }

            target = merged;
        }

        return file with { Document = target };
    }

    private SourceFile? ReadDocument(string path)
    {
        if (ReadBytes(path) is not { } bytes)
        {
            return null;
        }

        if (!_documents.TryGetValue(path, out var file))
        {
            _documents[path] = file = SourceFile.Read(DisplayPath.Of(project, path), bytes, _cancellationToken);
        }

        _diagnostics.AddRange(file.Diagnostics);
        return file;
    }

    private ReadOnlyMemory<byte>? ReadBytes(string path)
    {
        if (!_bytes.TryGetValue(path, out var read))
        {
            _bytes[path] = read = Load(path);
        }

        if (read.Finding is { } finding)
        {
            _diagnostics.Add(finding);
        }

        return read.Bytes;
    }

    private (ReadOnlyMemory<byte>? Bytes, Diagnostic? Finding) Load(string path)
    {
        var location = new SourceLocation(DisplayPath.Of(project, path));
        if (Directory.Exists(path))
        {
            return (null, new(
                ReadingRules.Unreadable, "This is a directory where a file is expected, so it cannot be read: name the file itself",
                location));
        }

        try
        {
            using var file = open is null ? RegularFile.OpenRead(path) : open(path);
            if (Read(file) is { } bytes)
            {
                return (bytes, null);
            }

            var size = file is { CanSeek: true, Length: > 0 } ? Sizes.Text(file.Length) : $"more than {Sizes.Text(MaxBytes)}";
            return (null, new(
                ReadingRules.TooLarge,
                $"The file has {size}; more than {Sizes.Text(MaxBytes)} are not even read, and the platform takes about 1 MB: check "
                    + "that the right file has this name",
                location));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, new(
                ReadingRules.Unreadable, "The file does not exist: check its path and the case of its name (case counts on Linux)",
                location));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return (null, new(
                ReadingRules.Unreadable,
                $"The file cannot be read: {exception.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ')}. Check the path, its "
                    + "permissions and whether another program holds it",
                location));
        }
    }

    // Null if there is more than the limit.
    private static byte[]? Read(FileStream file)
    {
        if (file is { CanSeek: true, Length: > 0 })
        {
            var bytes = new byte[file.Length <= MaxBytes ? file.Length : 0];
            file.ReadExactly(bytes);
            return bytes.Length > 0 ? bytes : null;
        }

        // A device or a pipe does not tell its length, and may have no end.
        using var all = new MemoryStream();
        var part = new byte[64 * 1024];
        while (file.Read(part) is > 0 and var count)
        {
            all.Write(part, 0, count);
            if (all.Length > MaxBytes)
            {
                return null;
            }
        }

        return all.ToArray();
    }

    private static string TextOf(ReadOnlySpan<byte> bytes) =>
        Encoding.UTF8.GetString(bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? bytes[3..] : bytes);
}
