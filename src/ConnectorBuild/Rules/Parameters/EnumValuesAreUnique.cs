using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Parameters;

/// <summary>A value occurs twice in enum, or default is not among them.</summary>
internal sealed class EnumValuesAreUnique() : Rule(Code), IValueRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB1310", "A value occurs twice in enum, or default is not among them", DiagnosticSeverity.Warning);

    public KeywordSet? LooksAt { get; } = KeywordSet.Of(Keyword.Enum);

    public void Check(ValueSite value, RuleContext context)
    {
        if (value[Keyword.Enum] is not { IsArray: true } choices)
        {
            return;
        }

        var standard = value[Keyword.Default];
        var hasDefault = !standard.Exists || standard.IsNull;
        var seen = new SeenValues(choices);
        foreach (var choice in choices.Children)
        {
            // "10" under a number is CB2204 or CB2205; that it is written otherwise makes it no other value.
            hasDefault = hasDefault || choice.Raw.SequenceEqual(standard.Raw) || choice.SameValue(standard);
            if (!seen.Add(choice))
            {
                context.Report(
                    this, choice, $"{ValueText.Of(choice)} is in this \"enum\" already, and makers would see it twice: remove one",
                    "ArrayDuplicateValue");
            }
        }

        if (!hasDefault && choices.Count > 0)
        {
            var hint = context.Hint(standard.Text ?? "", Texts(choices));
            context.Report(
                this, standard,
                $"The default {ValueText.Of(standard)} of {value.Label} is not among the values of its \"enum\", so a maker who leaves "
                    + $"it alone sends what the API does not know{hint}: add it to \"enum\" or change it");
        }
    }

    private static IEnumerable<string> Texts(SourceNode choices)
    {
        foreach (var choice in choices.Children)
        {
            yield return choice.Text ?? "";
        }
    }
}
