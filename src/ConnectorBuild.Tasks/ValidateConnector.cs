using ConnectorBuild.Project;
using ConnectorBuild.Rules;

namespace ConnectorBuild.Tasks;

/// <summary>Runs every rule and shows every finding at its place. Runs in every build, because a build that skips it would hide what it found before.</summary>
public sealed partial class ValidateConnector : ConnectorTask
{
    private ConnectorProject? _project;

    /// <inheritdoc />
    protected override string? ReportingProjectFile => _project?.ProjectFile;

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken)
    {
        var project = _project = ReadDescription(Description);
        var diagnostics = new List<Diagnostic>();
        ConnectorContent? resolved = null;
        foreach (var environment in Environments(project))
        {
            var result = ConnectorValidator.Validate(project, environment, cancellationToken);
            diagnostics.AddRange(result.Diagnostics.Where(d => !diagnostics.Contains(d)));
            resolved ??= result.Content;
        }

        foreach (var diagnostic in diagnostics)
        {
            Report(diagnostic);
        }

        if (resolved is not null)
        {
            OutputFile.WriteIfChanged(ResolvedDefinition, resolved.Definition.Span);
            OutputFile.WriteIfChanged(ResolvedProperties, resolved.Properties.Span);
        }

        OutputFile.WriteIfChanged(ReceiptFile, ValidationReceipt.Create(project, diagnostics, resolved).ToJson());
    }

    // Without a chosen environment every variant that a deployment could take is checked, the base first: what is wrong in it is then shown once, at the base file.
    private static IEnumerable<string?> Environments(ConnectorProject project) =>
        project.EnvironmentName is { } chosen
            ? [chosen]
            : [null, .. project.Environments.Select(e => e.Name).Where(name => HasPatches(project, name))];

    private static bool HasPatches(ConnectorProject project, string environment) =>
        IsPatched(project.DefinitionFile, "apiDefinition", environment, project) || IsPatched(project.PropertiesFile, "apiProperties", environment, project);

    private static bool IsPatched(string? file, string stem, string environment, ConnectorProject project) =>
        File.Exists(Path.Combine(Path.GetDirectoryName(file) ?? project.ProjectDirectory, $"{stem}.{environment}.json"));
}
