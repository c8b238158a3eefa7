using ConnectorBuild.Reporting;
using System.Diagnostics;
using ConnectorBuild.Deployment;
using ConnectorBuild.Project;
using ConnectorBuild.Rules;
using ConnectorBuild.Tool.Output;

namespace ConnectorBuild.Tool.Projects;

/// <summary>Finds the project that a command's argument names: a project file, its folder, or the description that MSBuild wrote of it.</summary>
internal static class ProjectArgument
{
    /// <summary>What the names of descriptions end with, behind the project's name.</summary>
    public const string DescriptionSuffix = ".connector.json";

    /// <summary>The project.</summary>
    /// <param name="path">A <c>.csproj</c>, a folder with one, or a <c>.connector.json</c>.</param>
    /// <param name="environment">The environment that the command line names; null keeps the project's own.</param>
    /// <param name="cancellationToken">Stops the evaluation.</param>
    /// <exception cref="ConnectorException">CB9012, CB9013.</exception>
    public static async Task<ConnectorProject> ResolveAsync(string path, string? environment, CancellationToken cancellationToken)
    {
        var description = path.EndsWith(DescriptionSuffix, StringComparison.OrdinalIgnoreCase)
            ? path
            : await EvaluateAsync(ProjectFile(path), environment, cancellationToken).ConfigureAwait(false);
        var project = ProjectDescription.Read(description);
        return environment is null ? project : project with { EnvironmentName = environment };
    }

    /// <summary>Row id of the project's connector.</summary>
    /// <exception cref="ConnectorException">CB9012, CB9013, or the project's content cannot be read.</exception>
    public static async Task<string> ConnectorIdAsync(string path, CancellationToken cancellationToken)
    {
        var project = await ResolveAsync(path, environment: null, cancellationToken).ConfigureAwait(false);
        return (project.RowId ?? ConnectorIdentity.DeriveRowId(ConnectorIdentity.RowName(project.PublisherPrefix ?? "", project.ConnectorName ?? project.ProjectName))).ToString();
    }

    private static string ProjectFile(string path)
    {
        if (File.Exists(path))
        {
            return Path.GetFullPath(path);
        }

        var files = Directory.Exists(path) ? Directory.GetFiles(path, "*.*proj") : [];
        return files.Length switch
        {
            1 => Path.GetFullPath(files[0]),
            0 => throw NotFound($"There is no connector project at '{path}'."),
            _ => throw NotFound($"There are {files.Length} project files in '{path}': {string.Join(", ", files.Select(Path.GetFileName))}."),
        };
    }

    private static ConnectorException NotFound(string what) => new(new Diagnostic(
        DeploymentDiagnostics.ProjectNotFound, $"{what} Nothing was changed. Name a project file (.csproj), its folder, or a {DescriptionSuffix} file that a build wrote."));

    // MSBuild evaluates the project, in a process of its own; what it means is written in one place only.
    private static async Task<string> EvaluateAsync(string projectFile, string? environment, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in new[]
        {
            "build", projectFile, "-nologo", "-v:quiet", "-tl:off", "-t:WriteConnectorProject", "-getProperty:ConnectorProjectDescription",
        })
        {
            start.ArgumentList.Add(argument);
        }

        if (environment is not null)
        {
            start.ArgumentList.Add($"-p:ConnectorEnvironment={environment}");
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        var text = (await output.ConfigureAwait(false)).Trim();
        if (process.ExitCode == 0 && text.Length > 0)
        {
            // MSBuild keeps a backslash that a project wrote, on every system.
            return Path.GetFullPath(OperatingSystem.IsWindows() ? text : text.Replace('\\', '/'), Path.GetDirectoryName(projectFile)!);
        }

        var said = string.Join(' ', (text + "\n" + await error.ConfigureAwait(false)).Split('\n').Where(l => l.Contains("error", StringComparison.OrdinalIgnoreCase)).Distinct().Take(3));
        said = SafeText.OneLine(said.Length > 0 ? said : "it has no target WriteConnectorProject; does it use ConnectorBuild.Sdk?");
        throw new ConnectorException(new Diagnostic(
            DeploymentDiagnostics.ProjectNotEvaluated,
            $"MSBuild cannot evaluate the project: {(said[^1] is '.' or '?' or '!' ? said : said + ".")} Nothing was changed. 'dotnet build' of the project shows the whole message.",
            new SourceLocation(projectFile)));
    }
}
