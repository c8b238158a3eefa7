using System.Text.RegularExpressions;

namespace ConnectorBuild.Tool.Tests.Reference;

/// <summary>The commands that pages name, such as <c>plan</c> or <c>local-cloud start</c>.</summary>
internal static partial class DocumentedCommands
{
    public static IEnumerable<string> In(IEnumerable<string> files) =>
        files.SelectMany(f => Command().Matches(File.ReadAllText(f))).Select(m => m.Groups["command"].Value).Distinct(StringComparer.Ordinal);

    [GeneratedRegex(@"dotnet connector (?<command>local-cloud [a-z][a-z-]*|[a-z][a-z-]+)\b(?!\.)")]
    private static partial Regex Command();
}
