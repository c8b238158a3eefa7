using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Tool.Explanations;

/// <summary>The lines of an explanation.</summary>
internal static class ExplanationText
{
    /// <summary>The lines, without anything that a terminal could act on.</summary>
    public static IEnumerable<string> Lines(ExplainedConnector connector)
    {
        yield return SafeText.OneLine(connector.Title);
        yield return "  " + SafeText.OneLine(connector.Description);
        foreach (var sentence in connector.SignIn)
        {
            yield return "  " + SafeText.OneLine(sentence);
        }

        foreach (var (title, operations) in connector.Groups)
        {
            foreach (var line in operations.SelectMany(Lines).Prepend(title).Prepend(""))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<string> Lines(ExplainedOperation operation)
    {
        var marks = new[] { operation.Visibility == "none" ? null : operation.Visibility, operation.IsDeprecated ? "deprecated" : null }.OfType<string>();
        yield return SafeText.OneLine($"  {operation.Name} ({operation.Id}): {string.Join(", ", marks.Prepend(operation.Request))}");
        if (operation.Description.Length > 0)
        {
            yield return "    " + SafeText.OneLine(operation.Description);
        }

        foreach (var field in operation.Parameters)
        {
            yield return SafeText.OneLine($"    in   {Field(field, showsRequired: true)}");
        }

        foreach (var field in operation.Outputs)
        {
            yield return SafeText.OneLine($"    out  {Field(field, showsRequired: false)}");
        }
    }

    private static string Field(ExplainedField field, bool showsRequired)
    {
        var says = new[]
        {
            field.Type,
            showsRequired ? field.IsRequired ? "required" : "optional" : null,
            field.Visibility switch { "none" => null, "internal" => "hidden", var other => other },
            field.Default is { } value ? $"default {value}" : null,
            field.Choices.Count > 0 ? $"one of {string.Join(", ", field.Choices)}" : null,
            field.ChoicesFrom is { } operation ? $"from {operation}" : null,
        };
        return $"{field.Title} [{field.Name}]: {string.Join(", ", says.OfType<string>())}";
    }
}
