using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Validation;

/// <summary>What can be wrong with the project's own settings for rules.</summary>
internal static class SettingsRules
{
    public static readonly DiagnosticDescriptor UnusedSuppression = new("CB1901", "A suppression suppresses nothing", DiagnosticSeverity.Warning);
    public static readonly DiagnosticDescriptor SuppressionWithoutJustification = new(
        "CB1902", "A suppression has no justification", DiagnosticSeverity.Warning);
    public static readonly DiagnosticDescriptor UnknownSuppression = new("CB1903", "A suppression names no rule", DiagnosticSeverity.Warning);
    public static readonly DiagnosticDescriptor RetiredCode = new("CB1904", "A setting names a retired code", DiagnosticSeverity.Info);
}
