using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.CustomCode;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;
using ConnectorBuild.Projects;
using ConnectorBuild.Rules;

namespace ConnectorBuild.Validation;

/// <summary>Every code that the offline core can report.</summary>
public static class CoreCodes
{
    /// <summary>All codes, in order.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = CodeList.Join(
        RuleCatalogue.Rules.Select(r => r.Descriptor),
        CodeList.Of(typeof(ScriptTestCodes)),
        CodeList.Of(typeof(CommonDiagnostics)),
        CodeList.Of(typeof(ReadingRules)),
        CodeList.Of(typeof(ConversionRules)),
        CodeList.Of(typeof(SettingsRules)),
        CodeList.Of(typeof(RetiredCodes)),
        CodeList.Of(typeof(ProjectDiagnostics)),
        CodeList.Of(typeof(PackagingRules)));
}
