using ConnectorBuild.Cloud.Targets;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>On-behalf-of connectors of one run that name the same app: no environment has them yet, so no read tells of them.</summary>
internal static class OnBehalfOfCompanions
{
    /// <summary>The same states, each with the names of the others that share its app.</summary>
    public static IEnumerable<DesiredState> Mark(IReadOnlyList<DesiredState> states) => states.Select(state =>
        states.Where(other => other.Row.Identity != state.Row.Identity && IsShared(state.Application, other.Application))
            .Select(other => other.Row.Identity.Name)
            .ToList() is { Count: > 0 } names
            ? state with { Application = state.Application! with { Companions = [.. names] } }
            : state);

    private static bool IsShared(DesiredApplication? one, DesiredApplication? other) =>
        one is { IsOnBehalfOf: true } && other is { IsOnBehalfOf: true }
        && (one.ClientId is null && other.ClientId is null
            ? string.Equals(one.UniqueName, other.UniqueName, StringComparison.Ordinal)
            : string.Equals(one.ClientId, other.ClientId, StringComparison.OrdinalIgnoreCase));
}
