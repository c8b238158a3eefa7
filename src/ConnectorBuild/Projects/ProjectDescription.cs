using System.Text.Json;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Projects;

/// <summary>The file in which MSBuild hands a project over to tasks and tool, <c>obj/{project}.connector.json</c>.</summary>
public static class ProjectDescription
{
    /// <summary>Reads a description.</summary>
    /// <exception cref="ConnectorException">CB6109: it is missing, damaged, or of a newer version.</exception>
    public static ConnectorProject Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        ConnectorProject project;
        try
        {
            project = ConnectorProject.FromJson(RegularFile.ReadAllBytes(path));
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw Unreadable(
                path,
                $"The project description cannot be read ({exception.Message.ReplaceLineEndings(" ")}), so nothing is known about the "
                    + "connector; build again, and delete the file if that does not help",
                exception);
        }

        return project.Version <= ConnectorProject.CurrentVersion
            ? project
            : throw Unreadable(
                path,
                $"The project description has version {project.Version}, written by a newer ConnectorBuild than this one, which knows "
                    + $"version {ConnectorProject.CurrentVersion} and could misunderstand it; update the tool to the version of the "
                    + "SDK package",
                null);
    }

    private static ConnectorException Unreadable(string path, string message, Exception? innerException) =>
        new(new Diagnostic(ProjectDiagnostics.DescriptionUnreadable, message, new SourceLocation(path)), innerException);
}
