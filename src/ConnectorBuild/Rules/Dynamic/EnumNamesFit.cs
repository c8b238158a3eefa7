using System.Text;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Dynamic;

/// <summary>x-ms-enum-values does not fit enum.</summary>
internal sealed class EnumNamesFit() : Rule(Code), IValueRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2410", "x-ms-enum-values does not fit enum", DiagnosticSeverity.Error);

    public KeywordSet? LooksAt { get; } = KeywordSet.Of(Keyword.XMsEnumValues);

    public void Check(ValueSite value, RuleContext context)
    {
        if (!value.Has(Keyword.XMsEnumValues))
        {
            return;
        }

        var choices = value[Keyword.Enum];
        var known = choices.IsArray ? KeysOf(choices) : null;
        var seen = new HashSet<(NodeKind, string)>();
        foreach (var entry in value[Keyword.XMsEnumValues].Elements)
        {
            if (entry[Keyword.DisplayName].IsBlank)
            {
                context.Report(
                    this, entry,
                    $"An entry of \"x-ms-enum-values\" of {value.Label} has no \"displayName\", which is all that it is for: add the "
                        + "text that makers see",
                    "MissingEnumValuesDisplayName");
            }

            if (entry[Keyword.Value] is { Exists: true } chosen && known is not null && !known.Contains(KeyOf(chosen)))
            {
                context.Report(
                    this, chosen,
                    $"{ValueText.Of(chosen)} in \"x-ms-enum-values\" of {value.Label} is not in its \"enum\", so makers could choose "
                        + $"what the API does not know: add it to \"enum\", or correct it",
                    "InvalidEnumValuesExtensionValue");
            }

            if (entry[Keyword.Value] is { Exists: true } named && !seen.Add(KeyOf(named)))
            {
                context.Report(this, named,
                    $"{ValueText.Of(named)} has a name in \"x-ms-enum-values\" of {value.Label} already, and the platform refuses a "
                        + "second name for one value: remove one",
                    "DuplicateEnumValuesInExtension");
            }
        }
    }

    private static HashSet<(NodeKind Kind, string Text)> KeysOf(SourceNode choices)
    {
        var keys = new HashSet<(NodeKind, string)>();
        foreach (var choice in choices.Children)
        {
            keys.Add(KeyOf(choice));
        }

        return keys;
    }

    private static (NodeKind Kind, string Text) KeyOf(SourceNode value) => (value.Kind, value.Text ?? Encoding.UTF8.GetString(value.Raw));
}
