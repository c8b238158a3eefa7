using ConnectorBuild.Cloud.Targets;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>A package to import, and how.</summary>
/// <param name="Package">The package and what the environment gives it.</param>
/// <param name="IsUpgrade">Whether a managed version is upgraded, so that what the new version no longer has goes.</param>
/// <param name="OverwritesUnmanaged">Whether portal edits over a managed connector go.</param>
internal sealed record SolutionImport(DesiredPackage Package, bool IsUpgrade, bool OverwritesUnmanaged);
