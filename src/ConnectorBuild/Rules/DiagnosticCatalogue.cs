using System.Reflection;
using ConnectorBuild.Adoption;
using ConnectorBuild.Comparison;
using ConnectorBuild.Dataverse;
using ConnectorBuild.Deployment;
using ConnectorBuild.Entra;
using ConnectorBuild.Packaging;
using ConnectorBuild.Project;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules;

/// <summary>Every code that ConnectorBuild can report.</summary>
public static class DiagnosticCatalogue
{
    // Holders of codes that are not rules. Whoever adds codes of an operation adds the type that holds them here.
    private static readonly Type[] Holders =
    [
        typeof(ReadingRules),
        typeof(SettingsRules),
        typeof(ProjectDiagnostics),
        typeof(PackagingRules),
        typeof(EntraDiagnostics),
        typeof(DataverseDiagnostics),
        typeof(SolutionDiagnostics),
        typeof(DeploymentDiagnostics),
        typeof(ComparisonDiagnostics),
        typeof(AdoptionDiagnostics),
        typeof(RetirementDiagnostics),
    ];

    private static readonly Lazy<IReadOnlyList<DiagnosticDescriptor>> AllDescriptors = new(() =>
    [
        .. RuleCatalogue.Rules.Select(r => r.Descriptor)
            .Concat(Holders.SelectMany(DescriptorsOf))
            .OrderBy(d => d.Id, StringComparer.Ordinal),
    ]);

    /// <summary>All codes, in order.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All => AllDescriptors.Value;

    /// <summary>The code of that name, case does not matter; null if there is none.</summary>
    public static DiagnosticDescriptor? Find(string id) =>
        All.FirstOrDefault(d => string.Equals(d.Id, id, StringComparison.OrdinalIgnoreCase));

    /// <summary>The codes that a type holds in public static fields.</summary>
    public static IEnumerable<DiagnosticDescriptor> DescriptorsOf(Type holder) => holder
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(f => f.FieldType == typeof(DiagnosticDescriptor))
        .Select(f => (DiagnosticDescriptor)f.GetValue(null)!);
}
