using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary>A set of the keywords that values may have, in one word.</summary>
internal readonly record struct KeywordSet
{
    private readonly ulong _bits;

    private KeywordSet(ulong bits) => _bits = bits;

    /// <summary>The member that stands for every other name.</summary>
    public const Keyword Others = Keyword.None;

    /// <summary>Keywords above this one are for other objects.</summary>
    public const Keyword Last = Keyword.XMsEditor;

    /// <summary>
    /// The member that says that a value is of another type than its keyword has; see <see cref="MemberTypes"/>. As a keyword of its own
    /// it is in no value.
    /// </summary>
    public const Keyword Mistyped = Last + 1;

    public static KeywordSet Of(params ReadOnlySpan<Keyword> keywords)
    {
        var bits = 0UL;
        foreach (var keyword in keywords)
        {
            bits |= 1UL << (int)keyword;
        }

        return new(bits);
    }

    public bool Contains(Keyword keyword) => (_bits >> (int)keyword & 1) != 0;

    public bool Overlaps(KeywordSet other) => (_bits & other._bits) != 0;

    public KeywordSet With(Keyword keyword) => new(_bits | (1UL << (int)keyword));
}
