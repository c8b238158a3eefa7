using System.Globalization;
using ConnectorBuild.Conversion.Sources;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Schemas;

/// <summary>The schemas that the converted document needs by name, in the order in which they were first needed.</summary>
internal sealed class Definitions(OpenApiSources sources)
{
    /// <summary>What a reference to a definition begins with.</summary>
    public const string Prefix = "#/definitions/";

    private readonly Dictionary<(SourceDocument, int), string> _names = [];
    private readonly Dictionary<string, SourceNode> _schemas = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<(string Name, SourceNode Schema)> _pending = new();
    private bool _ownNamesTaken;

    /// <summary>Takes the next schema that nobody has converted yet.</summary>
    public bool TryTake(out (string Name, SourceNode Schema) next) => _pending.TryDequeue(out next);

    /// <summary>The name of a schema, which is from now on needed.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="place">A name to use where the schema has none of its own.</param>
    public string NameOf(SourceNode schema, string? place = null)
    {
        TakeOwnNames();
        var key = (schema.Document, schema.Index);
        if (!_names.TryGetValue(key, out var name))
        {
            _names[key] = name = IsOwn(schema) ? schema.Name : Unique(place ?? NameFor(schema));
            _schemas[Prefix + JsonPointer.Escape(name)] = schema;
            _pending.Enqueue((name, schema));
        }

        return name;
    }

    /// <summary>The schema that a reference to a definition stands for; missing if there is none.</summary>
    public SourceNode Find(string reference) => _schemas.GetValueOrDefault(reference);

    /// <summary>The place of a definition among all: those of the document in its order, then the others as they were met.</summary>
    public int RankOf(SourceNode schema) => IsOwn(schema) ? schema.Index : int.MaxValue;

    private SourceNode OwnSchemas => sources.Main.Document.Root[Keyword.Components]["schemas"];

    private bool IsOwn(SourceNode schema) => schema.Parent == OwnSchemas && schema.Parent.Exists;

    // What the document calls by a name keeps it, whichever is needed first.
    private void TakeOwnNames()
    {
        if (_ownNamesTaken)
        {
            return;
        }

        _ownNamesTaken = true;
        foreach (var schema in OwnSchemas.Members)
        {
            _taken.Add(schema.Name);
        }
    }

    private string NameFor(SourceNode schema) => schema.HasName ? schema.Name : PascalCase.Of(sources.FileOf(schema).Stem);

    private string Unique(string wanted)
    {
        var name = wanted.Length == 0 ? "Schema" : wanted;
        for (var number = 2; !_taken.Add(name); number++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{wanted}{number}");
        }

        return name;
    }
}
