using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Parameters;

/// <summary>enum is empty or not a list.</summary>
internal sealed class EnumIsList() : Rule(Code), IValueRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB1308", "enum is empty or not a list", DiagnosticSeverity.Error) { PlatformCode = "EnumMustContainAtLeastOneElement" };

    public KeywordSet? LooksAt { get; } = KeywordSet.Of(Keyword.Enum);

    public void Check(ValueSite value, RuleContext context)
    {
        if (value[Keyword.Enum] is { Exists: true } choices && (!choices.IsArray || choices.Count == 0))
        {
            context.Report(this, choices,
                $"\"enum\" of {value.Label} must be a list with at least one value but is "
                    + $"{(choices.IsArray ? "empty" : ValueText.Of(choices))}, so no value would be valid and the platform refuses it: "
                    + $"list the values, or remove \"enum\"");
        }
    }
}
