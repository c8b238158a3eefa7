using System.Globalization;
using System.Text.RegularExpressions;
using ConnectorBuild.Testing;

namespace ConnectorBuild.Tool.Tests.Reference;

/// <summary>The version of a form, from the one source file that states it: the constants are not visible from here, and some are literals.</summary>
internal static partial class SourceVersion
{
    public static int Of(string fileName)
    {
        var file = Directory.EnumerateFiles(RepositoryRoot.PathOf("src"), Path.GetFileName(fileName), SearchOption.AllDirectories)
            .Single(f => f.Replace('\\', '/').EndsWith('/' + fileName, StringComparison.Ordinal));
        var versions = Statement().Matches(File.ReadAllText(file))
            .Select(m => int.Parse(m.Groups["version"].Value, CultureInfo.InvariantCulture)).Distinct().ToList();
        return versions is [var version] ? version : throw new InvalidOperationException($"{file} states {versions.Count} versions.");
    }

    [GeneratedRegex("""(?:\b(?:Current)?Version(?: \{ get; init; \})? =|\["version"\] =) (?<version>\d+)\b""")]
    private static partial Regex Statement();
}
