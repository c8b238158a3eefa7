using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>Refusals of a deletion by what uses the thing; only people can do away with that.</summary>
internal static class HeldBack
{
    /// <summary>The finding of a refusal; null where it is of another kind.</summary>
    /// <param name="code">The refusal's code; empty where it has none.</param>
    /// <param name="text">The refusal's text.</param>
    /// <param name="what">What was refused, as the beginning of a sentence.</param>
    public static Diagnostic? Find(string code, string text, string what) =>
        DataverseRefusals.IsHeldByConnections(text)
            ? new Diagnostic(
                SolutionDiagnostics.HeldByConnections,
                $"{what}: connections of users hold a connector back that would be deleted ({Inner(text)}). Running again does not "
                    + "help before they are deleted. Find and delete them with Get-AdminPowerAppConnection and "
                    + "Remove-AdminPowerAppConnection (PowerShell module Microsoft.PowerApps.Administration.PowerShell; the maker "
                    + "portal shows each user only their own), then run again.")
        : DataverseRefusals.IsHeldByDependents(code, text)
            ? new Diagnostic(
                SolutionDiagnostics.HeldByDependents,
                $"{what}: other components need something that would be deleted ({SafeText.OneLine(text)}). Running again does not "
                    + "help before they are pointed at something else or deleted: in the maker portal under Solutions, the component, "
                    + "Show dependencies.")
        : null;

    private static string Inner(string text) => SafeText.OneLine(DataverseErrors.Unwrap(text));
}
