using ConnectorBuild.LocalCloud.Dataverse.WebApi;
using ConnectorBuild.LocalCloud.Http;

namespace ConnectorBuild.LocalCloud.Hosting;

/// <summary>Where a request goes.</summary>
/// <param name="Service"><c>Entra</c>, <c>Graph</c>, <c>Dataverse</c> or <c>PowerApps</c>.</param>
/// <param name="Environment">The Dataverse environment, or null.</param>
/// <param name="Request">The request as the service sees it.</param>
/// <param name="Handle">The service.</param>
/// <param name="Protection">What limits the caller, or null.</param>
internal sealed record Target(
    string Service,
    string? Environment,
    CloudRequest Request,
    Func<CloudRequest, CloudResponse> Handle,
    ServiceProtection? Protection = null);
