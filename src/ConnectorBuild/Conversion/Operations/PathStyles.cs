using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Conversion.Sources;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Operations;

/// <summary>
/// What the styles <c>matrix</c> and <c>label</c> put before the value of a variable of a path: <c>;id=5</c>, <c>.5</c>. Swagger 2.0 has no styles of
/// paths, but the path itself can hold the text.
/// </summary>
internal static class PathStyles
{
    /// <summary>The text before each variable that has one, by the variable's name.</summary>
    /// <param name="sources">Follows references.</param>
    /// <param name="lists">The lists of parameters of the path and of its operations.</param>
    /// <param name="losses">Receives variables that operations of the path send in different ways.</param>
    public static Dictionary<string, string> Of(OpenApiSources sources, IEnumerable<SourceNode> lists, LossList losses)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var list in lists)
        {
            foreach (var entry in list.Elements)
            {
                var parameter = sources.Resolve(entry);
                if (parameter[Keyword.In].TextEquals("path") && parameter[Keyword.Name].Text is { } name && !texts.TryAdd(name, Before(parameter, name))
                    && texts[name] != Before(parameter, name))
                {
                    losses.Add(
                        ConversionRules.PathChanged, entry, $"The operations of the path send the variable '{ValueText.Shorten(name)}' in different styles",
                        "all send it as the first does", "give the parameter one style");
                }
            }
        }

        return texts;
    }

    private static string Before(SourceNode parameter, string name) => parameter["style"].Text switch
    {
        "matrix" => $";{name}=",
        "label" => ".",
        _ => "",
    };
}
