using System.Collections.Concurrent;
using System.Net;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.LocalCloud.Runtime.Calls;

/// <summary>Which hosts calls may reach: this machine, what stands in for another host on this machine, and the allowed ones.</summary>
internal sealed class BackendHosts(LocalCloudOptions options)
{
    private readonly ConcurrentDictionary<string, string> _standIns = new(options.Runtime.Backends, StringComparer.OrdinalIgnoreCase);

    /// <summary>What stands in for other hosts: host to address.</summary>
    public IReadOnlyDictionary<string, string> StandIns => _standIns;

    /// <summary>The allowed hosts besides this machine.</summary>
    public IReadOnlyList<string> Allowed => options.AllowedHosts;

    /// <summary>Lets an address stand in for a host; null takes it back to what the options say.</summary>
    public void StandIn(string host, string? address)
    {
        if ((address ?? options.Runtime.Backends.GetValueOrDefault(host)) is { } known)
        {
            _standIns[host] = known;
        }
        else
        {
            _standIns.TryRemove(host, out _);
        }
    }

    /// <summary>The address to send to.</summary>
    /// <exception cref="BackendFailureException">The host is not allowed.</exception>
    public Uri Resolve(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri))
        {
            throw new BackendFailureException(BackendFailure.Unreachable, $"'{url}' is not a web address. Check 'host' in the definition.");
        }

        if (!_standIns.IsEmpty && (_standIns.TryGetValue(uri.Authority, out var address) || _standIns.TryGetValue(uri.Host, out address)))
        {
            return new Uri(new Uri(address), uri.PathAndQuery);
        }

        return IsLoopback(uri.IdnHost) || options.AllowedHosts.Contains(uri.IdnHost, StringComparer.OrdinalIgnoreCase)
            ? uri
            : throw new BackendFailureException(
                BackendFailure.HostNotAllowed,
                $"The call goes to '{uri.IdnHost}', which is not this machine. Nothing was sent. To call an API on this machine instead, write "
                + $"\"runtime\": {{ \"backends\": {{ \"{uri.IdnHost}\": \"http://localhost:5080\" }} }} into local-cloud.json; to call "
                + $"the host itself, write \"allowedHosts\": [ \"{uri.IdnHost}\" ].");
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
