using System.IO.Enumeration;

namespace ConnectorBuild.LocalCloud.Http;

/// <summary>Paths with <c>*</c> for any text.</summary>
internal static class PathPattern
{
    /// <summary>Whether the whole path is of the pattern; case does not matter, and a question mark is one.</summary>
    public static bool Matches(string pattern, string path) =>
        // Only the asterisk is special in "simple" expressions once question marks are out of the way.
        FileSystemName.MatchesSimpleExpression(pattern.Replace('?', '\u0001'), path.Replace('?', '\u0001'), ignoreCase: true);
}
