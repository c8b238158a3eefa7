using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary>Where parameters are sent.</summary>
internal static class ParameterPlace
{
    public static IReadOnlyList<string> All { get; } = ["query", "header", "path", "formData", "body"];

    /// <summary>The place that an <c>in</c> names; empty if it names none.</summary>
    public static string Of(SourceNode place)
    {
        foreach (var known in All)
        {
            if (place.TextEquals(known))
            {
                return known;
            }
        }

        return "";
    }
}
