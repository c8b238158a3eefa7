using ConnectorBuild.Projects;

namespace ConnectorBuild.Tool.Pipelines;

/// <summary>What a pipeline must know of a project.</summary>
/// <param name="Project">The project's path in the repository, with forward slashes.</param>
/// <param name="Solution">The solution's unique name, which the packages have.</param>
/// <param name="Environments">The environments to deploy to, in the project's order, without the local cloud.</param>
/// <param name="HasLocal">Whether the project has the local cloud, to prove a pull request without a tenant.</param>
internal sealed record PipelineFacts(string Project, string Solution, IReadOnlyList<PipelineEnvironment> Environments, bool HasLocal)
{
    /// <summary>The solution with the flows and apps that use the connector: a zip or an unpacked folder in the repository; null for none.</summary>
    public string? Flows { get; init; }

    /// <summary>Whether <see cref="Flows"/> must be packed before its import.</summary>
    public bool AreFlowsUnpacked => Flows is not null && !Flows.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    /// <summary>The facts of a project.</summary>
    /// <param name="project">The project as MSBuild sees it.</param>
    /// <param name="path">Its path, relative to the repository.</param>
    public static PipelineFacts Of(ConnectorProject project, string path) => new(
        Slashes(path),
        project.SolutionName ?? project.ProjectName,
        [.. project.Environments.Where(e => !IsLocal(e)).Select(e => PipelineEnvironment.Of(project, e))],
        project.Environments.Any(IsLocal));

    /// <summary>A path as both CI systems take it.</summary>
    public static string Slashes(string path) => path.Replace('\\', '/');

    private static bool IsLocal(DeploymentEnvironment environment) =>
        environment.Url is null && string.Equals(environment.Name, DeploymentEnvironment.LocalName, StringComparison.OrdinalIgnoreCase);
}
