using System.Text.Json;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Projects;

/// <summary>
/// Finds the connectors behind a path: a project description, a project, a folder of pac or paconn files, one file, or a whole tree.
/// </summary>
public static class ConnectorLocator
{
    private const string DescriptionEnding = ".connector.json";

    private static readonly string[] SkippedFolders = ["bin", "obj", "node_modules"];

    private static readonly EnumerationOptions Listing = new()
    {
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.System,
    };

    /// <summary>The connectors behind a path, in the order of their folders.</summary>
    /// <param name="path">A file or folder; relative paths are taken from the working directory.</param>
    /// <exception cref="ConnectorException">The path does not exist (CB1008), or there is no connector behind it (CB1010).</exception>
    public static IReadOnlyList<ConnectorProject> Find(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var full = Path.GetFullPath(path);
        if (File.Exists(full))
        {
            return Path.GetExtension(full).Equals(".zip", StringComparison.OrdinalIgnoreCase)
                ? throw new ConnectorException(new Diagnostic(
                    ReadingRules.NoDefinition,
                    "There is no connector in this package, so there is nothing to validate: name a solution that has one, or the "
                        + "folder of a connector's files",
                    new SourceLocation(path)))
                : [OfFile(full)];
        }

        if (!Directory.Exists(full))
        {
            throw new ConnectorException(
                new Diagnostic(
                    ReadingRules.Unreadable, $"'{path}' does not exist: check the path and the case of its letters",
                    new SourceLocation(path)));
        }

        var found = FindAny(full);
        return found.Count > 0
            ? found
            : throw new ConnectorException(
                new Diagnostic(
                    ReadingRules.NoDefinition,
                    "There is no connector in this folder or below it: put 'apiDefinition.swagger.json' into it, or name the "
                        + "definition's file itself",
                    new SourceLocation(path)));
    }

    /// <summary>The connectors in a folder or below it; empty where there are none, or the path is not a folder.</summary>
    /// <param name="path">A folder; relative paths are taken from the working directory.</param>
    /// <exception cref="ConnectorException">CB1008: the description of a project cannot be read.</exception>
    public static IReadOnlyList<ConnectorProject> FindAny(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var found = new List<ConnectorProject>();
        if (Directory.Exists(path))
        {
            Search(Path.GetFullPath(path), found);
        }

        return found;
    }

    private static void Search(string directory, List<ConnectorProject> found)
    {
        // An explicit stack: a tree can be deeper than the call stack.
        var open = new Stack<string>([directory]);
        while (open.TryPop(out var current))
        {
            if (OfFolder(current) is { } project && (current == directory || !CodeSample.Is(project)))
            {
                found.Add(project);
            }

            foreach (var child in Directory.EnumerateDirectories(current, "*", Listing).OrderDescending(StringComparer.Ordinal))
            {
                var name = Path.GetFileName(child);
                if (!name.StartsWith('.') && !SkippedFolders.Contains(name, StringComparer.OrdinalIgnoreCase))
                {
                    open.Push(child);
                }
            }
        }
    }

    private static ConnectorProject OfFile(string file)
    {
        var directory = Path.GetDirectoryName(file)!;
        if (file.EndsWith(DescriptionEnding, StringComparison.OrdinalIgnoreCase))
        {
            return OfDescription(file);
        }

        var files = ConnectorFolder.Of(directory);
        var isPartOnly = Path.GetExtension(file).EndsWith("proj", StringComparison.OrdinalIgnoreCase)
            || string.Equals(file, files.Properties, StringComparison.Ordinal)
            || string.Equals(file, files.Icon, StringComparison.Ordinal)
            || string.Equals(file, files.Script, StringComparison.Ordinal);
        return isPartOnly
            ? OfFolder(directory) ?? Project(directory, files)
            : Project(directory, files with { Definition = file }) with { OtherDefinitions = [] };
    }

    // What MSBuild wrote about a project knows more than its folder: other file names, suppressions, severities.
    private static ConnectorProject? OfFolder(string directory)
    {
        var intermediate = Path.Combine(directory, "obj");
        if (Directory.Exists(intermediate))
        {
            foreach (var description in Directory.EnumerateFiles(intermediate, "*" + DescriptionEnding, Listing).Order(StringComparer.Ordinal))
            {
                if (OfDescription(description) is var project
                    && string.Equals(Path.TrimEndingDirectorySeparator(project.ProjectDirectory), directory, StringComparison.Ordinal))
                {
                    return project;
                }
            }
        }

        var files = ConnectorFolder.Of(directory);

        // Properties alone are a connector whose definition is missing or has another name: passed over, it would be green.
        return files.Definition is null && files.Properties is null ? null : Project(directory, files);
    }

    private static ConnectorProject OfDescription(string file)
    {
        try
        {
            return ConnectorProject.FromJson(RegularFile.ReadAllBytes(file));
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new ConnectorException(
                new Diagnostic(
                    ReadingRules.Unreadable,
                    $"The project description cannot be read: {exception.Message.ReplaceLineEndings(" ")} Build the project again, "
                        + "which writes it again",
                    new SourceLocation(file)),
                exception);
        }
    }

    private static ConnectorProject Project(string directory, ConnectorFolder files) => new()
    {
        ProjectName = Path.GetFileName(Path.TrimEndingDirectorySeparator(directory)) is { Length: > 0 } name ? name : "connector",
        ProjectDirectory = directory,
        DefinitionFile = files.Definition,
        OtherDefinitions = files.OtherDefinitions,
        PropertiesFile = files.Properties,
        IconFile = files.Icon,
        ScriptFile = files.Script,
    };
}
