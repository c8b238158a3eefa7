using YamlDotNet.Core;

namespace ConnectorBuild.Definition;

/// <summary>What a tag says of its value.</summary>
internal enum YamlTag
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>It is text, a list or a mapping.</summary>
    AsWritten,

    /// <summary>It is a number, true, false or null.</summary>
    Literal,
}

/// <summary>The tags of YAML's core schema. All others make of a value what JSON cannot say.</summary>
internal static class YamlTags
{
    private const string Core = "tag:yaml.org,2002:";

    /// <summary>What a tag says.</summary>
    /// <exception cref="YamlProblemException">The tag is not one of the core schema.</exception>
    public static YamlTag Of(TagName tag, YamlSpan span)
    {
        if (tag.IsEmpty)
        {
            return YamlTag.None;
        }

        return tag.Value switch
        {
            "!" or Core + "str" or Core + "seq" or Core + "map" => YamlTag.AsWritten,
            "?" => YamlTag.None,
            Core + "int" or Core + "float" or Core + "bool" or Core + "null" => YamlTag.Literal,
            _ => throw new YamlProblemException(
                ReadingRules.YamlNotJson, span,
                $"The tag '{ValueText.Shorten(tag.Value)}' makes of this value what JSON cannot say: remove the tag and write the "
                    + "value out"),
        };
    }
}
