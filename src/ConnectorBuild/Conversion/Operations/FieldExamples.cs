using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Operations;

/// <summary>The example of an object of which each property is written on its own: a form, or an object in the query.</summary>
/// <param name="losses">Receives the members of an example that no field shows.</param>
internal sealed class FieldExamples(LossList losses)
{
    /// <summary>Gives each field its member of the example.</summary>
    /// <param name="example">The example; may be missing.</param>
    /// <param name="fields">The properties' names and what was written for each.</param>
    public void Write(SourceNode example, IReadOnlyList<(string Name, DraftObject Field)> fields)
    {
        if (example is { Exists: true, IsObject: false })
        {
            losses.Add(
                ConversionRules.Annotation, example, "The example must be an object with a member for each field", "it is left out",
                "correct the example");
            return;
        }

        foreach (var member in example.Members)
        {
            var field = fields.FirstOrDefault(f => f.Name == member.Name).Field;
            if (member.IsObject || field is null || field.Has("x-example") || DraftView.TextOf(field["type"]) == "file")
            {
                losses.Add(
                    ConversionRules.Annotation, member,
                    $"The example of '{ValueText.Shorten(member.Name)}' is not the only one of a plain field", "it is left out",
                    "nothing has to be done");
            }
            else
            {
                field.SetCopy("x-example", member);
            }
        }
    }
}
