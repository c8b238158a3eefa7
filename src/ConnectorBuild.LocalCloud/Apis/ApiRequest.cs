namespace ConnectorBuild.LocalCloud.Apis;

/// <summary>An API that a connector signs in to.</summary>
/// <param name="Resource">Its address or client id, as the connector names it.</param>
/// <param name="Scopes">The delegated permissions that the connector names; empty where it names none.</param>
public sealed record ApiRequest(string Resource, IReadOnlyList<string> Scopes);
