using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary><c>x-ms-visibility</c>.</summary>
internal static class Visibility
{
    /// <summary>Whether makers never see it. Capitals are accepted by the platform.</summary>
    public static bool IsInternal(SourceNode holder) =>
        string.Equals(holder[Keyword.XMsVisibility].Text, "internal", StringComparison.OrdinalIgnoreCase);
}
