using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Conversion.Sources;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Schemas;

/// <summary>
/// Converts schemas. A reference stays a reference wherever Swagger 2.0 lets it; <c>allOf</c>, <c>oneOf</c> and <c>anyOf</c> become one schema,
/// because the platform does not look into them.
/// </summary>
internal sealed class SchemaConverter
{
    private readonly OpenApiSources _sources;
    private readonly LossList _losses;
    private readonly ConversionBudget _budget;
    private readonly SchemaSorts _sorts;
    private readonly SchemaFlattener _flattener;
    private readonly SchemaFinish _finish;

    public SchemaConverter(OpenApiSources sources, LossList losses, ConversionBudget budget)
    {
        _sources = sources;
        _losses = losses;
        _budget = budget;
        _sorts = new SchemaSorts(sources);
        _finish = new SchemaFinish(losses);
        Definitions = new Definitions(sources);
        Extensions = new Extensions(losses);
        _flattener = new SchemaFlattener(sources, losses, budget, _sorts, new SchemaKeywords(this, Extensions, losses));
    }

    /// <summary>The schemas that are needed by name.</summary>
    public Definitions Definitions { get; }

    public Extensions Extensions { get; }

    /// <summary>Converts a schema; the result may be a reference to a definition.</summary>
    public Draft Convert(SourceNode schema, SchemaPlace place)
    {
        if (!_budget.Spend(1, schema))
        {
            return new DraftObject(schema);
        }

        if (!schema.IsObject)
        {
            return NotAnObject(schema);
        }

        var parts = SchemaParts.Of(schema, _sources);
        if (parts.SoleReference() is { Exists: true } reference)
        {
            return Reference(parts, reference, place);
        }

        if (parts.IsComposed && place.IsInlined && _sorts.Of(schema) == SchemaSort.Object)
        {
            return RefTo(schema, Definitions.NameOf(schema, place.Name));
        }

        return _finish.Finish(_flattener.Flatten(parts, place with { IsInlined = place.IsInlined || (place.IsPart && parts.IsComposed) }));
    }

    /// <summary>Converts a schema without leaving a reference: for parameters, headers and form fields, which Swagger 2.0 writes out.</summary>
    public DraftObject ConvertInline(SourceNode schema, SchemaPlace place)
    {
        if (!schema.IsObject)
        {
            return NotAnObject(schema);
        }

        if (!_budget.Spend(1, schema))
        {
            return new DraftObject(schema);
        }

        var parts = SchemaParts.Of(schema, _sources);
        if (parts.SoleReference() is { Exists: true } reference && _sources.FollowAliases(reference) is var target)
        {
            return target.Exists ? _finish.Finish(WithAnnotations(parts, target, place)) : new DraftObject(schema);
        }

        return _finish.Finish(_flattener.Flatten(parts, place));
    }

    /// <summary>A definition by its name, written out.</summary>
    public DraftObject ConvertDefinition(string name, SourceNode schema) =>
        schema.IsObject
            ? _finish.Finish(_flattener.FlattenTarget(schema, new SchemaPlace(PascalCase.Of(name))) ?? new DraftObject(schema))
            : NotAnObject(schema);

    /// <summary>A converted schema written out, where it is a reference to a definition.</summary>
    public DraftObject Expand(DraftObject schema, SchemaPlace place) =>
        DraftView.TextOf(schema["$ref"]) is { } reference && Definitions.Find(reference) is { Exists: true } target
            ? ConvertInline(target, place)
            : schema;

    /// <summary>What a schema is, as far as its keywords say.</summary>
    public SchemaSort SortOf(SourceNode schema) => _sorts.Of(schema);

    private DraftObject Reference(SchemaParts parts, SourceNode reference, SchemaPlace place)
    {
        // The platform would have to follow both references.
        var target = _sources.FollowAliases(reference);
        if (!target.Exists)
        {
            return new DraftObject(parts.Schema);
        }

        var beside = AnnotationsOf(parts.Schema);
        if (beside.Count == 0)
        {
            if (parts.IsNullable)
            {
                _losses.Add(ConversionRules.Nullable, reference, "The value may also be null, and Swagger 2.0 allows nothing beside a "
                    + "reference", "the reference stands alone",
                    "nothing has to be done: answers may hold null all the same");
            }

            return target.IsObject ? RefTo(reference, Definitions.NameOf(target)) : NotAnObject(target);
        }

        var isScalar = _sorts.Of(target) == SchemaSort.Scalar;
        if (!isScalar && beside.Any(m => m.RawName.StartsWith("x-ms-"u8)))
        {
            if (place.IsInlined)
            {
                return RefTo(parts.Schema, Definitions.NameOf(parts.Schema, place.Name));
            }

            return _finish.Finish(WithAnnotations(parts, target, place with { IsInlined = true }));
        }

        if (isScalar)
        {
            return _finish.Finish(WithAnnotations(parts, target, place));
        }

        _losses.Add(ConversionRules.ReferenceSiblings, reference,
            $"{string.Join(", ", beside.Select(m => $"'{ValueText.Shorten(m.Name)}'"))} "
                + $"{(beside.Count == 1 ? "accompanies" : "accompany")} a reference, and Swagger 2.0 allows nothing beside one",
            "the reference stands alone", "describe the referenced schema itself, or give the place an 'x-ms-' extension by an "
                + "overlay, which writes the schema out");
        return RefTo(reference, Definitions.NameOf(target));
    }

    private DraftObject WithAnnotations(SchemaParts parts, SourceNode target, SchemaPlace place)
    {
        var flat = _flattener.FlattenTarget(target, place) ?? new DraftObject(target);
        return SchemaMerge.Both(flat, _flattener.OwnKeywords(parts, place), parts.Schema);
    }

    private static List<SourceNode> AnnotationsOf(SourceNode schema)
    {
        var annotations = new List<SourceNode>();
        foreach (var member in schema.Members)
        {
            var isEmptyDefault = member.Keyword == Keyword.Default && (member.IsNull || (member.IsObject && member.Count == 0));
            if (SchemaParts.IsAnnotation(member) && !isEmptyDefault && member.Name is not ("$comment" or "summary" or "deprecated" or "writeOnly"))
            {
                annotations.Add(member);
            }
        }

        return annotations;
    }

    private static DraftObject RefTo(SourceNode origin, string name) =>
        new DraftObject(origin).Set("$ref", Definitions.Prefix + JsonPointer.Escape(name), origin);

    private DraftObject NotAnObject(SourceNode schema)
    {
        if (!schema.IsTrue)
        {
            _losses.Add(ConversionRules.KeywordLost, schema, schema.IsBoolean ? "A schema that allows nothing cannot be said in Swagger 2.0" : $"A schema must be an object but is {ValueText.Of(schema)}",
                "anything is allowed", "write a schema in braces");
        }

        return new DraftObject(schema);
    }
}
