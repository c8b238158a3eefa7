using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary>
/// The types of members that hold one plain value, where a schema, a parameter or a header has them. What other rules look at is not among them:
/// <c>type</c>, <c>enum</c>, <c>pattern</c>, lengths and counts, and whatever is an object or a list.
/// </summary>
internal static class MemberTypes
{
    private const int Any = -1;

    private static readonly int[] Allowed = Table();

    /// <summary>A text.</summary>
    public static int Text { get; } = Bits(NodeKind.String);

    /// <summary>True or false.</summary>
    public static int Boolean { get; } = Bits(NodeKind.True, NodeKind.False);

    /// <summary>A number.</summary>
    public static int Number { get; } = Bits(NodeKind.Number);

    /// <summary>What a keyword takes, of those up to <see cref="KeywordSet.Last"/>.</summary>
    public static int Of(Keyword keyword) => Allowed[(int)keyword];

    /// <summary>Whether a value is of a type. Null counts as left out, as the platform's reader takes it.</summary>
    public static bool Fits(NodeKind kind, int allowed) => ((allowed >> (int)kind) & 1) != 0;

    private static int[] Table()
    {
        var allowed = new int[(int)KeywordSet.Last + 1];
        Array.Fill(allowed, Any);
        Set(Bits(NodeKind.String), Keyword.Title, Keyword.Description, Keyword.Format);

        // The platform takes what can be written as a text; see CB4204.
        Set(Bits(NodeKind.String, NodeKind.Number, NodeKind.True, NodeKind.False), Keyword.XMsSummary);
        Set(Bits(NodeKind.Number), Keyword.Minimum, Keyword.Maximum, Keyword.MultipleOf);
        Set(
            Bits(NodeKind.True, NodeKind.False), Keyword.ExclusiveMinimum, Keyword.ExclusiveMaximum, Keyword.UniqueItems,
            Keyword.ReadOnly, Keyword.AllowEmptyValue);
        return allowed;

        void Set(int kinds, params ReadOnlySpan<Keyword> keywords)
        {
            foreach (var keyword in keywords)
            {
                allowed[(int)keyword] = kinds;
            }
        }
    }

    private static int Bits(params ReadOnlySpan<NodeKind> kinds)
    {
        var bits = 1 << (int)NodeKind.Missing | 1 << (int)NodeKind.Null;
        foreach (var kind in kinds)
        {
            bits |= 1 << (int)kind;
        }

        return bits;
    }
}
