using System.Diagnostics;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Tool.Output;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Tool.Projects;

/// <summary>Finds the project that a command's argument names: a project file, its folder, or the description that MSBuild wrote of it.</summary>
internal static class ProjectArgument
{
    /// <summary>What the names of descriptions end with, behind the project's name.</summary>
    public const string DescriptionSuffix = ".connector.json";

    // An assembly of its own, which only MSBuild loads.
    private static string Logger =>
        $"-logger:ConnectorBuild.BuildLogger.BuildErrorLogger,{Path.Combine(AppContext.BaseDirectory, "ConnectorBuild.BuildLogger.dll")}";

    /// <summary>The project.</summary>
    /// <param name="path">A <c>.csproj</c>, a folder with one, or a <c>.connector.json</c>.</param>
    /// <param name="environment">The environment that the command line names; null keeps the project's own.</param>
    /// <param name="cancellationToken">Stops the evaluation.</param>
    /// <exception cref="ConnectorException">CB9012, CB9013, CB9027.</exception>
    public static async Task<ConnectorProject> ResolveAsync(string path, string? environment, CancellationToken cancellationToken)
    {
        return path.EndsWith(DescriptionSuffix, StringComparison.OrdinalIgnoreCase)
            ? Read(path, environment)
            : (await EvaluateAsync(ProjectFile(path), environment, cancellationToken).ConfigureAwait(false)).Project;
    }

    private static ConnectorProject Read(string description, string? environment)
    {
        var project = InPlace(ProjectDescription.Read(description), description);
        return environment is null ? project : project with { EnvironmentName = environment };
    }

    // A description that travels with a package names folders of the machine that built it. What a run leaves behind then lies beside the
    // description.
    private static ConnectorProject InPlace(ConnectorProject project, string description)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(description))!;
        return project.IntermediateDirectory is not { } intermediate || IsIn(folder, project.ProjectDirectory) || IsIn(folder, intermediate)
            ? project
            : project with { IntermediateDirectory = folder };
    }

    private static bool IsIn(string folder, string parent) =>
        Path.GetRelativePath(parent, folder) is var relative && !Path.IsPathRooted(relative)
            && relative.Split(Path.DirectorySeparatorChar)[0] != "..";

    /// <summary>Row id of the project's connector.</summary>
    /// <exception cref="ConnectorException">CB9012, CB9013, or the project's content cannot be read.</exception>
    public static async Task<string> ConnectorIdAsync(string path, CancellationToken cancellationToken)
    {
        var project = await ResolveAsync(path, environment: null, cancellationToken).ConfigureAwait(false);
        return (project.RowId ?? ConnectorIdentity.DeriveRowId(
            ConnectorIdentity.RowName(project.PublisherPrefix ?? "", project.ConnectorName ?? project.ProjectName))).ToString();
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

    // What our own tasks and targets found needs no words around it.
    private static List<Diagnostic> Own(IEnumerable<Diagnostic> found, string projectFile) =>
    [
        .. found.Where(d => AllCodes.Find(d.Id) is not null)
            .Select(d => d with { Descriptor = AllCodes.Find(d.Id)!, Location = d.Location ?? new SourceLocation(projectFile) })
            .Distinct(),
    ];

    private static ConnectorException NotFound(string what) => new(new Diagnostic(
        DeploymentDiagnostics.ProjectNotFound, $"{what} Nothing was changed. Name a project file (.csproj), its folder, or a "
            + $"{DescriptionSuffix} file that a build wrote."));

    /// <summary>What a project file says. MSBuild evaluates it, in a process of its own: what a project means is written in one place only.</summary>
    /// <returns>The project, and what our tasks warn of in its file.</returns>
    /// <exception cref="ConnectorException">CB9013, CB9027, or what our tasks found.</exception>
    public static async Task<(ConnectorProject Project, IReadOnlyList<Diagnostic> Warnings)> EvaluateAsync(
        string projectFile, string? environment, CancellationToken cancellationToken)
    {
        projectFile = Path.GetFullPath(projectFile);
        var intermediate = Path.Combine(Path.GetDirectoryName(projectFile)!, "obj");
        var evaluated = await RunAsync(projectFile, environment, moved: false, cancellationToken).ConfigureAwait(false);
        var refusal = evaluated.Project is null ? Refusal(intermediate) : null;
        if (refusal is not null)
        {
            // A folder that cannot be written, a mounted one for example, can still be read: what MSBuild leaves behind goes elsewhere.
            evaluated = await RunAsync(projectFile, environment, moved: true, cancellationToken).ConfigureAwait(false);
        }

        if (evaluated.Project is { } project)
        {
            return (refusal is null ? project : project with { IntermediateDirectory = intermediate }, evaluated.Own);
        }

        if (evaluated.Own.Count > 0)
        {
            throw new ConnectorException(evaluated.Own);
        }

        throw new ConnectorException(new Diagnostic(
            DeploymentDiagnostics.ProjectNotEvaluated,
            $"MSBuild cannot evaluate the project: {(evaluated.Said[^1] is '.' or '?' or '!' ? evaluated.Said : evaluated.Said + ".")} "
                + (refusal is null ? "" : $"'{intermediate}' cannot be written either ({refusal}): make it writable, or copy the project. ")
                + "Nothing was changed. 'dotnet build' of the project shows the whole message.",
            new SourceLocation(projectFile)));
    }

    // With "moved", what MSBuild leaves behind goes to a folder that is gone afterwards.
    private static async Task<(ConnectorProject? Project, List<Diagnostic> Own, string Said)> RunAsync(
        string projectFile, string? environment, bool moved, CancellationToken cancellationToken)
    {
        using var channel = new DiagnosticChannel(Path.GetTempPath());

        // With a file for the result, MSBuild runs loggers, too.
        var result = Path.Combine(channel.Folder, "description.txt");
        var start = new ProcessStartInfo(HostProgram.Require("MSBuild, which evaluates the project, is run by it"))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment[DiagnosticChannel.Variable] = channel.Folder;
        foreach (var argument in new[]
        {
            "build", projectFile, "-nologo", "-v:quiet", "-tl:off", "-t:WriteConnectorProject", "-getProperty:ConnectorProjectDescription", $"-getResultOutputFile:{result}", Logger,
        })
        {
            start.ArgumentList.Add(argument);
        }

        if (environment is not null)
        {
            start.ArgumentList.Add($"-p:ConnectorEnvironment={environment}");
        }

        if (moved)
        {
            start.ArgumentList.Add($"-p:BaseIntermediateOutputPath={Path.Combine(channel.Folder, "obj")}{Path.DirectorySeparatorChar}");
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        var log = await output.ConfigureAwait(false) + "\n" + await error.ConfigureAwait(false);
        var text = File.Exists(result) ? (await File.ReadAllTextAsync(result, cancellationToken).ConfigureAwait(false)).Trim() : "";
        var found = channel.Receive();
        var own = Own(found, projectFile);
        if (process.ExitCode != 0 || text.Length == 0)
        {
            return (null, own, SafeText.OneLine(Said(found, log)));
        }

        // MSBuild keeps a backslash that a project wrote, on every system.
        var description = Path.GetFullPath(OperatingSystem.IsWindows() ? text : text.Replace('\\', '/'), Path.GetDirectoryName(projectFile)!);
        return (Read(description, environment), own, "");
    }

    // Before MSBuild runs, only dotnet itself can say what is wrong.
    private static string Said(IReadOnlyList<Diagnostic> found, string log)
    {
        var errors = found.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => $"{d.Id} {d.Message}".TrimStart()).ToList();
        var said = string.Join(
            ' ',
            (errors.Count > 0 ? errors : log.Split('\n').Where(l => l.Contains("error", StringComparison.OrdinalIgnoreCase))).Distinct()
                .Take(3));
        return said.Length > 0 ? said : "it has no target WriteConnectorProject; does it use ConnectorBuild.Sdk?";
    }

    // Why a folder cannot be written; null if it can. Rights say less than a try: a file system can be mounted read-only, or be full.
    private static string? Refusal(string folder)
    {
        var file = Path.Combine(Path.Exists(folder) ? folder : Path.GetDirectoryName(folder)!, Path.GetRandomFileName());
        try
        {
            File.WriteAllText(file, "");
            File.Delete(file);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return SafeText.OneLine(e.Message).TrimEnd('.');
        }
    }
}
