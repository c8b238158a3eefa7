using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Schemas;

/// <summary>required names a property that does not exist.</summary>
internal sealed class RequiredHasProperty() : Rule(Code), IValueRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB1402", "required names a property that does not exist",
        DiagnosticSeverity.Error) { PlatformCode = "RequiredPropertyDefinitionMissing" };

    public KeywordSet? LooksAt { get; } = KeywordSet.Of(Keyword.Required);

    public void Check(ValueSite value, RuleContext context)
    {
        if (!value.IsSchema
            || value[Keyword.Required] is not { IsArray: true } required
            || value[Keyword.Properties] is not { IsObject: true } properties
            || value.IsReference
            || value.IsComposed
            || IsOpen(value[Keyword.AdditionalProperties])
            || value.Has(Keyword.XMsDynamicSchema)
            || value.Has(Keyword.XMsDynamicProperties))
        {
            return;
        }

        foreach (var entry in required.Children)
        {
            if (entry.Text is { } name && !entry.IsBlank && !context.Index.Members.Find(properties, name).Exists)
            {
                context.Report(
                    this, entry,
                    $"'{ValueText.Shorten(name)}' is required in {value.Label} but is not among its properties, so makers get no field "
                        + $"to fill it in and the platform refuses the schema{context.Hint(name, Names(properties))}: add the "
                        + $"property, or take the name out of \"required\"");
            }
        }
    }

    // Nothing forbids the property there, and nobody has seen the platform refuse it.
    private static bool IsOpen(SourceNode additionalProperties) => additionalProperties.IsObject || additionalProperties.IsTrue;

    private static IEnumerable<string> Names(SourceNode properties)
    {
        foreach (var property in properties.Children)
        {
            yield return property.Name;
        }
    }
}
