using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Schemas;

/// <summary>Brings a merged schema into the form that the platform takes: one order of keywords, and none that contradicts another.</summary>
internal sealed class SchemaFinish(LossList losses)
{
    private static readonly string[] Order =
    [
        "type", "format", "title", "description", "default", "enum", "multipleOf", "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "minLength", "maxLength",
        "pattern", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties", "required", "properties", "additionalProperties", "items", "readOnly", "xml",
        "externalDocs", "example", "x-nullable", "x-ms-summary", "x-ms-visibility", "x-ms-enum-values",
    ];

    private static readonly HashSet<string> Ordered = [.. Order];

    private readonly SchemaConstraints _constraints = new(losses);
    private readonly HashSet<DraftObject> _finished = new(ReferenceEqualityComparer.Instance);

    /// <summary>Finishes a schema, and what merging has changed below it.</summary>
    public DraftObject Finish(DraftObject schema)
    {
        if (schema.Has("$ref") || _finished.Contains(schema))
        {
            return schema;
        }

        var finished = new DraftObject(schema.Origin);
        var type = SchemaTypes.Choose(schema, losses);
        foreach (var name in Order)
        {
            if (name == "type" && type is null)
            {
                continue;
            }

            if (name == "type")
            {
                finished.Set("type", DraftView.TextOf(schema["type"]) is null ? Draft.Text(type!, schema.Origin) : schema["type"]!);
            }
            else if (schema[name] is { } value && Allowed(name, value, schema, type) is { } allowed)
            {
                finished.Set(name, allowed);
            }
        }

        foreach (var member in schema.Members)
        {
            if (!Ordered.Contains(member.Name))
            {
                finished.Set(member.Name, member.Value, member.NameOrigin);
            }
        }

        if (type == "array" && !finished.Has("items"))
        {
            finished.Set("items", new DraftObject(schema.Origin));
        }

        _constraints.Clean(finished);
        _finished.Add(finished);
        return finished;
    }

    private Draft? Allowed(string name, Draft value, DraftObject schema, string? type) => name switch
    {
        "default" => Default(value, type),
        "required" => Required(value, schema["properties"] as DraftObject),
        "enum" => SchemaEnumFit.Of(value, type, losses),
        "x-ms-enum-values" => SchemaEnumNames.Of(value, schema["enum"] is { } values ? SchemaEnumFit.Of(values, type, losses) : null, losses),
        "items" or "additionalProperties" when value is DraftObject part => Finish(part),
        "properties" => Properties((DraftObject)value),
        "exclusiveMinimum" => schema.Has("minimum") ? value : null,
        "exclusiveMaximum" => schema.Has("maximum") ? value : null,
        _ => value,
    };

    private DraftObject Properties(DraftObject properties)
    {
        var finished = new DraftObject(properties.Origin);
        var isChanged = false;
        foreach (var property in properties.Members)
        {
            var value = Finish((DraftObject)property.Value);
            isChanged |= !ReferenceEquals(value, property.Value);
            finished.Set(property.Name, value, property.NameOrigin);
        }

        return isChanged ? finished : properties;
    }

    private Draft? Default(Draft value, string? type)
    {
        var kind = DraftView.KindOf(value);
        var fits = type switch
        {
            "string" => kind == NodeKind.String,
            "integer" => kind == NodeKind.Number && value.Origin.Number is { } number && number == Math.Floor(number),
            "number" => kind == NodeKind.Number,
            "boolean" => kind is NodeKind.True or NodeKind.False,
            "array" => kind == NodeKind.Array,
            "object" => kind == NodeKind.Object,
            _ => true,
        };
        if (fits)
        {
            return value;
        }

        losses.Add(ConversionRules.DefaultLost, value.Origin, $"The default {ValueText.Of(value.Origin)} is not of the type {type}, "
            + $"and the platform refuses the mismatch", "the default is left out",
            "correct the default in the document or by an overlay");
        return null;
    }

    private DraftList? Required(Draft required, DraftObject? properties)
    {
        var kept = new DraftList(required.Origin);
        foreach (var item in DraftView.ItemsOf(required))
        {
            if (DraftView.TextOf(item) is { } name && properties?.Has(name) == true)
            {
                kept.Items.Add(item);
            }
            else
            {
                losses.Add(ConversionRules.RequiredWithoutProperty, item.Origin, $"{ValueText.Of(item.Origin)} is required but is not "
                    + "among the properties, and the platform refuses that",
                    "it is not required", "add the property");
            }
        }

        return kept.Items.Count > 0 ? kept : null;
    }
}
