using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.CustomCode;

/// <summary>What the targets of the package ConnectorBuild.Scripting report in an author's test project.</summary>
internal static class ScriptTestCodes
{
    public static readonly DiagnosticDescriptor NotFound = new(
        "CB5206", "A ConnectorScript item names a file that is not there", DiagnosticSeverity.Error);
    public static readonly DiagnosticDescriptor Several = new("CB5207", "A test project has several ConnectorScript items", DiagnosticSeverity.Error);
}
