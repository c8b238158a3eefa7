using ConnectorBuild.Connectors;

namespace ConnectorBuild.Projects;

/// <summary>The identity of a project's connector: what the project names, else what follows from its names and its definition.</summary>
public static class ProjectIdentity
{
    /// <summary>The identity of a project's connector.</summary>
    /// <param name="project">The project; must have a publisher prefix.</param>
    /// <param name="content">The resolved content, for title and description.</param>
    public static ConnectorIdentity Of(ConnectorProject project, ConnectorContent content)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(content);
        var (title, description) = ConnectorIdentity.ReadInfo(content.Definition);
        var name = RowName(project);
        return new ConnectorIdentity(
            project.RowId ?? ConnectorIdentity.DeriveRowId(name),
            name,
            project.DisplayName ?? title ?? project.ProjectName,
            project.Description ?? description ?? "");
    }

    /// <summary>The row name of a project's connector.</summary>
    public static string RowName(ConnectorProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        return project is { RowId: not null, ConnectorName: { } existing } && ConnectorIdentity.IsRowName(existing)
            ? existing // A connector that exists may have another prefix than its solution's publisher.
            : ConnectorIdentity.RowName(project.PublisherPrefix ?? "", project.ConnectorName ?? project.ProjectName);
    }
}
