using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Conversion.Operations;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Selection;

/// <summary>Selects the operations that the connector gets.</summary>
internal static class OperationSelection
{
    /// <summary>What the platform takes at most (Microsoft Learn, custom connector FAQ).</summary>
    public const int MaxOperations = 256;

    /// <summary>Selects: without a filter that keeps, all are kept; a filter that drops wins.</summary>
    public static List<OperationEntry> Select(
        IReadOnlyList<OperationEntry> operations, IReadOnlyList<OperationFilter> filters, SourceNode paths, LossList losses)
    {
        foreach (var filter in filters)
        {
            Check(filter, operations, filters.Any(f => f.IsKeep && f != filter), losses);
        }

        var keeps = filters.Where(f => f.IsKeep).ToList();
        var drops = filters.Where(f => !f.IsKeep).ToList();
        var selected = operations.Where(o => (keeps.Count == 0 || keeps.Exists(f => Matches(f, o))) && !drops.Exists(f => Matches(f, o))).ToList();
        if (selected.Count == 0 && operations.Count > 0)
        {
            losses.Add(
                ConversionRules.SelectionEmpty, paths, $"The selection leaves none of the {operations.Count} operations",
                "there is no connector", "keep an operation, for example by its tag or path", filters[0].Location);
        }

        if (selected.Count > MaxOperations)
        {
            losses.Add(ConversionRules.TooManyParts, paths, $"{(selected.Count == operations.Count ? "The document has" : "The selection leaves")} "
                + $"{selected.Count} operations, and the platform takes {MaxOperations}", "it would refuse the connector",
                "select those that makers need with ConnectorOperation items (in the tool: --keep and --drop)");
        }

        return selected;
    }

    private static void Check(OperationFilter filter, IReadOnlyList<OperationEntry> operations, bool hasOtherKeeps, LossList losses)
    {
        if (filter.IsEmpty)
        {
            losses.Add(ConversionRules.SelectionInvalid, default, $"The selection '{ValueText.Shorten(filter.Name)}' names neither "
                + $"path, method, tag nor operationId", "nothing can be selected by it",
                "give it Path, Method, Tag or OperationId", filter.Location);
        }
        else if (!operations.Any(o => Matches(filter, o)))
        {
            losses.Add(ConversionRules.SelectionUnmatched, default, $"The selection '{ValueText.Shorten(filter.Name)}' matches none of "
                + $"the {operations.Count} operations", filter.IsKeep
                    ? hasOtherKeeps ? "it keeps nothing" : "nothing is kept"
                    : "it leaves nothing out",
                "correct its patterns, or remove it", filter.Location);
        }
    }

    private static bool Matches(OperationFilter filter, OperationEntry operation) =>
        !filter.IsEmpty
        && (filter.Path is null || WildcardPattern.MatchesAny(filter.Path, operation.Path))
        && (filter.Method is null || WildcardPattern.MatchesAny(filter.Method, operation.Method))
        && (filter.OperationId is null || WildcardPattern.MatchesAny(filter.OperationId, operation.Id))
        && (filter.Tag is null || operation.Tags.Any(t => WildcardPattern.MatchesAny(filter.Tag, t)));
}
