using System.Net;

namespace ConnectorBuild.LocalCloud.Runtime.Calls;

/// <summary>The machine's proxy, but never for this machine: a proxy of the environment would not find an API that listens here.</summary>
internal sealed class ProxyForOtherMachines : IWebProxy
{
    /// <inheritdoc/>
    public ICredentials? Credentials { get; set; }

    /// <inheritdoc/>
    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : HttpClient.DefaultProxy.GetProxy(destination);

    /// <inheritdoc/>
    public bool IsBypassed(Uri host) => host.IsLoopback || HttpClient.DefaultProxy.IsBypassed(host);
}
