using ConnectorBuild.Definition;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Schemas;

/// <summary>A part of a schema has the wrong shape.</summary>
internal sealed class SchemaShape() : Rule(Code), IValueRule
{
    public static readonly DiagnosticDescriptor Code = new("CB1406", "A part of a schema has the wrong shape", DiagnosticSeverity.Error);

    public KeywordSet? LooksAt { get; } = KeywordSet.Of(Keyword.Items, Keyword.Properties);

    public void Check(ValueSite value, RuleContext context)
    {
        if (value[Keyword.Items] is { Exists: true, IsObject: false } items)
        {
            context.Report(this, items, $"\"items\" of {value.Label} must be one schema but is {ValueText.Of(items)}, so the document is not Swagger 2.0 and is refused: write the schema of one item in braces");
        }

        if (!value.IsSchema || value[Keyword.Properties] is not { Exists: true } properties)
        {
            return;
        }

        if (!properties.IsObject)
        {
            context.Report(this, properties, $"\"properties\" of {value.Label} must be an object with a schema for each name but is {ValueText.Of(properties)}, so the document is refused: write {{ \"name\": {{ \"type\": ... }} }}");
            return;
        }

        foreach (var property in properties.Children)
        {
            if (!property.IsObject && !property.RawName.StartsWith("x-"u8))
            {
                context.Report(this, property, $"The property '{ValueText.Shorten(property.Name)}' must be a schema but is {ValueText.Of(property)}, so the document is refused: write for example {{ \"type\": \"string\" }}");
            }
        }
    }
}
