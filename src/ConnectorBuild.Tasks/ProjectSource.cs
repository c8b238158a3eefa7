using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using Microsoft.Build.Framework;

namespace ConnectorBuild.Tasks;

/// <summary>Where the evaluated project's values come from.</summary>
internal sealed class ProjectSource
{
    private readonly ProjectFileIndex _project;
    private readonly Dictionary<string, ProjectFileIndex> _others = new(StringComparer.OrdinalIgnoreCase);
    private readonly IReadOnlyCollection<string> _commandLine;

    /// <param name="projectFile">The absolute path of the project file.</param>
    /// <param name="commandLine">The names of the properties that came with <c>-p:</c>; what the file says of them does not hold.</param>
    public ProjectSource(string projectFile, IEnumerable<string> commandLine)
    {
        ProjectFile = projectFile;
        Directory = Path.GetDirectoryName(projectFile)!;
        _project = ProjectFileIndex.Load(projectFile);
        _commandLine = commandLine.ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The absolute path of the project file.</summary>
    public string ProjectFile { get; }

    /// <summary>The absolute path of the project's folder.</summary>
    public string Directory { get; }

    /// <summary>What the project file itself says.</summary>
    public ProjectFileIndex Index => _project;

    /// <summary>The names of the properties that came with <c>-p:</c>.</summary>
    public IReadOnlyCollection<string> CommandLine => _commandLine;

    /// <summary>A property's value, with the spot that sets it.</summary>
    public ProjectValue Property(string name, string? text) =>
        new(name, text, () => _commandLine.Contains(name) ? new SourceLocation(ProjectFile) : _project.Property(name));

    /// <summary>The spot of an item.</summary>
    public SourceLocation Item(string type, ITaskItem item) => IndexOf(item).Item(type, item.ItemSpec);

    /// <summary>The spot of an item's metadata.</summary>
    public SourceLocation Metadata(string type, ITaskItem item, string name) => IndexOf(item).Metadata(type, item.ItemSpec, name);

    /// <summary>The absolute path of a file that is named relative to the project's folder.</summary>
    public string? FullPath(string? path) => path is null ? null : Path.GetFullPath(path.Replace('\\', Path.DirectorySeparatorChar), Directory);

    private ProjectFileIndex IndexOf(ITaskItem item)
    {
        var file = item.GetMetadata("DefiningProjectFullPath");
        if (string.IsNullOrEmpty(file) || string.Equals(file, ProjectFile, StringComparison.OrdinalIgnoreCase))
        {
            return _project;
        }

        if (!_others.TryGetValue(file, out var index))
        {
            _others[file] = index = ProjectFileIndex.Load(file);
        }

        return index;
    }
}
