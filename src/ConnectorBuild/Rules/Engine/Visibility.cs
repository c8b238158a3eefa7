using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary><c>x-ms-visibility</c>.</summary>
internal static class Visibility
{
    /// <summary>Whether makers never see what has it. Capitals are accepted by the platform.</summary>
    public static bool IsInternal(SourceNode holder) => Is(holder[Keyword.XMsVisibility]);

    /// <summary>Whether a value of <c>x-ms-visibility</c> says so.</summary>
    public static bool Is(SourceNode visibility) =>
        visibility.TextEquals("internal") || string.Equals(visibility.Text, "internal", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether makers never see a part, since it or anything around it is internal.</summary>
    public static bool IsHidden(SourceNode part)
    {
        for (; part.Exists; part = part.Parent)
        {
            if (IsInternal(part))
            {
                return true;
            }
        }

        return false;
    }
}
