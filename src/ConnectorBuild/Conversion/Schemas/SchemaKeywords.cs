using System.Collections.Frozen;
using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Conversion.Objects;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Schemas;

/// <summary>Converts the keywords of one schema, without those that compose it of others.</summary>
internal sealed class SchemaKeywords(SchemaConverter schemas, Extensions extensions, LossList losses)
{
    // Said elsewhere in this class or by the composition, or of no meaning outside of the document.
    private static readonly FrozenSet<string> Silent = FrozenSet.ToFrozenSet(
        ["$ref", "allOf", "oneOf", "anyOf", "type", "format", "nullable", "const", "enum", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "discriminator",
            "$defs", "definitions", "contentEncoding", "contentMediaType"],
        StringComparer.Ordinal);

    // They name a schema, or speak to whoever reads the document.
    private static readonly FrozenSet<string> OfTheDocument = FrozenSet.ToFrozenSet(
        ["$schema", "$id", "$anchor", "$dynamicAnchor", "$comment", "$vocabulary"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> JsonSchema = FrozenSet.ToFrozenSet(
        ["not", "if", "then", "else", "prefixItems", "contains", "minContains", "maxContains", "additionalItems", "propertyNames", "dependentRequired", "dependentSchemas",
            "dependencies", "unevaluatedItems", "unevaluatedProperties", "contentSchema", "$dynamicRef", "$recursiveRef", "$recursiveAnchor", "patternProperties"],
        StringComparer.Ordinal);

    /// <summary>The keywords of a schema as Swagger 2.0 writes them.</summary>
    public DraftObject Convert(SourceNode schema, SchemaPlace place)
    {
        var draft = new DraftObject(schema);
        var types = DeclaredType.Of(schema);
        var isNullable = SchemaEnum.Write(schema, draft) | types.IsNullable;
        WriteType(schema, types, place, draft);
        SchemaBounds.Write(schema, draft);
        SchemaShape.Check(schema, losses);
        foreach (var member in schema.Members)
        {
            WriteMember(member, types, place, draft);
        }

        if (SchemaParts.IsAlwaysNull(schema))
        {
            losses.Add(
                ConversionRules.KeywordLost, schema, "The value is always null, and Swagger 2.0 has no null", "any value is allowed",
                "leave the value out, or describe what else it may be, by an overlay too");
        }
        else if (isNullable)
        {
            draft.Set("x-nullable", Draft.Boolean(true, schema), schema);
            losses.Add(ConversionRules.Nullable, schema["nullable"] is { Exists: true } flag ? flag : schema, "Swagger 2.0 has no null",
                "the value is marked with \"x-nullable\": true", "nothing has to be done");
        }

        return draft;
    }

    private void WriteType(SourceNode schema, DeclaredType types, SchemaPlace place, DraftObject draft)
    {
        var type = types.Type ?? (types.IsMixed ? null : SchemaEnum.TypeOf(DraftView.ItemsOf(draft["enum"])));
        foreach (var unknown in DeclaredType.Names(schema).Where(n => n != "null" && !DeclaredType.IsKnown(n)))
        {
            losses.Add(
                ConversionRules.KeywordLost, schema[Keyword.Type], $"'{ValueText.Shorten(unknown)}' is not a type of OpenAPI",
                "the type is left out", DeclaredType.Meant(unknown) is { } meant ? $"write '{meant}', if that is meant" : "correct the type in the document");
        }

        type = type is not null && !DeclaredType.IsKnown(type) ? null : type;
        var several = types.IsMixed ? DeclaredType.Names(schema).Where(DeclaredType.IsKnown).Distinct().ToList() : [];

        if (types.IsNumberAsText)
        {
            losses.Add(
                ConversionRules.NumberAsText, schema, "The number may also be sent as a text", $"it is of the type {type} alone",
                "nothing has to be done; the platform sends numbers");
        }

        var isBinary = DeclaredType.IsBinary(schema);
        if (type is not null || isBinary)
        {
            draft.Set("type", type ?? "string", schema[Keyword.Type] is { Exists: true } given ? given : schema);
        }
        else if (several.Count > 0)
        {
            draft.Set("type", DraftList.Texts(several, schema[Keyword.Type]));
        }

        WriteFormat(schema, isBinary, place, draft);
    }

    private void WriteFormat(SourceNode schema, bool isBinary, SchemaPlace place, DraftObject draft)
    {
        var format = schema[Keyword.Format];
        if (isBinary && place is { IsPart: true, IsForm: false })
        {
            losses.Add(
                ConversionRules.Annotation, format.Exists ? format : schema, "Binary content cannot lie inside of an object",
                "the value is a text", "nothing has to be done where the API sends text; else send the content as a body of its own");
        }
        else if (isBinary)
        {
            draft.Set("format", "binary", format.Exists ? format : schema);
        }
        else if (schema["contentEncoding"].Text is { } encoding && encoding.Equals(SchemaShape.Base64, StringComparison.OrdinalIgnoreCase))
        {
            draft.Set("format", "byte", schema["contentEncoding"]);
        }
        else if (format.IsString)
        {
            draft.SetCopy("format", format);
        }
    }

    private void WriteMember(SourceNode member, DeclaredType types, SchemaPlace place, DraftObject draft)
    {
        switch (member.Keyword)
        {
            case Keyword.Title or Keyword.Description when member.IsString:
            case Keyword.MultipleOf or Keyword.MaxLength or Keyword.MinLength or Keyword.MaxItems or Keyword.MinItems or Keyword.MaxProperties or Keyword.MinProperties when member.IsNumber:
            case Keyword.UniqueItems or Keyword.ReadOnly when member.IsBoolean:
            case Keyword.Pattern when member.IsString && !types.IsNumberAsText:
            case Keyword.Default when !member.IsNull:
            case Keyword.Example:
                draft.SetCopy(member.Name, member);
                break;
            case Keyword.Pattern when types.IsNumberAsText:
            case Keyword.Default:
                break;
            case Keyword.Examples:
                WriteExamples(member, draft);
                break;
            case Keyword.ExternalDocs when member.IsObject:
                Addresses.CopyDocs(member, draft, losses);
                break;
            case Keyword.Summary when member.Parent[Keyword.Ref].Exists:
                break;
            case Keyword.Xml when member.IsObject && member.Document.ReferencesIn(member).IsEmpty:
                if (SchemaXml.Convert(member, losses) is { Count: > 0 } xml)
                {
                    draft.Set(member.Name, xml, member);
                }

                break;
            case Keyword.Required:
                WriteRequired(member, draft);
                break;
            case Keyword.Properties when member.IsObject:
                WriteProperties(member, place, draft);
                break;
            case Keyword.AdditionalProperties when member.IsBoolean:
                if (!HasOnePattern(member.Parent))
                {
                    draft.SetCopy(member.Name, member);
                }

                break;
            case Keyword.AdditionalProperties when member.IsObject:
                draft.Set(member.Name, schemas.Convert(member, place.Below("Value")), member);
                break;
            case Keyword.Items when member.IsObject:
                draft.Set(member.Name, schemas.Convert(member, place.Below("Item")), member);
                break;
            case Keyword.Items when member.IsBoolean:
                WriteFlagItems(member, draft);
                break;
            case Keyword.Deprecated:
                Annotation(member, "say so in the description");
                break;
            default:
                WriteOther(member, place, draft);
                break;
        }
    }

    private void WriteOther(SourceNode member, SchemaPlace place, DraftObject draft)
    {
        var name = member.Name;
        if (Silent.Contains(name))
        {
            return;
        }

        if (OfTheDocument.Contains(name))
        {
            losses.Add(
                ConversionRules.Annotation, member, $"Swagger 2.0 has no '{name}'", "it is left out",
                "nothing has to be done: references to the schema were followed");
        }
        else if (name.StartsWith("x-", StringComparison.Ordinal))
        {
            extensions.CopyOne(member, draft);
        }
        else if (name == "writeOnly")
        {
            Annotation(member, "nothing has to be done: answers simply lack the value");
        }
        else if (name == "patternProperties" && HasOnePattern(member.Parent))
        {
            foreach (var pattern in member.Members)
            {
                draft.Set("additionalProperties", schemas.Convert(pattern, place.Below("Value")), member);
                losses.Add(
                    ConversionRules.KeywordLost, member, $"Swagger 2.0 cannot say that names match '{ValueText.Shorten(pattern.Name)}'",
                    "the schema is that of \"additionalProperties\", whatever the names are",
                    "describe the names in the description, or check them in custom code");
            }
        }
        else if (member.IsNull)
        {
            // Nothing is said: the keyword was left empty.
        }
        else if (JsonSchema.Contains(name) || member.Keyword is >= Keyword.Ref and <= Keyword.Example)
        {
            losses.Add(ConversionRules.KeywordLost, member, "Swagger 2.0 cannot say "
                + $"'{name}'{(JsonSchema.Contains(name) ? "" : " in this form")}", "the keyword is left out and values are not checked by it",
                "describe the condition in the description, or check it in custom code");
        }
        else
        {
            losses.Add(ConversionRules.UnknownMember, member, $"'{ValueText.Shorten(name)}' is not a keyword of a schema, and the "
                + $"platform refuses what it does not know", "the keyword is left out",
                "correct its name, or begin it with 'x-'");
        }
    }

    private void WriteFlagItems(SourceNode items, DraftObject draft)
    {
        draft.Set("items", new DraftObject(items), items);
        if (!items.IsTrue)
        {
            losses.Add(
                ConversionRules.KeywordLost, items, "Swagger 2.0 cannot say that a list has no entries but those that \"prefixItems\" names",
                "entries of any kind are allowed", "describe the condition in the description, or check it in custom code");
        }
    }

    private static bool HasOnePattern(SourceNode schema) =>
        schema["patternProperties"] is { IsObject: true, Count: 1 } && !schema[Keyword.AdditionalProperties].IsObject;

    private void WriteExamples(SourceNode examples, DraftObject draft)
    {
        var hasOwn = examples.Parent[Keyword.Example].Exists;
        var first = hasOwn ? default : FirstExample(examples);
        if (first.Exists)
        {
            draft.Set("example", Draft.Copy(first), examples);
        }

        if (examples.Count > (first.Exists ? 1 : 0))
        {
            losses.Add(
                ConversionRules.Annotation, examples, "A schema of Swagger 2.0 has one example",
                hasOwn ? "\"example\" alone is written" : first.Exists ? "the first is kept" : "there is none", "nothing has to be done");
        }
    }

    private void WriteProperties(SourceNode properties, SchemaPlace place, DraftObject draft)
    {
        var written = new DraftObject(properties);
        foreach (var property in properties.Members)
        {
            if (property.IsObject || property.IsBoolean)
            {
                written.Set(property.Name, schemas.Convert(property, place.Below(property.Name)), property);
            }
            else if (!property.RawName.StartsWith("x-"u8))
            {
                losses.Add(
                    ConversionRules.KeywordLost, property,
                    $"The property '{ValueText.Shorten(property.Name)}' is {ValueText.Of(property)} and not a schema",
                    "the property is left out", "write a schema in braces");
            }
        }

        draft.Set("properties", written, properties);
    }

    private void WriteRequired(SourceNode required, DraftObject draft)
    {
        if (!required.IsArray)
        {
            losses.Add(ConversionRules.KeywordLost, required, $"\"required\" of a schema is the list of the required properties but is "
                + $"{ValueText.Of(required)}", "it is left out",
                "name the property in \"required\" of the schema around it");
            return;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        var list = new DraftList(required);
        foreach (var name in required.Elements)
        {
            if (name.Text is { } text && names.Add(text))
            {
                list.Items.Add(Draft.Copy(name));
            }
        }

        draft.Set("required", list, required);
    }

    private void Annotation(SourceNode member, string keep)
    {
        if (member.IsTrue)
        {
            losses.Add(ConversionRules.Annotation, member, $"Swagger 2.0 has no '{member.Name}' here", "it is left out", keep);
        }
    }

    // A list in JSON Schema; an object of named examples where an author took it from elsewhere in OpenAPI.
    private static SourceNode FirstExample(SourceNode examples)
    {
        foreach (var example in examples.Children)
        {
            return examples.IsArray ? example : example["value"];
        }

        return default;
    }
}
