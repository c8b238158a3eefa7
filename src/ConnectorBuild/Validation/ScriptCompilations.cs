using ConnectorBuild.CustomCode;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Validation;

/// <summary>Compiles a project's script, or takes the result that an earlier build kept.</summary>
internal static class ScriptCompilations
{
    /// <summary>The files with the compilation; as they are if there is no script or no compiler.</summary>
    public static ConnectorFiles Add(ConnectorFiles files, ScriptCompiler? compiler, CancellationToken cancellationToken) =>
        compiler is not null && files.Script is { } script
            ? files with { Compilation = compiler.Compile(
                files.Project.ScriptFile ?? script.Path, script.Text, KeptFile(files.Project), cancellationToken) }
            : files;

    private static string? KeptFile(ConnectorProject project) =>
        project.IntermediateDirectory is { } folder ? Path.Combine(folder, project.ProjectName + ".script.json") : null;
}
