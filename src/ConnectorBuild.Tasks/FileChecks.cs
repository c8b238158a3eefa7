using ConnectorBuild.Project;
using ConnectorBuild.Rules;

namespace ConnectorBuild.Tasks;

/// <summary>Whether the files that a project consists of are there, and whether all that are there are used.</summary>
internal sealed class FileChecks(ProjectSource source, Action<Diagnostic> report)
{
    /// <summary>Reports missing files, several definitions, and patches of no environment.</summary>
    public void Check(ConnectorProject project, IReadOnlyList<string> candidates)
    {
        CheckDefinition(project, candidates);
        CheckExists("ConnectorPropertiesFile", project.PropertiesFile);
        CheckExists("ConnectorIconFile", project.IconFile);
        CheckExists("ConnectorScriptFile", project.ScriptFile);
        CheckPatches(project);
    }

    private void CheckDefinition(ConnectorProject project, IReadOnlyList<string> candidates)
    {
        if (project.DefinitionFile is not { } definition)
        {
            report(new Diagnostic(
                ProjectDiagnostics.FileMissing,
                $"The folder has no OpenAPI file, and without one there is no connector; add apiDefinition.swagger.json (or one of {string.Join(", ", candidates.Skip(1))}), or name the file with ConnectorDefinitionFile",
                new SourceLocation(source.ProjectFile)));
            return;
        }

        CheckExists("ConnectorDefinitionFile", definition);
        var others = candidates.Where(c => File.Exists(source.FullPath(c)) && !string.Equals(source.FullPath(c), definition, StringComparison.Ordinal)).ToList();
        if (others.Count > 0 && source.Index.Property("ConnectorDefinitionFile").Line == 0)
        {
            report(new Diagnostic(
                ProjectDiagnostics.DefinitionAmbiguous,
                $"The folder has several OpenAPI files; {Path.GetFileName(definition)} is used and {string.Join(", ", others)} has no effect; remove what is left over, or name the right one with ConnectorDefinitionFile",
                new SourceLocation(definition)));
        }
    }

    private void CheckExists(string property, string? file)
    {
        if (file is not null && !File.Exists(file))
        {
            report(new Diagnostic(
                ProjectDiagnostics.FileMissing,
                $"{property} names {Path.GetRelativePath(source.Directory, file)}, which does not exist, so the connector would lack it; correct the name or add the file",
                source.Property(property, file).FindLocation()));
        }
    }

    private void CheckPatches(ConnectorProject project)
    {
        foreach (var (stem, folder) in new[] { ("apiDefinition", project.DefinitionFile), ("apiProperties", project.PropertiesFile ?? source.FullPath("apiProperties.json")) })
        {
            if (Path.GetDirectoryName(folder) is not { } directory || !Directory.Exists(directory))
            {
                continue;
            }

            foreach (var file in Directory.EnumerateFiles(directory, stem + ".*.json").Order(StringComparer.Ordinal))
            {
                var name = Path.GetFileName(file)[(stem.Length + 1)..^".json".Length];
                if (!string.Equals(name, "swagger", StringComparison.OrdinalIgnoreCase)
                    && !string.Equals(file, folder, StringComparison.Ordinal)
                    && project.FindEnvironment(name) is null)
                {
                    var hint = Similar.Nearest(name, project.Environments.Select(e => e.Name)) is { } nearest ? $"did you mean {nearest}?" : "rename the file, or add a ConnectorEnvironment item of that name";
                    report(new Diagnostic(
                        ProjectDiagnostics.PatchUnused,
                        $"The patch is for the environment '{name}', which the project does not have, so it changes nothing; {hint}",
                        new SourceLocation(file)));
                }
            }
        }
    }
}
