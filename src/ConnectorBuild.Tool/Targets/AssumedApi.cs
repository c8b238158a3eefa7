using ConnectorBuild.Cloud.Targets;

namespace ConnectorBuild.Tool.Targets;

/// <summary>An API that was not there before a connector asked for it: what is proved with it holds if it exists in a real tenant.</summary>
/// <param name="Resource">Its address or client id, as the connector names it.</param>
/// <param name="ClientId">The client id that it has here.</param>
/// <param name="Scopes">The delegated permissions that it has here.</param>
internal sealed record AssumedApi(string Resource, string ClientId, IReadOnlyList<string> Scopes)
{
    /// <summary>Those of some assumed APIs that a connector signs in to.</summary>
    public static IReadOnlyList<AssumedApi> Of(IEnumerable<AssumedApi> assumed, DesiredState desired) =>
        [.. assumed.Where(a => desired.Application?.Resources.Any(r => r.Resource == a.Resource) ?? false)];

    /// <summary>What a person should know, as a sentence.</summary>
    public string Text =>
        $"The local tenant assumes that the API '{Resource}' exists, with {string.Join(", ", Scopes.Take(8))}. In a real tenant this "
            + "API must exist.";
}
