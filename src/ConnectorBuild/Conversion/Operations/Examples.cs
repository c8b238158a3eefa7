using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Conversion.Objects;
using ConnectorBuild.Conversion.Sources;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Operations;

/// <summary>The example of a parameter, a body or an answer.</summary>
internal static class Examples
{
    /// <summary>The example, or the first of several; missing if there is none. What else the examples say is reported.</summary>
    public static SourceNode First(SourceNode holder, OpenApiSources sources, LossList losses)
    {
        var first = holder["example"];
        var (examples, hasMore) = (holder["examples"], false);
        foreach (var named in examples.Members)
        {
            var example = sources.Resolve(named);
            OpenApiObjects.Example.Report(example, losses);
            var value = example["value"].Exists ? example["value"] : example["dataValue"];
            hasMore |= first.Exists || !value.Exists || Says(example);
            first = first.Exists ? first : value;
        }

        if (hasMore)
        {
            losses.Add(
                ConversionRules.Annotation, examples, "Swagger 2.0 has one example here, which is a value without name and description",
                first.Exists ? "the first value is kept" : "the examples are left out, because none has a value", "nothing has to be done");
        }

        return first;
    }

    private static bool Says(SourceNode example) =>
        example["summary"].Exists || example["description"].Exists || example["externalValue"].Exists || example["serializedValue"].Exists;
}
