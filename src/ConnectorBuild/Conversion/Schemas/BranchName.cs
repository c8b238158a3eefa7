using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Schemas;

/// <summary>How a message calls a branch of <c>oneOf</c> or <c>anyOf</c>: by its name, or by what tells it from the others.</summary>
internal static class BranchName
{
    private const int Named = 3;

    /// <summary>The name, in one line, shortened.</summary>
    public static string Of(SourceNode branch) => ValueText.Shorten(
        ReferenceOf(branch) is { } name ? name
        : branch[Keyword.Title].Text is { Length: > 0 } title ? title
        : branch["const"].Exists ? ValueText.Of(branch["const"])
        : DeclaredType.Of(branch).Type is { } type ? OfType(branch, type)
        : branch[Keyword.Required] is { IsArray: true, Count: > 0 } required ? $"requires {string.Join(", ", Texts(required))}"
        : branch["properties"].IsObject ? OfType(branch, "object")
        : "a schema without name");

    /// <summary>The name of the schema that a branch refers to, not shortened; null where it is written in place.</summary>
    public static string? ReferenceOf(SourceNode branch) =>
        branch[Keyword.Ref].Text is { } reference ? JsonPointer.Unescape(reference[(reference.LastIndexOf('/') + 1)..]) : null;

    private static string OfType(SourceNode branch, string type)
    {
        if (type == "array")
        {
            var items = branch["items"];
            return (ReferenceOf(items) ?? (items.IsObject ? DeclaredType.Of(items).Type : null)) is { } item ? $"array of {item}" : type;
        }

        if (type == "object")
        {
            var properties = new List<string>();
            foreach (var property in branch["properties"].Members)
            {
                properties.Add(property.Name);
            }

            return properties.Count == 0 ? type
                : $"object with {string.Join(", ", properties.Take(Named))}{(properties.Count > Named ? " ..." : "")}";
        }

        if (branch[Keyword.Enum] is { IsArray: true, Count: > 0 } values)
        {
            return $"{type} of {string.Join(", ", Texts(values).Take(Named))}{(values.Count > Named ? " ..." : "")}";
        }

        return branch[Keyword.Format].Text is { Length: > 0 } format ? $"{type} ({format})" : type;
    }

    private static List<string> Texts(SourceNode list)
    {
        var texts = new List<string>();
        foreach (var item in list.Elements)
        {
            texts.Add(item.Text ?? ValueText.Of(item));
        }

        return texts;
    }
}
