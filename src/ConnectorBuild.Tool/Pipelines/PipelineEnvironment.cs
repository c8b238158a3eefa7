using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tool.Pipelines;

/// <summary>An environment of a pipeline.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsManaged">Whether the managed package goes there.</param>
/// <param name="IsImport">Whether a package is imported; otherwise the connector is written from the files of the same commit.</param>
internal sealed record PipelineEnvironment(string Name, bool IsManaged, bool IsImport)
{
    /// <summary>The environment's address, for the import of the flows.</summary>
    public string Url { get; init; } = "";

    /// <summary>The environment's tenant.</summary>
    public string TenantId { get; init; } = "";

    /// <summary>The audience of GitHub's token, which differs by cloud.</summary>
    public string Audience { get; init; } = MicrosoftCloud.Public.TokenExchangeAudience;

    /// <summary>Where a deployment that imports leaves deployment settings with the environment's connector ids; null if it leaves none.</summary>
    public string? Settings { get; init; }

    /// <summary>The environment of a project.</summary>
    public static PipelineEnvironment Of(ConnectorProject project, DeploymentEnvironment environment)
    {
        var isImport = environment.Managed || string.Equals(environment.Route, "Solution", StringComparison.OrdinalIgnoreCase);
        return new(environment.Name, environment.Managed, isImport)
        {
            Url = environment.Url ?? "",
            TenantId = environment.TenantId ?? "",
            Audience = (MicrosoftCloud.Find(environment.Cloud ?? "") ?? MicrosoftCloud.Public).TokenExchangeAudience,
            Settings = isImport && project.IntermediateDirectory is { } folder
                ? PipelineFacts.Slashes(Path.Combine(Path.GetRelativePath(".", folder), $"{project.ProjectName}.{environment.Name}.settings.json"))
                : null,
        };
    }

    /// <summary>The name where only letters, digits and underscores are allowed.</summary>
    public string Identifier => Name.Replace('-', '_');

    /// <summary>The file of the plan that is approved.</summary>
    public string PlanFile => $"{Name}.plan.json";

    /// <summary>The file of the deployment's report.</summary>
    public string ReportFile => $"{Name}.report.html";

    /// <summary>What follows <c>dotnet connector plan PROJECT --environment NAME</c>, and the same with deploy.</summary>
    /// <param name="folder">Where the packages are.</param>
    /// <param name="solution">The solution's name.</param>
    public string PackageOption(string folder, string solution) =>
        IsImport ? $" --package {folder}/{solution}{(IsManaged ? "_managed" : "")}.zip" : "";
}
