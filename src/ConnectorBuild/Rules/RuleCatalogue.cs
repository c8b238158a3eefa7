using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules;

/// <summary>The rules that look at a connector's files.</summary>
public static partial class RuleCatalogue
{
    /// <summary>The codes of all rules, in order.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All => [.. Rules.Select(r => r.Descriptor)];
}
