using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Sources;

/// <summary>The document, the files that it refers to, and the way from a reference to its target.</summary>
internal sealed class OpenApiSources
{
    private const int MaxFiles = 500;
    private const long MaxBytes = 64L * 1024 * 1024;

    private readonly IReferencedFiles _reader;
    private readonly LossList _losses;
    private readonly Dictionary<string, OpenApiFile?> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<SourceDocument, OpenApiFile> _filesOf = [];
    private readonly Dictionary<(SourceDocument, string), SourceNode> _targets = [];
    private readonly ReferenceChain _references;
    private readonly ReferenceChain _aliases;
    private long _bytes;

    public OpenApiSources(OpenApiFile main, IReferencedFiles reader, LossList losses)
    {
        Main = main;
        _references = new ReferenceChain(this, losses, node => node[Keyword.Ref]);
        _aliases = new ReferenceChain(this, losses, node => node.Count == 1 ? node[Keyword.Ref] : default);
        _reader = reader;
        _losses = losses;
        _files[main.Path] = main;
        _filesOf[main.Document] = main;
    }

    public OpenApiFile Main { get; }

    public NameIndex Names { get; } = new();

    /// <summary>Values of all documents that were read; the measure of what a conversion may write.</summary>
    public int NodeCount => _filesOf.Keys.Sum(d => d.Nodes.Length);

    /// <summary>The paths of the files that were read, the document's own among them.</summary>
    public IEnumerable<string> Paths => _files.Where(f => f.Value is not null).Select(f => f.Key);

    /// <summary>The file that holds a value.</summary>
    public OpenApiFile FileOf(SourceNode node) => _filesOf[node.Document];

    /// <summary>The value itself, or what it refers to in the end; missing if that is nowhere, which is reported.</summary>
    public SourceNode Resolve(SourceNode node) => _references.EndOf(node);

    /// <summary>What a reference names in the end, where values that are nothing but references are passed over.</summary>
    public SourceNode FollowAliases(SourceNode reference) => _aliases.EndOf(Target(reference));

    /// <summary>What one reference names; missing if it is nowhere, which is reported.</summary>
    /// <param name="reference">The text of a <c>$ref</c>.</param>
    public SourceNode Target(SourceNode reference)
    {
        var text = reference.Text!;
        var key = (reference.Document, text);
        if (!_targets.TryGetValue(key, out var target))
        {
            _targets[key] = target = Find(reference, text);
        }

        return target;
    }

    /// <summary>What a text would name as a reference in a document; missing, and not reported, if nothing.</summary>
    public SourceNode FindInside(SourceDocument document, string fragment) =>
        fragment.StartsWith("#/", StringComparison.Ordinal) ? Names.Follow(document.Root, fragment) : default;

    private SourceNode Find(SourceNode reference, string text)
    {
        var from = FileOf(reference);
        var hash = text.IndexOf('#', StringComparison.Ordinal);
        var (path, fragment) = hash < 0 ? (text, "") : (text[..hash], text[(hash + 1)..]);
        var start = path.Length == 0 ? from.Document.Root : FindById(from, path);
        if (!start.Exists)
        {
            start = FindFile(reference, from, path)?.Document.Root ?? default;
            if (!start.Exists)
            {
                return default;
            }
        }

        var target = fragment.Length == 0 ? start
            : fragment.StartsWith('/') ? Names.Follow(start, fragment)
            : FileOf(start).Anchors.FindAnchor(fragment);
        if (!target.Exists)
        {
            _losses.Add(ConversionRules.UnresolvedReference, reference, $"The reference {ValueText.Of(reference)} names nothing in "
                + $"'{FileOf(start).Path}'",
                "nothing can be written for it", "correct the reference, or add what it names");
            return default;
        }

        return target;
    }

    private SourceNode FindById(OpenApiFile from, string id)
    {
        var own = from.Anchors.FindId(id);
        return own.Exists ? own : Main.Anchors.FindId(id);
    }

    private OpenApiFile? FindFile(SourceNode reference, OpenApiFile from, string path)
    {
        var combined = ReferencePath.IsAbsolute(path) ? null : ReferencePath.Combine(from.Path, path);
        if (combined is null || _reader.LeadsOut(combined))
        {
            _losses.Add(ConversionRules.OutsideReference, reference,
                $"The reference {ValueText.Of(reference)} leads out of the project{(combined is null ? "" : " by a link")}, and a build reads neither the "
                    + "network nor other folders",
                "nothing can be written for it", "put the file into the project's folder and refer to it by its relative path");
            return null;
        }

        if (_files.TryGetValue(combined, out var known))
        {
            return known ?? Unreadable(reference, combined);
        }

        var file = _files.Count < MaxFiles && _bytes < MaxBytes ? _reader.Read(combined) : null;
        _bytes += file?.Length ?? 0;
        var read = file?.Document is { } document ? new OpenApiFile(combined, document) : null;
        _files[combined] = read;
        if (read is null)
        {
            return Unreadable(reference, combined);
        }

        _filesOf[read.Document] = read;
        return read;
    }

    private OpenApiFile? Unreadable(SourceNode reference, string path)
    {
        var why = _files.Count >= MaxFiles || _bytes >= MaxBytes
            ? $"more than {MaxFiles} files or {MaxBytes / 1024 / 1024} MB are not read"
            : "the file is not there, or is not a JSON or YAML document";
        _losses.Add(ConversionRules.UnreadableReference, reference, $"The file '{ValueText.Shorten(path)}' cannot be read ({why})",
            "nothing can be written for the reference", "check the path and the case of its name, and put the file into the project's folder");
        return null;
    }
}
