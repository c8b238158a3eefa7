using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Sources;

/// <summary>Follows references to references, however many: each value of a chain is passed once, and its end is remembered.</summary>
/// <param name="sources">Knows what one reference names.</param>
/// <param name="losses">Receives a chain that leads back to itself.</param>
/// <param name="next">The reference by which a chain continues at a value; missing where the chain ends.</param>
internal sealed class ReferenceChain(OpenApiSources sources, LossList losses, Func<SourceNode, SourceNode> next)
{
    private readonly Dictionary<(SourceDocument, int), SourceNode> _ends = [];

    /// <summary>The value at the end; missing if there is none, which is reported.</summary>
    public SourceNode EndOf(SourceNode node)
    {
        var passed = new HashSet<(SourceDocument, int)>();
        while (next(node) is { IsString: true } reference)
        {
            var key = (node.Document, node.Index);
            if (_ends.TryGetValue(key, out var known))
            {
                node = known;
                break;
            }

            if (!passed.Add(key))
            {
                losses.Add(
                    ConversionRules.UnresolvedReference, reference, "The reference leads back to itself", "nothing can be written for it",
                    "let one of the references hold the content");
                node = default;
                break;
            }

            node = sources.Target(reference);
        }

        foreach (var key in passed)
        {
            _ends[key] = node;
        }

        return node;
    }
}
