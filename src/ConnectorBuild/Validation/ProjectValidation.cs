using ConnectorBuild.Conversion;
using ConnectorBuild.CustomCode;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Validation;

/// <summary>
/// All findings of a project that need no network, the same in a build and on the command line: every rule, in every variant, and what
/// prevents its package.
/// </summary>
public static class ProjectValidation
{
    /// <summary>Validates a connector project, or a folder of connector files.</summary>
    /// <param name="project">The project; not one that only makes a solution.</param>
    /// <param name="environmentName">Whose patches apply; null for the project's chosen environment, and without one for the base and
    /// every environment with patches.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The findings of all variants, each once, and the content of the first.</returns>
    public static ValidationResult Validate(ConnectorProject project, string? environmentName, CancellationToken cancellationToken = default) =>
        Validate(project, environmentName, compiler: null, cancellationToken);

    /// <summary>Validates a connector project, or a folder of connector files, its script included.</summary>
    /// <param name="project">The project; not one that only makes a solution.</param>
    /// <param name="environmentName">The environment whose patches apply; null as above.</param>
    /// <param name="compiler">Compiles the script, unless the project's intermediate folder has the result already; null to leave the
    /// script alone.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The findings of all variants, each once, and the content of the first.</returns>
    public static ValidationResult Validate(
        ConnectorProject project, string? environmentName, ScriptCompiler? compiler, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(project);
        var read = ValidatedProject.OpenConnector(project, compiler);
        var results = new List<ValidationResult>();
        var chosen = environmentName ?? project.EnvironmentName;
        foreach (var environment in Environments(project, chosen))
        {
            cancellationToken.ThrowIfCancellationRequested();
            results.Add(read.Validate(project, environment, cancellationToken));
        }

        // No package is made of what has errors.
        var first = results[0];
        var package = PackageFindings.Check(read, Environments(project, chosen).First(), first.HasErrors ? null : first.Content, cancellationToken);
        return new ValidationResult([.. results.SelectMany(r => r.Diagnostics).Where(d => !IsElsewhere(d)).Concat(package).Distinct()], first.Content)
        {
            Suppressed = [.. results.SelectMany(r => r.Suppressed).Distinct()],
            Unused = [.. results.SelectMany(r => r.Unused).Where(u => !IsElsewhere(u.Diagnostic)).Distinct()],
            ConversionReport = read.Files(project, Environments(project, chosen).First(), cancellationToken).Conversion is { } conversion
                ? ConversionReport.Markdown(project.ProjectDirectory, project.DefinitionFile!, conversion)
                : null,
        };

        // A suppression is of use if it is in any variant, be it one that was not looked at.
        bool IsElsewhere(Diagnostic diagnostic) =>
            diagnostic.Descriptor == SettingsRules.UnusedSuppression
            && (chosen is not null ? project.Environments.Any(e => PatchFiles.Exist(project, e.Name)) : !results.TrueForAll(r => r.Diagnostics.Contains(diagnostic)));
    }

    // Without a chosen environment every variant that a deployment could take is checked, the base first: what is wrong in it is then
    // shown once, at the base file.
    private static IEnumerable<string?> Environments(ConnectorProject project, string? chosen) =>
        chosen is not null ? [chosen] : [null, .. project.Environments.Select(e => e.Name).Where(name => PatchFiles.Exist(project, name))];
}
