using ConnectorBuild.LocalCloud.Dataverse;
using ConnectorBuild.LocalCloud.Dataverse.WebApi;
using ConnectorBuild.LocalCloud.Entra;
using ConnectorBuild.LocalCloud.Faults;
using ConnectorBuild.LocalCloud.Graph;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.PowerApps;
using ConnectorBuild.LocalCloud.Platform;
using ConnectorBuild.LocalCloud.State;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ConnectorBuild.LocalCloud.Hosting;

/// <summary>The services behind the ports.</summary>
internal sealed class Services(CloudState state, SignInSessions sessions, FaultRules faults, IReadOnlyDictionary<int, DataverseEnvironment> ports)
{
    private readonly EntraApi _entra = new(state, sessions);
    private readonly PowerPlatformApi _platform = new(state);
    private readonly GraphApi _graph = new(state, faults);
    private readonly PowerAppsApi _powerApps = new(state);
    private readonly Dictionary<int, (DataverseEnvironment Environment, DataverseApi Api, ServiceProtection Protection)> _environments = ports.ToDictionary(
        p => p.Key,
        p => (p.Value, new DataverseApi(state, p.Value, faults), new ServiceProtection(state.Options.Clock, p.Value)));

    /// <summary>Reads a request completely and finds the service that it is for.</summary>
    public async Task<(Target Target, string Sent)> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var sent = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var question = sent.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? sent : sent[..question];
        return (Find(path), sent);

        Target Find(string path)
        {
            if (_environments.TryGetValue(context.Connection.LocalPort, out var found))
            {
                return DataversePath.Read(path).Path is { } rest && path.StartsWith("/api/", StringComparison.Ordinal)
                    ? new Target("Dataverse", found.Environment.Name, Request(rest), found.Api.Handle, found.Protection)
                    : new Target(
                        "Dataverse", found.Environment.Name, Request(path),
                        r => throw DataverseError.NotSupported($"{r.Method} {r.Path}").ToFailure(r));
            }

            return path.StartsWith("/v1.0/", StringComparison.OrdinalIgnoreCase) ? new Target(
                "Graph", null, Request(path["/v1.0".Length..]), _graph.Handle)
                : path.StartsWith("/beta/", StringComparison.OrdinalIgnoreCase) ? new Target("Graph", null, Request(path), _graph.Handle)
                : PowerAppsApi.Has(path) ? new Target("PowerApps", null, Request(path), _powerApps.Handle)
                : path.StartsWith(
                    PowerPlatformApi.Root,
                    StringComparison.OrdinalIgnoreCase) ? new Target("PowerPlatform", null, Request(path), _platform.Handle)
                : new Target("Entra", null, Request(path), _entra.Handle);
        }

        CloudRequest Request(string servicePath) => new()
        {
            Method = context.Request.Method.ToUpperInvariant(),
            Path = servicePath,
            Query = QueryText.Parse(question < 0 ? "" : sent[question..]),
            Headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Body = body.ToArray(),
            BaseUrl = $"{context.Request.Scheme}://{context.Request.Host}",
        };
    }
}
