using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Rules.Engine;

/// <summary>Where findings about a project's own settings are shown.</summary>
internal static class ProjectLocation
{
    public static SourceLocation Of(ConnectorProject project) =>
        new(DisplayPath.Of(project, project.ProjectFile ?? project.ProjectDirectory));
}
