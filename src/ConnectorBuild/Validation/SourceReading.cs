using System.Globalization;
using System.Text.RegularExpressions;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Validation;

/// <summary>An OpenAPI 3 document for another reader, and the way from what that reader says back to the author's file.</summary>
public sealed partial class SourceReading
{
    private readonly SourceDocument _source;
    private readonly PointerCache _pointers = new();

    internal SourceReading(SourceDocument source) => _source = source;

    /// <summary>The document with its overlays as strict JSON, UTF-8, be it written in YAML.</summary>
    public ReadOnlyMemory<byte> Json => JsonMerger.ToStrict(_source);

    /// <summary>Whether answers need no description, as since OpenAPI 3.2.</summary>
    public bool IsWithoutDescriptions => _source.Root["openapi"].Text?.StartsWith("3.2", StringComparison.Ordinal) == true;

    /// <summary>How many references name a value that is a reference itself.</summary>
    public int ReferencesToReferences
    {
        get
        {
            var references = new List<string>();
            var aliases = new HashSet<string>(StringComparer.Ordinal);
            foreach (var index in _source.References)
            {
                var reference = new SourceNode(_source, index);
                if (reference.Text is { } target)
                {
                    references.Add(target);
                    aliases.Add($"#{_pointers.Of(reference.Parent)}");
                }
            }

            return references.Count(aliases.Contains);
        }
    }

    /// <summary>
    /// A finding of the other reader (CB1660) at its place: the value itself, or what holds it where the document has no such value.
    /// </summary>
    /// <param name="pointer">A JSON pointer, with or without <c>#</c> before it.</param>
    /// <param name="text">What the other reader says.</param>
    public Diagnostic Find(string pointer, string text)
    {
        ArgumentNullException.ThrowIfNull(pointer);
        ArgumentNullException.ThrowIfNull(text);
        var at = Follow(pointer);
        if (at == _source.Root && PointerIn().Match(text) is { Success: true } named)
        {
            // Some findings name their place in the text alone.
            at = Follow(named.Value);
        }

        var said = ValueText.Shorten(ValueText.OneLine(text).TrimEnd('.', ' '));
        return new Diagnostic(
            ConversionRules.SecondReader,
            $"A second reader, Microsoft.OpenApi, has something against the document: {said}. The conversion does not depend on it: "
                + "correct the document where the finding is right, for other tools stumble over the same place",
            NodePlace.Of(at),
            _pointers.Of(at));
    }

    private SourceNode Follow(string pointer)
    {
        var node = _source.Root;
        foreach (var segment in pointer.TrimStart('#').Split('/').Skip(1).Select(JsonPointer.Unescape))
        {
            var next = node.IsArray ? Element(node, segment) : Member(node, segment);
            if (!next.Exists)
            {
                break;
            }

            node = next;
        }

        return node;
    }

    private static SourceNode Member(SourceNode holder, string segment)
    {
        var member = holder[segment];
        return member.Exists || !segment.Contains('%', StringComparison.Ordinal) ? member : holder[Uri.UnescapeDataString(segment)];
    }

    [GeneratedRegex("""#/[^\s'"]+""", RegexOptions.CultureInvariant)]
    private static partial Regex PointerIn();

    private static SourceNode Element(SourceNode list, string segment)
    {
        if (int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
        {
            foreach (var element in list.Elements)
            {
                if (position-- == 0)
                {
                    return element;
                }
            }
        }

        return default;
    }
}
