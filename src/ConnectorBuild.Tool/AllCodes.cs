using ConnectorBuild.Cloud;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Diagnostics;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Tool;

/// <summary>Every code that ConnectorBuild can report, out of the lists of its assemblies.</summary>
internal static class AllCodes
{
    /// <summary>All codes, in order.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> List { get; } = CodeList.Join(
        CoreCodes.All, CloudCodes.All, CodeList.Of(typeof(LocalCloudErrors)), CodeList.Of(typeof(RuntimeErrors)));

    /// <summary>The code of that name, case does not matter; null if there is none.</summary>
    public static DiagnosticDescriptor? Find(string id) => List.FirstOrDefault(d => string.Equals(d.Id, id, StringComparison.OrdinalIgnoreCase));
}
