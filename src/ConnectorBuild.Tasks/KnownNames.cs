using System.Text.Json;

namespace ConnectorBuild.Tasks;

/// <summary>
/// The properties, items and metadata that a user may set: those of <c>ConnectorBuild.Sdk.buildschema.json</c>, from which editors show
/// help. One list, so that none of them is documented and unknown, or known and undocumented.
/// </summary>
internal sealed class KnownNames
{
    private const string Resource = "buildschema.json";

    private readonly Dictionary<string, IReadOnlyList<string>> _metadata = new(StringComparer.OrdinalIgnoreCase);

    private KnownNames(JsonElement schema)
    {
        Properties = Names(schema.GetProperty("properties"));
        Items = Names(schema.GetProperty("items"));
        foreach (var item in schema.GetProperty("items").EnumerateObject())
        {
            _metadata[item.Name] = item.Value.TryGetProperty("metadata", out var metadata) ? Names(metadata) : [];
        }
    }

    /// <summary>The names of the properties.</summary>
    public IReadOnlyList<string> Properties { get; }

    /// <summary>The types of the items.</summary>
    public IReadOnlyList<string> Items { get; }

    /// <summary>Reads the list.</summary>
    public static KnownNames Load()
    {
        using var stream = typeof(KnownNames).Assembly.GetManifestResourceStream(Resource)!;
        using var schema = JsonDocument.Parse(stream);
        return new KnownNames(schema.RootElement);
    }

    /// <summary>The names of an item type's metadata.</summary>
    public IReadOnlyList<string> Metadata(string itemType) => _metadata[itemType];

    private static IReadOnlyList<string> Names(JsonElement element) => [.. element.EnumerateObject().Select(p => p.Name)];
}
