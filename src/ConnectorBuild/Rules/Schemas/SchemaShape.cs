using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Schemas;

/// <summary>A part of a schema has the wrong shape.</summary>
internal sealed class SchemaShape() : Rule(Code), IValueRule
{
    public static readonly DiagnosticDescriptor Code = new("CB1406", "A part of a schema has the wrong shape", DiagnosticSeverity.Error);

    public KeywordSet? LooksAt { get; } = KeywordSet.Of(
        Keyword.Items, Keyword.Properties, Keyword.AllOf, Keyword.AdditionalProperties, Keyword.Xml, Keyword.ExternalDocs);

    public void Check(ValueSite value, RuleContext context)
    {
        if (value[Keyword.Items] is { Exists: true, IsObject: false } items)
        {
            context.Report(
                this, items,
                $"\"items\" of {value.Label} must be one schema but is {ValueText.Of(items)}, so the document is not Swagger 2.0 and "
                    + "is refused: write the schema of one item in braces");
        }

        if (!value.IsSchema)
        {
            return;
        }

        AllOf(value, context);
        Details(value, context);
        if (value[Keyword.Properties] is { Exists: true } properties)
        {
            Properties(value, properties, context);
        }
    }

    private void Properties(ValueSite value, SourceNode properties, RuleContext context)
    {
        if (!properties.IsObject)
        {
            context.Report(
                this, properties,
                $"\"properties\" of {value.Label} must be an object with a schema for each name but is {ValueText.Of(properties)}, so "
                    + $"the document is refused: write {{ \"name\": {{ \"type\": ... }} }}");
            return;
        }

        foreach (var property in properties.Children)
        {
            if (!property.IsObject && !property.RawName.StartsWith("x-"u8))
            {
                context.Report(
                    this, property,
                    $"The property '{ValueText.Shorten(property.Name)}' must be a schema but is {ValueText.Of(property)}, so the "
                        + $"document is refused: write for example {{ \"type\": \"string\" }}");
            }
        }
    }

    private void AllOf(ValueSite value, RuleContext context)
    {
        if (value[Keyword.AllOf] is not { Exists: true, IsNull: false } allOf)
        {
            return;
        }

        if (!allOf.IsArray || allOf.Count == 0)
        {
            context.Report(
                this, allOf,
                $"\"allOf\" of {value.Label} must be a list with at least one schema but is "
                    + $"{(allOf.IsArray ? "empty" : ValueText.Of(allOf))}, so the document is not Swagger 2.0 and is refused: write "
                    + "the schemas in brackets, or remove it");
            return;
        }

        foreach (var part in allOf.Children)
        {
            if (!part.IsObject)
            {
                context.Report(
                    this, part,
                    $"An entry of \"allOf\" of {value.Label} must be a schema but is {ValueText.Of(part)}, so the document is refused: "
                        + "write a schema in braces, or remove it");
            }
        }
    }

    private void Details(ValueSite value, RuleContext context)
    {
        if (value[Keyword.AdditionalProperties] is { Exists: true, IsNull: false, IsObject: false, IsBoolean: false } additional)
        {
            context.Report(
                this, additional,
                $"\"additionalProperties\" of {value.Label} must be true, false or a schema but is {ValueText.Of(additional)}, so the "
                    + "document is not Swagger 2.0 and is refused: write true or false without quotes, or a schema in braces");
        }

        foreach (var keyword in (ReadOnlySpan<Keyword>)[Keyword.Xml, Keyword.ExternalDocs])
        {
            if (value[keyword] is { Exists: true, IsNull: false, IsObject: false } details)
            {
                context.Report(
                    this, details,
                    $"\"{KeywordTable.Text(keyword)}\" of {value.Label} must be an object but is {ValueText.Of(details)}, so the "
                        + "document is not Swagger 2.0 and is refused: write an object in braces, or remove it");
            }
        }
    }
}
