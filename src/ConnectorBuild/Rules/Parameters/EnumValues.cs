using System.Text;
using ConnectorBuild.Definition;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Parameters;

/// <summary>A value occurs twice in enum, or default is not among them.</summary>
internal sealed class EnumValues() : Rule(Code), IValueRule
{
    public static readonly DiagnosticDescriptor Code = new("CB1310", "A value occurs twice in enum, or default is not among them", DiagnosticSeverity.Warning);

    public void Check(ValueSite value, RuleContext context)
    {
        if (value[Keyword.Enum] is not { IsArray: true } choices)
        {
            return;
        }

        HashSet<string>? seen = null;
        var standard = value[Keyword.Default];
        var hasDefault = !standard.Exists || standard.IsNull;
        foreach (var choice in choices.Children)
        {
            seen ??= new(StringComparer.Ordinal);
            hasDefault |= SameValue(choice, standard);
            if (!seen.Add(KeyOf(choice)))
            {
                context.Report(this, choice, $"{ValueText.Of(choice)} is in this \"enum\" already, and makers would see it twice: remove one", "ArrayDuplicateValue");
            }
        }

        if (!hasDefault && choices.Count > 0)
        {
            var hint = context.Hint(standard.Text ?? "", seen!.Select(s => s[1..]));
            context.Report(this, standard, $"The default {ValueText.Of(standard)} of {value.Label} is not among the values of its \"enum\", so a maker who leaves it alone sends what the API does not know{hint}: add it to \"enum\" or change it");
        }
    }

    private static string KeyOf(SourceNode node) =>
        node.IsString ? "s" + node.Text : "v" + Encoding.UTF8.GetString(node.Raw);

    // "10" under a number is CB2204 or CB2205; that it is written otherwise makes it no other value.
    private static bool SameValue(SourceNode left, SourceNode right) => left.Exists && right.Exists && KeyOf(left)[1..] == KeyOf(right)[1..];
}
