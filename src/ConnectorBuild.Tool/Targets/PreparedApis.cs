using ConnectorBuild.Cloud.Targets;

namespace ConnectorBuild.Tool.Targets;

/// <summary>What an environment made ready for connectors to sign in to.</summary>
/// <param name="States">The states to deploy, with advice for APIs that are not there.</param>
/// <param name="Assumed">The APIs that were assumed to exist.</param>
internal sealed record PreparedApis(IReadOnlyList<DesiredState> States, IReadOnlyList<AssumedApi> Assumed);
