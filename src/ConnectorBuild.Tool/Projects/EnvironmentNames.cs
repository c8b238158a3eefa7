using System.CommandLine.Completions;
using System.Xml;
using System.Xml.Linq;

namespace ConnectorBuild.Tool.Projects;

/// <summary>
/// The environments that a shell offers: those that the project file itself names. MSBuild is not asked, because a shell does not wait.
/// </summary>
internal static class EnvironmentNames
{
    /// <summary>The names for a command line that is being typed.</summary>
    public static IEnumerable<CompletionItem> Complete(CompletionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.ParseResult.Tokens.Select(t => t.Value).Append(".").SelectMany(Projects).Distinct(StringComparer.Ordinal)
            .SelectMany(Read).Distinct(StringComparer.OrdinalIgnoreCase).Select(name => new CompletionItem(name));
    }

    private static IEnumerable<string> Projects(string path) =>
        path.EndsWith("proj", StringComparison.OrdinalIgnoreCase) && File.Exists(path) ? [Path.GetFullPath(path)]
        : Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.*proj").Select(Path.GetFullPath)
        : [];

    private static IEnumerable<string> Read(string project)
    {
        try
        {
            return
            [
                .. XDocument.Load(project).Descendants().Where(e => e.Name.LocalName == "ConnectorEnvironment")
                    .Select(e => (string?)e.Attribute("Include")).OfType<string>().Where(name => !name.Contains('$', StringComparison.Ordinal)),
            ];
        }
        catch (Exception e) when (e is XmlException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
