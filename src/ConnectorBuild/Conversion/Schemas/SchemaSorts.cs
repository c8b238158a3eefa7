using ConnectorBuild.Conversion.Sources;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Schemas;

/// <summary>What a schema describes, as far as its keywords say.</summary>
internal enum SchemaSort
{
    /// <summary>Its keywords do not tell.</summary>
    Anything,

    /// <summary>A text, a number or a boolean.</summary>
    Scalar,

    List,

    Object,
}

/// <summary>Tells scalars, lists and objects apart, without looking into properties.</summary>
internal sealed class SchemaSorts(OpenApiSources sources)
{
    private const int MaxDepth = 32;

    private readonly Dictionary<(SourceDocument, int), SchemaSort> _known = [];

    public SchemaSort Of(SourceNode schema) => Of(schema, 0);

    private SchemaSort Of(SourceNode schema, int depth)
    {
        if (!schema.IsObject || depth > MaxDepth)
        {
            return SchemaSort.Anything;
        }

        var key = (schema.Document, schema.Index);
        if (!_known.TryGetValue(key, out var sort))
        {
            // A schema that is composed of itself finds this answer on its way.
            _known[key] = SchemaSort.Anything;
            _known[key] = sort = Work(schema, depth);
        }

        return sort;
    }

    private SchemaSort Work(SourceNode schema, int depth)
    {
        if (schema[Keyword.Ref].IsString)
        {
            return Of(sources.FollowAliases(schema[Keyword.Ref]), depth + 1);
        }

        foreach (var type in DeclaredType.Names(schema))
        {
            if (type != "null")
            {
                return type switch
                {
                    "object" => SchemaSort.Object,
                    "array" => SchemaSort.List,
                    _ => SchemaSort.Scalar,
                };
            }
        }

        if (schema[Keyword.Properties].IsObject || schema[Keyword.AdditionalProperties].IsObject)
        {
            return SchemaSort.Object;
        }

        if (schema[Keyword.Enum].IsArray || schema["const"].Exists || schema[Keyword.Format].IsString)
        {
            return SchemaSort.Scalar;
        }

        return schema[Keyword.Items].Exists ? SchemaSort.List : OfParts(schema, depth);
    }

    private SchemaSort OfParts(SourceNode schema, int depth)
    {
        foreach (var list in (ReadOnlySpan<string>)["allOf", "oneOf", "anyOf"])
        {
            foreach (var part in schema[list].Elements)
            {
                if (Of(part, depth + 1) is not SchemaSort.Anything and var sort)
                {
                    return sort;
                }
            }
        }

        return SchemaSort.Anything;
    }
}
