using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary>Where parameters are sent.</summary>
internal static class ParameterPlace
{
    public static IReadOnlyList<string> All { get; } = ["query", "header", "path", "formData", "body"];

    public static bool IsKnown(string place) => place is "query" or "header" or "path" or "formData" or "body";

    /// <summary>What an <c>in</c> says, known or not; empty if it is missing or no text.</summary>
    public static string Of(SourceNode place)
    {
        var name = place.IsString ? place.Raw : default;
        return name.Length switch
        {
            4 when name.SequenceEqual("path"u8) => "path",
            4 when name.SequenceEqual("body"u8) => "body",
            5 when name.SequenceEqual("query"u8) => "query",
            6 when name.SequenceEqual("header"u8) => "header",
            8 when name.SequenceEqual("formData"u8) => "formData",
            _ => place.Text ?? "",
        };
    }
}
