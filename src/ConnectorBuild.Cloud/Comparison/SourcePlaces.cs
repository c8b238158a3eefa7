using System.Collections.Immutable;
using System.Globalization;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Comparison;

/// <summary>Names the places of differences in the OpenAPI 3 document that the definition is made of: nobody edits what a conversion wrote.</summary>
internal static class SourcePlaces
{
    /// <summary>The differences with their places: an operation's own, and the document for everything else of the definition.</summary>
    /// <param name="differences">The differences.</param>
    /// <param name="source">The document; null where the definition itself is the author's.</param>
    public static ImmutableArray<ConnectorDifference> Name(ImmutableArray<ConnectorDifference> differences, DefinitionSource? source)
    {
        if (source is null)
        {
            return differences;
        }

        var places = source.Operations.ToDictionary(
            o => OperationView.SubjectOf(o.Key),
            o => string.Create(CultureInfo.InvariantCulture, $"{o.Value.File}:{o.Value.Line}:{o.Value.Column}"),
            StringComparer.Ordinal);
        return [.. differences.Select(
            d => d.Column == ConnectorColumns.Definition ? d with { Place = places.GetValueOrDefault(d.Subject, source.File) } : d)];
    }
}
