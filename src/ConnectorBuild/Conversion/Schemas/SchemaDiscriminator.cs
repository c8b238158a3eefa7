using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Conversion.Objects;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Schemas;

/// <summary>The platform does not tell derived schemas apart: the property that does so stays, with the values that it can have.</summary>
internal static class SchemaDiscriminator
{
    public static DraftObject Apply(SourceNode schema, DraftObject flat, IReadOnlyList<UnionBranch> branches, LossList losses)
    {
        var discriminator = schema["discriminator"];
        if (!discriminator.Exists)
        {
            return flat;
        }

        losses.Add(ConversionRules.Discriminator, discriminator, $"The platform does not tell derived schemas apart by a discriminator{(discriminator[Keyword.PropertyName].Text is { } named ? $" ('{ValueText.Shorten(named)}')" : "")}", "its property stays, with the values that the document names",
            "nothing has to be done");
        OpenApiObjects.Discriminator.Report(discriminator, losses);
        var mapping = discriminator["mapping"];
        if (discriminator["defaultMapping"] is { IsString: true } other)
        {
            losses.Add(
                ConversionRules.Discriminator, other, "Where the property is missing or has another value, the document names a schema that applies",
                "the property may have any value", "nothing has to be done");
            return flat;
        }

        var values = Values(mapping, branches);
        if (discriminator[Keyword.PropertyName].Text is not { } name || values.Count == 0)
        {
            return flat;
        }

        var properties = flat["properties"] as DraftObject;
        var property = properties?[name] as DraftObject;
        if ((property is null && branches.Count == 0) || property is { } there
            && (there.Has("enum") || there.Has("$ref") || DraftView.TextOf(there["type"]) is not (null or "string")))
        {
            return flat;
        }

        // What a property without type says about its values may not fit a text.
        var valued = property?.Has("type") == true ? property.Clone() : new DraftObject(discriminator);
        valued.Set("type", "string", discriminator);
        valued.Set(
            "enum",
            DraftList.Texts(values.Distinct(StringComparer.Ordinal), discriminator),
            discriminator);
        var changed = flat.Clone();
        changed.Set("properties", (properties?.Clone() ?? new DraftObject(discriminator)).Set(name, valued, discriminator));
        return changed;
    }

    // Without a mapping the values are the names of the schemas; one that is written in place has none, so that any value may come.
    private static List<string> Values(SourceNode mapping, IReadOnlyList<UnionBranch> branches)
    {
        var values = new List<string>();
        foreach (var entry in mapping.Members)
        {
            values.Add(entry.Name);
        }

        if (values.Count > 0)
        {
            return values;
        }

        var names = branches.Select(b => BranchName.ReferenceOf(b.Source)).OfType<string>().ToList();
        return names.Count == branches.Count ? names : [];
    }
}
