namespace ConnectorBuild.Conversion.Overlays.JsonPaths;

/// <summary>A JSONPath query (RFC 9535) without functions.</summary>
/// <param name="IsAbsolute">Whether it begins at the root (<c>$</c>) and not at the value that a filter looks at (<c>@</c>).</param>
/// <param name="Segments">The steps from there.</param>
internal sealed record JsonPathQuery(bool IsAbsolute, IReadOnlyList<JsonPathSegment> Segments)
{
    /// <summary>Whether it selects one value at most, so that it can be compared.</summary>
    public bool IsSingular => Segments.All(s => !s.IsDescendant && s.Selectors is [NameSelector or IndexSelector]);
}

/// <summary>A step of a query.</summary>
/// <param name="IsDescendant">Whether it applies to all descendants (<c>..</c>), too.</param>
/// <param name="Selectors">What it selects of each value.</param>
internal sealed record JsonPathSegment(bool IsDescendant, IReadOnlyList<JsonPathSelector> Selectors);

internal abstract record JsonPathSelector;

/// <summary>A member by its name.</summary>
internal sealed record NameSelector(string Name) : JsonPathSelector;

/// <summary>All members or elements.</summary>
internal sealed record WildcardSelector : JsonPathSelector;

/// <summary>An element by its place; a negative one counts from the end.</summary>
internal sealed record IndexSelector(long Index) : JsonPathSelector;

/// <summary>Elements from a place to before another.</summary>
internal sealed record SliceSelector(long? Start, long? End, long Step) : JsonPathSelector;

/// <summary>Members or elements for which a condition holds.</summary>
internal sealed record FilterSelector(JsonPathCondition Condition) : JsonPathSelector;

/// <summary>A condition of a filter.</summary>
internal abstract record JsonPathCondition;

internal sealed record OrCondition(JsonPathCondition Left, JsonPathCondition Right) : JsonPathCondition;

internal sealed record AndCondition(JsonPathCondition Left, JsonPathCondition Right) : JsonPathCondition;

internal sealed record NotCondition(JsonPathCondition Operand) : JsonPathCondition;

/// <summary>Holds where the query selects anything.</summary>
internal sealed record ExistsCondition(JsonPathQuery Query) : JsonPathCondition;

/// <summary>Compares two values; an operand is a query that selects one value, or a literal.</summary>
/// <param name="Left">The left operand.</param>
/// <param name="Operator">One of <c>==</c>, <c>!=</c>, <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c>, <c>&gt;=</c>.</param>
/// <param name="Right">The right operand.</param>
internal sealed record ComparisonCondition(JsonPathOperand Left, string Operator, JsonPathOperand Right) : JsonPathCondition;

/// <summary>A side of a comparison.</summary>
/// <param name="Query">A query; null for a literal.</param>
/// <param name="Literal">A literal; null for a query.</param>
internal sealed record JsonPathOperand(JsonPathQuery? Query, Drafts.Draft? Literal);
