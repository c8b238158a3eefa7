using ConnectorBuild.Conversion.Sources;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Schemas;

/// <summary>What a schema is composed of. Branches that only allow null are not among the parts.</summary>
internal sealed class SchemaParts
{
    private SchemaParts(SourceNode schema, OpenApiSources sources)
    {
        Schema = schema;
        Reference = schema[Keyword.Ref];
        AllOf = Elements(schema["allOf"]);
        OneOf = Branches(schema["oneOf"], sources);
        AnyOf = Branches(schema["anyOf"], sources);
        var declared = DeclaredType.Of(schema);
        IsNullable |= declared.IsNullable && !IsAlwaysNull(schema);
        if (declared.IsNumberAsText && AnyOf.All(DeclaredType.IsBare))
        {
            AnyOf = [];
        }
    }

    public SourceNode Schema { get; }

    /// <summary>The schema's own <c>$ref</c>; missing if there is none.</summary>
    public SourceNode Reference { get; }

    public IReadOnlyList<SourceNode> AllOf { get; }

    public IReadOnlyList<SourceNode> OneOf { get; }

    public IReadOnlyList<SourceNode> AnyOf { get; }

    /// <summary>Whether null is allowed, be it by a branch.</summary>
    public bool IsNullable { get; private set; }

    public bool IsComposed => Reference.IsString || AllOf.Count + OneOf.Count + AnyOf.Count > 0;

    public static SchemaParts Of(SourceNode schema, OpenApiSources sources) => new(schema, sources);

    /// <summary>The reference that the schema stands for, with nothing beside it but annotations; missing if it is more than that.</summary>
    public SourceNode SoleReference()
    {
        if (HasContent())
        {
            return default;
        }

        if (Reference.IsString)
        {
            return AllOf.Count + OneOf.Count + AnyOf.Count == 0 ? Reference : default;
        }

        return AllOf.Count + OneOf.Count + AnyOf.Count != 1 ? default : PureReference(AllOf.Concat(OneOf).Concat(AnyOf).First());
    }

    /// <summary>The <c>$ref</c> of a schema that has nothing else; missing otherwise.</summary>
    public static SourceNode PureReference(SourceNode schema) =>
        schema[Keyword.Ref] is { IsString: true } reference && schema.Count == 1 ? reference : default;

    /// <summary>Whether a branch allows null and nothing else.</summary>
    public static bool IsNull(SourceNode branch)
    {
        if (DeclaredType.Names(branch) is var names && names.Any())
        {
            return names.All(n => n == "null");
        }

        return branch["const"].IsNull
            || (branch["nullable"].IsTrue && branch.Count == 1)
            || (branch[Keyword.Enum].IsArray && branch[Keyword.Enum].Count > 0 && !branch[Keyword.Enum].Elements.Any(e => !e.IsNull));
    }

    /// <summary>Whether a schema of its own allows null and nothing else.</summary>
    public static bool IsAlwaysNull(SourceNode schema) => IsNull(schema) && !schema["nullable"].IsTrue;

    private bool HasContent()
    {
        foreach (var member in Schema.Members)
        {
            if (member.Keyword is not (Keyword.Ref or Keyword.Type or Keyword.AllOf) && !IsAnnotation(member)
                && member.Name is not ("oneOf" or "anyOf" or "nullable"))
            {
                return true;
            }
        }

        return DeclaredType.Of(Schema).IsMixed;
    }

    /// <summary>Whether a member only describes.</summary>
    public static bool IsAnnotation(SourceNode member) =>
        member.Keyword is Keyword.Title or Keyword.Description or Keyword.Default or Keyword.ReadOnly or Keyword.Example or Keyword.ExternalDocs or Keyword.Examples
            or Keyword.Summary or Keyword.Deprecated or Keyword.Xml
        || member.RawName.StartsWith("x-"u8)
        || member.Name is "writeOnly" or "$comment";

    private static List<SourceNode> Elements(SourceNode list)
    {
        var elements = new List<SourceNode>();
        foreach (var element in list.Elements)
        {
            elements.Add(element);
        }

        return elements;
    }

    private List<SourceNode> Branches(SourceNode list, OpenApiSources sources)
    {
        var branches = Elements(list);
        IsNullable |= branches.RemoveAll(b => IsNull(PureReference(b) is { Exists: true } reference ? sources.FollowAliases(reference) : b)) > 0;
        return branches;
    }
}
