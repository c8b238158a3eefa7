using ConnectorBuild.Definition;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Schemas;

/// <summary>required names a property that does not exist.</summary>
internal sealed class RequiredHasProperty() : Rule(Code), IValueRule
{
    public static readonly DiagnosticDescriptor Code = new("CB1402", "required names a property that does not exist", DiagnosticSeverity.Error) { PlatformCode = "RequiredPropertyDefinitionMissing" };

    public KeywordSet? LooksAt { get; } = KeywordSet.Of(Keyword.Required);

    public void Check(ValueSite value, RuleContext context)
    {
        if (!value.IsSchema
            || value[Keyword.Required] is not { IsArray: true } required
            || value[Keyword.Properties] is not { IsObject: true } properties
            || value.IsReference
            || value.Has(Keyword.AllOf)
            || value.Has(Keyword.XMsDynamicSchema)
            || value.Has(Keyword.XMsDynamicProperties))
        {
            return;
        }

        foreach (var entry in required.Children)
        {
            if (entry.Text is { } name && !context.Index.Members.Find(properties, name).Exists)
            {
                context.Report(this, entry, $"'{ValueText.Shorten(name)}' is required in {value.Label} but is not among its properties, so nobody could ever supply it{context.Hint(name, Names(properties))}: add the property, or take the name out of \"required\"");
            }
        }
    }

    private static IEnumerable<string> Names(SourceNode properties)
    {
        foreach (var property in properties.Children)
        {
            yield return property.Name;
        }
    }
}
