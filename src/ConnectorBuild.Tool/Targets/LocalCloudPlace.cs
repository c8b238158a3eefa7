using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.Projects;
using ConnectorBuild.Tool.Projects;

namespace ConnectorBuild.Tool.Targets;

/// <summary>Where a local cloud keeps its state, and the file that says how it behaves.</summary>
/// <param name="StateFile">The state file's full path.</param>
/// <param name="OptionsFile">The options file's full path; null for the defaults.</param>
internal sealed record LocalCloudPlace(string StateFile, string? OptionsFile)
{
    /// <summary>The name of an options file beside a project.</summary>
    public const string OptionsName = "local-cloud.json";

    /// <summary>The options, read again.</summary>
    /// <exception cref="ConnectorException">CB9505: the file cannot be used.</exception>
    public LocalCloudOptions? ReadOptions() => OptionsFile is null ? null : LocalCloudOptionsFile.Read(OptionsFile);

    /// <summary>The place of a project's local cloud.</summary>
    /// <param name="project">The project.</param>
    /// <param name="environment">The environment, whose <see cref="DeploymentEnvironment.LocalCloudOptions"/> come before a file beside
    /// the project.</param>
    public static LocalCloudPlace Of(ConnectorProject project, DeploymentEnvironment? environment)
    {
        var beside = Path.Combine(project.ProjectDirectory, OptionsName);
        return new LocalCloudPlace(
            Path.Combine(project.IntermediateDirectory ?? Path.Combine(project.ProjectDirectory, "obj"), "local-cloud", "state.json"),
            environment?.LocalCloudOptions ?? (File.Exists(beside) ? beside : null));
    }

    /// <summary>The place that a command names, or that of its project.</summary>
    /// <param name="project">The project argument; not read where a state file is named.</param>
    /// <param name="state">A state file, or null.</param>
    /// <param name="options">An options file, or null for the project's.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static async Task<LocalCloudPlace> ResolveAsync(string project, string? state, string? options, CancellationToken cancellationToken)
    {
        if (state is not null)
        {
            return new LocalCloudPlace(Path.GetFullPath(state), options);
        }

        var read = await ProjectArgument.ResolveAsync(project, environment: null, cancellationToken).ConfigureAwait(false);
        var place = Of(read, read.Environments.FirstOrDefault(e => e.IsLocalCloud));
        return options is null ? place : place with { OptionsFile = options };
    }
}
