using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Conversion.Findings;

/// <summary>The losses of one conversion. A schema that is used often is converted more than once, but its losses are reported once.</summary>
internal sealed class LossList
{
    // More than this of one kind help nobody.
    private const int MaxPerCode = 500;

    private readonly List<Loss> _losses = [];
    private readonly HashSet<(string Id, SourceDocument? Document, int Index, string What)> _told = [];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>The losses in the order in which the conversion met them.</summary>
    public IReadOnlyList<Loss> All =>
    [
        .. _losses.OrderBy(l => l.Place?.File, StringComparer.Ordinal).ThenBy(l => l.Place?.Line).ThenBy(l => l.Place?.Column),
    ];

    /// <summary>Whether something was found that leaves no usable result.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Adds a loss.</summary>
    public void Add(DiagnosticDescriptor descriptor, SourceNode at, string what, string instead, string keep, SourceLocation? location = null)
    {
        var document = at.Exists ? at.Document : null;
        if (!_told.Add((descriptor.Id, document, at.Index, what)))
        {
            return;
        }

        HasErrors |= descriptor.DefaultSeverity == DiagnosticSeverity.Error;
        ref var count = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_counts, descriptor.Id, out _);
        if (++count <= MaxPerCode)
        {
            _losses.Add(new(descriptor, at, what, instead, keep) { Location = location });
        }
    }

    /// <summary>The losses as findings at their places, each name or value marked as the rules mark theirs.</summary>
    /// <param name="file">Where a loss stands that has no place of its own.</param>
    public IEnumerable<Diagnostic> ToDiagnostics(string file)
    {
        var pointers = new Dictionary<SourceDocument, PointerCache>();
        foreach (var loss in All)
        {
            var message = ValueText.OneLine(loss.Message);
            yield return loss.At.Exists
                ? new Diagnostic(loss.Descriptor, message, loss.Place!.Value, PointersOf(loss.At.Document).Of(loss.At))
                : new Diagnostic(loss.Descriptor, message, loss.Location ?? new SourceLocation(file));
        }

        PointerCache PointersOf(SourceDocument document)
        {
            if (!pointers.TryGetValue(document, out var cache))
            {
                pointers[document] = cache = new PointerCache();
            }

            return cache;
        }
    }
}
