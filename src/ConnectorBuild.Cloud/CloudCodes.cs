using ConnectorBuild.Cloud.Adoption;
using ConnectorBuild.Cloud.Comparison;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud;

/// <summary>Every code that the cloud half can report, besides the core's.</summary>
public static class CloudCodes
{
    /// <summary>All codes, in order.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = CodeList.Join(
        CodeList.Of(typeof(EntraDiagnostics)),
        CodeList.Of(typeof(DataverseDiagnostics)),
        CodeList.Of(typeof(SolutionDiagnostics)),
        CodeList.Of(typeof(DeploymentDiagnostics)),
        CodeList.Of(typeof(ComparisonDiagnostics)),
        CodeList.Of(typeof(AdoptionDiagnostics)),
        CodeList.Of(typeof(RetirementDiagnostics)));
}
