using ConnectorBuild.Projects;

namespace ConnectorBuild.Tool.Pipelines;

/// <summary>What a pipeline must know of a project.</summary>
/// <param name="Project">The project's path in the repository, with forward slashes.</param>
/// <param name="Solution">The solution's unique name, which the packages have.</param>
/// <param name="Environments">The environments to deploy to, in the project's order, without the local cloud.</param>
/// <param name="HasLocal">Whether the project has the local cloud, to prove a pull request without a tenant.</param>
internal sealed record PipelineFacts(string Project, string Solution, IReadOnlyList<PipelineEnvironment> Environments, bool HasLocal)
{
    /// <summary>The facts of a project.</summary>
    /// <param name="project">The project as MSBuild sees it.</param>
    /// <param name="path">Its path, relative to the repository.</param>
    public static PipelineFacts Of(ConnectorProject project, string path) => new(
        path.Replace('\\', '/'),
        project.SolutionName ?? project.ProjectName,
        [.. project.Environments.Where(e => !IsLocal(e)).Select(e => new PipelineEnvironment(e.Name, e.Managed, e.Managed || string.Equals(e.Route, "Solution", StringComparison.OrdinalIgnoreCase)))],
        project.Environments.Any(IsLocal));

    private static bool IsLocal(DeploymentEnvironment environment) =>
        environment.Url is null && string.Equals(environment.Name, DeploymentEnvironment.LocalName, StringComparison.OrdinalIgnoreCase);
}

/// <summary>An environment of a pipeline.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsManaged">Whether the managed package goes there.</param>
/// <param name="IsImport">Whether a package is imported; otherwise the connector is written from the files of the same commit.</param>
internal sealed record PipelineEnvironment(string Name, bool IsManaged, bool IsImport)
{
    /// <summary>What follows <c>dotnet connector deploy PROJECT --environment NAME</c>.</summary>
    /// <param name="folder">Where the packages are.</param>
    /// <param name="solution">The solution's name.</param>
    public string PackageOption(string folder, string solution) =>
        IsImport ? $" --package {folder}/{solution}{(IsManaged ? "_managed" : "")}.zip" : "";
}
