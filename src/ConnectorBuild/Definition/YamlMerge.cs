namespace ConnectorBuild.Definition;

/// <summary>
/// Applies merge keys (<c>&lt;&lt;</c>). Each mapping is merged once, however many aliases lead to it, and the members that are looked at
/// are counted: a small file can name the same mappings again and again without a byte of it being written.
/// </summary>
internal sealed class YamlMerge
{
    /// <summary>The most members that all merges of a file may look at together. Real files merge some dozens.</summary>
    public const int MaxMembers = 1_000_000;

    private readonly Dictionary<IReadOnlyList<YamlMember>, IReadOnlyList<YamlMember>> _merged = new(ReferenceEqualityComparer.Instance);

    /// <summary>How many members all merges have looked at so far.</summary>
    public int Looked { get; private set; }

    /// <summary>
    /// The members of a mapping with what it merges. What a mapping says itself wins over what it merges, and the first merged mapping over
    /// the next.
    /// </summary>
    /// <exception cref="YamlProblemException">A merge key without a mapping, or too many merges.</exception>
    public IReadOnlyList<YamlMember> Flatten(IReadOnlyList<YamlMember> members)
    {
        if (!members.Any(m => m.IsMerge))
        {
            return members;
        }

        if (!_merged.TryGetValue(members, out var all))
        {
            _merged[members] = all = Merge(members);
        }

        return all;
    }

    private List<YamlMember> Merge(IReadOnlyList<YamlMember> members)
    {
        var names = members.Where(m => !m.IsMerge).Select(m => m.Name).ToHashSet(StringComparer.Ordinal);
        var all = new List<YamlMember>();
        foreach (var member in members)
        {
            if (!member.IsMerge)
            {
                all.Add(member);
                continue;
            }

            // The same mapping once more brings nothing.
            foreach (var source in (member.Value.Items ?? [member.Value]).Distinct<YamlValue>(ReferenceEqualityComparer.Instance))
            {
                if (source.Members is null)
                {
                    throw new YamlProblemException(
                        ReadingRules.YamlNotJson, member.Span,
                        "The merge key '<<' takes a mapping or a list of mappings, usually an alias: give it one");
                }

                var merged = Flatten(source.Members);
                Looked += merged.Count;
                if (Looked > MaxMembers)
                {
                    throw new YamlProblemException(
                        ReadingRules.TooLarge, member.Span,
                        $"The merge keys '<<' of this file bring more than {MaxMembers:N0} members together, far more than the "
                            + "platform takes: merge fewer and smaller mappings");
                }

                all.AddRange(merged.Where(m => names.Add(m.Name)));
            }
        }

        return all;
    }
}
