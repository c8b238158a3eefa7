namespace ConnectorBuild.LocalCloud.Endpoints;

/// <summary>A Dataverse environment of a running local cloud.</summary>
/// <param name="Name">The name in the options.</param>
/// <param name="Url">Scheme, host and port without a final slash, for example <c>https://localhost:41234</c>.</param>
/// <param name="TenantId">The tenant that it belongs to.</param>
/// <param name="EnvironmentId">The environment's id.</param>
public sealed record LocalEnvironment(string Name, string Url, string TenantId, string EnvironmentId);
