using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Validation;

/// <summary>What validation found.</summary>
/// <param name="Diagnostics">Findings in file order, severities after the project's settings; suppressed ones are left out.</param>
/// <param name="Content">The content for the environment; null when it could not be read.</param>
public sealed record ValidationResult(IReadOnlyList<Diagnostic> Diagnostics, ConnectorContent? Content)
{
    /// <summary>What <c>ConnectorSuppression</c> items took out, for sinks that show it (SARIF).</summary>
    public IReadOnlyList<SuppressedDiagnostic> Suppressed { get; init; } = [];

    /// <summary>Suppressions that suppress nothing; each is among the <see cref="Diagnostics"/>, too.</summary>
    internal IReadOnlyList<UnusedSuppression> Unused { get; init; } = [];

    /// <summary>What a conversion from OpenAPI 3 lost, as Markdown; null if nothing was converted.</summary>
    public string? ConversionReport { get; init; }

    /// <summary>Whether any finding is an error.</summary>
    public bool HasErrors => Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error);
}

/// <summary>A finding that the project suppresses.</summary>
/// <param name="Diagnostic">The finding.</param>
/// <param name="Justification">Why it is suppressed, in the project's words; null if it does not say.</param>
public sealed record SuppressedDiagnostic(Diagnostic Diagnostic, string? Justification);

/// <summary>A suppression that suppresses nothing.</summary>
/// <param name="Suppression">The item.</param>
/// <param name="Diagnostic">The finding that says so.</param>
internal sealed record UnusedSuppression(ConnectorSuppression Suppression, Diagnostic Diagnostic);
