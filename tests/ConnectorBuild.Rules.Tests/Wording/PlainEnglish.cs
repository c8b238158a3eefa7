using System.Text.RegularExpressions;

namespace ConnectorBuild.Rules.Tests.Wording;

/// <summary>
/// Turns of phrase that read as translated, and what to write instead. The list grows: a turn that a reviewer stumbled over becomes a
/// line. A blank in a pattern also stands for a line break; letter case does not matter.
/// </summary>
internal static class PlainEnglish
{
    private static readonly (Regex Turn, string Better)[] Turns =
    [
        Turn(@"(?<!\bthere )\b(is|are) none\b", "'an unknown X', 'not one of X'"),
        Turn(@"(?<!\bthere )\b(is|are) no (?!longer\b|more\b|less\b|fewer\b|better\b|worse\b)", "'is not a valid X', 'is not an X'"),
        Turn(@"\b(is|are|was|were) (not )?(told|said)\b", "'is reported', 'the plan shows'; 'no X was chosen' for what was not said"),
        Turn(@"\b(what|that|which) (is|are) there\b", "'existing', 'what exists'"),
        Turn(@"\bthat there is not\b", "'an unknown X'"),
        Turn(@"\bthat which\b", "the noun: 'the X that'"),
        Turn(@"\b(by|from|of|to|for) who\b", "a noun: 'by the writer'"),
        Turn(
            @"\b(nobody|anybody|somebody|someone)'s whom?\b|\bof (somebody|someone|anybody|nobody)'s\b",
            "a noun: 'a hostile document', 'changed by someone else'"),
        Turn(@"\bnobody is there\b", "'not an interactive session'"),
        Turn(@"\bnobody foresaw\b", "'unexpected'"),
        Turn(@"\b(an own|own ones?)\b", "'of its own'"),
        Turn(@"\bsuch (an? )?ones?\b", "the noun"),
        Turn(@"\b(their likes|and the likes?)\b", "'and similar X'"),
        Turn(@"\bin other words than\b", "'differently from'"),
        Turn(@"\bthe least that\b", "'the lowest X', 'at least'"),
        Turn(@"\bno way that is known\b", "'an unknown credential'"),
        Turn(@"\btak(es?|en|ing) (the \w+ |it |them |this )?away\b", "'clears', 'removes'"),
        Turn(@"\bhand(ed|s|ing)? on\b", "'pass on', 'give to'"),
        Turn(@"\bma(de|kes?) good\b", "'repair'"),
        Turn(@"\bma(de|kes?|king) (the|it|an?|this)\b[^.;:]{0,60}\btrue\b", "'create or update', 'deploy'"),
        Turn(@"\bturns to\b", "'makes X the current one'"),
        Turn(@"\bmend(s|ed|ing)?\b", "'fix', 'correct'"),
        Turn(@"\banew\b", "'again'"),
        Turn(@"\bat hand\b", "'available'"),
        Turn(@"\bbe had\b", "'be available', 'be used'"),
        Turn(@"\bfor good\b", "'permanently'"),
        Turn(@"\bas ever\b", "'as usual'"),
        Turn(@"\blest\b", "'so that ... not'"),
        Turn(@"\bhang(s|ing)? on\b", "'depends on'"),
        Turn(
            @"\b(label|prefix|blank|name|numbers?|version|comma|colon|dot|follows|something|nothing) behind\b|\bbehind (the (name|prefix|numbers?|version|parameter|last|colon)|a colon)\b",
            "'after'"),
        Turn(@"\b(go|goes|going|went) on\b", "'continue'"),
        Turn(@"\btaken for\b", "'mistaken for', 'treated as'"),
        Turn(@"\bstands? (behind|beside|before|there|below|above|in)\b(?! for\b)", "'is in', 'comes before'"),
        Turn(@"\blies? (in|beside|below|on|behind)\b", "'is in', 'is beside'"),
        Turn(@"(?-i:\bOne (that|which|whose)\b)", "the noun: 'A value that'"),
        Turn(@"\bis one of all\b", "a sentence with a subject: 'one refusal stops all'"),
    ];

    /// <summary>The bad turns of a text, each as <c>line: 'turn': write better</c>.</summary>
    public static IEnumerable<string> Find(string text) =>
        from turn in Turns
        from Match match in turn.Turn.Matches(text)
        let line = text.AsSpan(0, match.Index).Count('\n') + 1
        orderby line
        select $"{line}: '{string.Join(' ', match.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}': write {turn.Better}";

    private static (Regex, string) Turn(string pattern, string better) =>
        (new Regex(
            pattern.Replace("there )", "there\0)", StringComparison.Ordinal).Replace(" ", @"\s+", StringComparison.Ordinal)
                .Replace('\0', ' '),
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant), better);
}
