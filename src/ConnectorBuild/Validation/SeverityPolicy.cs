using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Validation;

/// <summary>The project's settings over the rules' severities, as C# and MSBuild apply them.</summary>
public sealed class SeverityPolicy(ConnectorProject project)
{
    private readonly HashSet<string> _noWarn = Codes(project.Validation.NoWarn);
    private readonly HashSet<string> _asErrors = Codes(project.Validation.WarningsAsErrors);
    private readonly HashSet<string> _notAsErrors = Codes(project.Validation.WarningsNotAsErrors);

    /// <summary>The severity that counts; null if the finding is not to be shown.</summary>
    public DiagnosticSeverity? Apply(Diagnostic diagnostic)
    {
        var descriptor = diagnostic.Descriptor;
        var severity = diagnostic.Severity;
        if (severity == DiagnosticSeverity.Info && descriptor.IsCertification && project.Certification)
        {
            severity = DiagnosticSeverity.Warning;
        }

        if (severity == DiagnosticSeverity.Error)
        {
            return severity;
        }

        if (_noWarn.Contains(descriptor.Id))
        {
            return null;
        }

        // Named codes also raise an info, as /warnaserror does. What is named is raised whatever else is said of it, because MSBuild
        // itself does so with what a task logs; the switch for all raises warnings only, and leaves out what is named as none.
        return _asErrors.Contains(descriptor.Id)
            || (project.Validation.TreatWarningsAsErrors && severity == DiagnosticSeverity.Warning && !_notAsErrors.Contains(descriptor.Id))
            ? DiagnosticSeverity.Error
            : severity;
    }

    /// <summary>The codes of a setting, which separates them by semicolons, commas or blanks.</summary>
    internal static HashSet<string> Codes(IEnumerable<string> values) => values
        .SelectMany(v => v.Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .ToHashSet(StringComparer.OrdinalIgnoreCase);
}
