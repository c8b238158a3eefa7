using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace ConnectorBuild.Tool.Templates;

/// <summary>The solution that a new connector belongs to, because a project above its folder takes it in by a <c>ConnectorProject</c> item.</summary>
/// <param name="ProjectFile">The solution's project.</param>
/// <param name="PublisherPrefix">Its publisher's prefix; null where another file says it.</param>
internal sealed record EnclosingSolution(string ProjectFile, string? PublisherPrefix)
{
    private static readonly EnumerationOptions Listing = new() { IgnoreInaccessible = true };

    /// <summary>The solution of a project that is not there yet; null without one.</summary>
    /// <param name="projectFile">The full path that the project will have.</param>
    /// <remarks>MSBuild is not asked: the files of a template are made in no time, and need no SDK.</remarks>
    public static EnclosingSolution? Find(string projectFile)
    {
        for (var folder = new FileInfo(projectFile).Directory?.Parent; folder is not null; folder = folder.Parent)
        {
            if (folder.Exists && folder.EnumerateFiles("*.*proj", Listing).Select(f => Read(f.FullName, projectFile)).OfType<EnclosingSolution>().FirstOrDefault() is { } found)
            {
                return found;
            }

            if (Path.Exists(Path.Combine(folder.FullName, ".git")))
            {
                return null;
            }
        }

        return null;
    }

    private static EnclosingSolution? Read(string file, string projectFile)
    {
        try
        {
            var elements = XDocument.Load(file).Descendants().ToList();
            var relative = Path.GetRelativePath(Path.GetDirectoryName(file)!, projectFile).Replace('\\', '/');
            return elements.Where(e => e.Name.LocalName == "ConnectorProject")
                .SelectMany(e => ((string?)e.Attribute("Include") ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                .Any(pattern => Fits(pattern, relative))
                ? new(file, elements.LastOrDefault(e => e.Name.LocalName == "ConnectorPublisherPrefix" && !e.Value.Contains('$', StringComparison.Ordinal))?.Value.Trim())
                : null;
        }
        catch (Exception e) when (e is XmlException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool Fits(string pattern, string path)
    {
        var expression = Regex.Escape(pattern.Replace('\\', '/')).Replace(@"\*\*/", "(.*/)?", StringComparison.Ordinal)
            .Replace(@"\*", "[^/]*", StringComparison.Ordinal).Replace(@"\?", "[^/]", StringComparison.Ordinal);
        return Regex.IsMatch(path, $"^{expression}$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking);
    }
}
