using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Rules;

namespace ConnectorBuild.Tasks;

/// <summary>Whether the files beside a project are used. Whether those that it uses are there and good is the validator's question.</summary>
internal sealed class FileChecks(ProjectSource source, Action<Diagnostic> report)
{
    /// <summary>Reports several definitions, and patches of no environment.</summary>
    public void Check(ConnectorProject project, IReadOnlyList<string> candidates)
    {
        CheckDefinition(project, candidates);
        foreach (var baseFile in new[] { project.DefinitionPatchBase, project.PropertiesFile ?? source.FullPath("apiProperties.json") })
        {
            CheckPatches(project, baseFile);
        }
    }

    private void CheckDefinition(ConnectorProject project, IReadOnlyList<string> candidates)
    {
        if (project.DefinitionFile is not { } definition || project.Api is not null || source.Index.Property("ConnectorDefinitionFile").Line > 0)
        {
            return;
        }

        var others = candidates.Where(
            c => source.FullPath(c) is { } path && File.Exists(path)
                && !string.Equals(path, definition, StringComparison.Ordinal)).ToList();
        if (DefinitionChoice.Check(definition, others, "name the right one with ConnectorDefinitionFile") is { } finding)
        {
            report(finding);
        }
    }

    private void CheckPatches(ConnectorProject project, string? baseFile)
    {
        foreach (var (environment, path) in baseFile is null ? [] : PatchFiles.Beside(baseFile))
        {
            if (project.FindEnvironment(environment) is null)
            {
                var hint = Similar.Nearest(environment, project.Environments.Select(e => e.Name)) is { } nearest
                    ? $"did you mean {nearest}?"
                    : "rename the file, or add a ConnectorEnvironment item of that name";
                report(new Diagnostic(
                    ProjectDiagnostics.PatchUnused,
                    $"The patch is for the environment '{environment}', which the project does not have, so it changes nothing; {hint}",
                    new SourceLocation(path)));
            }
        }
    }
}
