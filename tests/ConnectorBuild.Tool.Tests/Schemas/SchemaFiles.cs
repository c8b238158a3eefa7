using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ConnectorBuild.Testing;
using Json.Schema;

namespace ConnectorBuild.Tool.Tests.Schemas;

/// <summary>The schemas of build/schemas.</summary>
internal static class SchemaFiles
{
    private const string Suffix = ".schema.json";

    // The library refuses to read a file twice.
    private static readonly ConcurrentDictionary<string, Lazy<JsonSchema>> Read = new(StringComparer.Ordinal);

    /// <summary>Their names, such as <c>apiProperties</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Directory.EnumerateFiles(RepositoryRoot.PathOf("build/schemas"), "*" + Suffix).Select(f => Path.GetFileName(f)[..^Suffix.Length])
            .Order(StringComparer.Ordinal),
    ];

    public static string PathOf(string name) => RepositoryRoot.PathOf($"build/schemas/{name}{Suffix}");

    /// <summary>What is wrong with a document, a line for each place; empty for a valid one.</summary>
    public static IReadOnlyList<string> Problems(string name, JsonNode? document)
    {
        var found = Read.GetOrAdd(name, n => new Lazy<JsonSchema>(() => JsonSchema.FromFile(PathOf(n)))).Value.Evaluate(
            System.Text.Json.JsonSerializer.SerializeToElement(document), new EvaluationOptions { OutputFormat = OutputFormat.List });
        return found.IsValid
            ? []
            : [.. (found.Details ?? []).Where(d => d.Errors is not null).SelectMany(d => d.Errors!.Select(e => $"{d.InstanceLocation}: {e.Value}"))
                .DefaultIfEmpty("not valid")];
    }
}
