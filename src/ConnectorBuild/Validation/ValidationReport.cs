using ConnectorBuild.Projects;

namespace ConnectorBuild.Validation;

/// <summary>The validation of one connector among several, as reports show it.</summary>
/// <param name="Project">The connector.</param>
/// <param name="Result">What was found.</param>
public sealed record ValidationReport(ConnectorProject Project, ValidationResult Result);
