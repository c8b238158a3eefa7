using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Adoption;

/// <summary>What an adopted project takes of the source's solution.</summary>
internal static class AdoptedSolutions
{
    private const int MaxNamed = 50;

    /// <summary>The solution with the name and prefix that the person wants; one of another name has only what the connectors need.</summary>
    /// <param name="found">The source's solution.</param>
    /// <param name="name">Unique name of the solution; null for the source's.</param>
    /// <param name="prefix">The publisher's prefix; null for the source's.</param>
    /// <param name="connectors">The connectors that are adopted.</param>
    public static AdoptedSolution As(AdoptedSolution found, string? name, string? prefix, IReadOnlyList<AdoptedConnector> connectors)
    {
        var solution = prefix is null || string.Equals(prefix, found.PublisherPrefix, StringComparison.OrdinalIgnoreCase)
            ? found
            : found with
            {
                PublisherPrefix = prefix,
                PublisherName = null,
                PublisherDetails = new(),
                Translations = [.. found.Translations.Where(t => !t.IsOf(Translation.OfPublisher))],
            };
        return name is null || name == found.UniqueName ? solution : Own(solution, name, connectors);
    }

    /// <summary>What is left out of the solution, with the proposal of a solution of their own for the connectors; null if nothing is.</summary>
    public static Diagnostic? LeftOut(AdoptedSolution solution, string source) => solution.LeftOut.Length == 0
        ? null
        : new Diagnostic(
            AdoptionDiagnostics.ComponentsLeftOut,
            $"The solution {QuotedText.Quote(solution.UniqueName)} of {SafeText.OneLine(solution.Source ?? source)} also has "
                + $"{Named(solution.LeftOut)}. The project leaves them out, and where the solution is managed, an upgrade to a package "
                + "without them deletes them. Keep connectors in a solution of their own: adopt again with --solution "
                + $"{Proposal(solution.UniqueName)}.");

    private static string Named(ImmutableArray<string> components) =>
        string.Join(", ", components.Take(MaxNamed)) + (components.Length > MaxNamed ? $" and {components.Length - MaxNamed} more" : "");

    private static string Proposal(string name) =>
        name.EndsWith("Connectors", StringComparison.OrdinalIgnoreCase) ? $"{name}Only" : $"{name}Connectors";

    private static AdoptedSolution Own(AdoptedSolution found, string name, IReadOnlyList<AdoptedConnector> connectors)
    {
        var used = connectors.SelectMany(c => Names(c.Definition).Concat(Names(c.Properties))).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var rows = connectors.Select(c => c.RowId).ToHashSet();
        return found with
        {
            UniqueName = name,
            DisplayName = null,
            Description = null,
            Version = null,
            LeftOut = [],
            EnvironmentVariables = [.. found.EnvironmentVariables.Where(v => used.Contains(v.SchemaName)).Select(v => v with { IntroducedVersion = null })],
            ConnectionReferences = [.. found.ConnectionReferences.Where(r => r.CustomConnectorRowId is { } row && rows.Contains(row))],
            Translations = [.. found.Translations.Where(t => t.IsOf(Translation.OfPublisher) || used.Contains(t.Component))],
        };
    }

    private static IEnumerable<string> Names(JsonObject document) =>
        VariableReference.Find(document.ToJsonString()).SelectMany(r => VariableReference.Names(r.Value));
}
