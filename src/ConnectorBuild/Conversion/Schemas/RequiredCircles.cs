using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Schemas;

/// <summary>Opens circles of required properties: no value could satisfy them, and the platform refuses them.</summary>
internal sealed class RequiredCircles(DraftObject definitions, LossList losses)
{
    private readonly Dictionary<string, bool> _isDone = new(StringComparer.Ordinal);

    public void Open()
    {
        foreach (var definition in definitions.Members.ToList())
        {
            if (!_isDone.ContainsKey(definition.Name))
            {
                Visit(definition.Name);
            }
        }
    }

    // Goes through the definitions without recursion: a document can chain thousands of them.
    private void Visit(string start)
    {
        var path = new Stack<(string Name, Queue<RequiredStep> Steps)>();
        Enter(start, path);
        while (path.TryPeek(out var top))
        {
            if (!top.Steps.TryDequeue(out var step))
            {
                _isDone[top.Name] = true;
                path.Pop();
            }
            else if (!_isDone.TryGetValue(step.Target, out var isDone))
            {
                Enter(step.Target, path);
            }
            else if (!isDone)
            {
                Cut(step);
            }
        }
    }

    private void Enter(string name, Stack<(string, Queue<RequiredStep>)> path)
    {
        var steps = new Queue<RequiredStep>();
        if (definitions[name] is DraftObject definition)
        {
            _isDone[name] = false;
            Collect(definition, steps);
            path.Push((name, steps));
        }
        else
        {
            _isDone[name] = true;
        }
    }

    private static void Collect(DraftObject schema, Queue<RequiredStep> steps)
    {
        if (schema["properties"] is not DraftObject properties)
        {
            return;
        }

        foreach (var item in DraftView.ItemsOf(schema["required"]))
        {
            if (DraftView.TextOf(item) is not { } name || properties[name] is not DraftObject property)
            {
                continue;
            }

            if (DraftView.TextOf(property["$ref"]) is { } reference)
            {
                steps.Enqueue(new(schema, name, JsonPointer.Unescape(reference[Definitions.Prefix.Length..])));
            }
            else
            {
                Collect(property, steps);
            }
        }
    }

    private void Cut(RequiredStep step)
    {
        var required = (DraftList)step.Schema["required"]!;
        losses.Add(ConversionRules.RequiredCircle, step.Schema.Origin, $"The property '{ValueText.Shorten(step.Property)}' is required "
            + "and leads back to the schema itself through required properties, and the platform refuses that",
            "the property is not required", "make one of the properties optional");
        required.Items.RemoveAll(i => DraftView.TextOf(i) == step.Property);
        if (required.Items.Count == 0)
        {
            step.Schema.Remove("required");
        }
    }

    private sealed record RequiredStep(DraftObject Schema, string Property, string Target);
}
