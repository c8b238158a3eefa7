using System.Buffers;
using System.Globalization;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Operations;

/// <summary>The address of a server, its variables filled in.</summary>
/// <param name="Node">The server in the document; missing if the address comes from elsewhere.</param>
/// <param name="Scheme"><c>http</c> or <c>https</c>; empty for a relative address.</param>
/// <param name="Host">Host and port; empty for a relative address.</param>
/// <param name="BasePath">The path, without a slash at its end; empty for the root.</param>
internal sealed record ServerAddress(SourceNode Node, string Scheme, string Host, string BasePath)
{
    private static readonly SearchValues<char> NotInPath = SearchValues.Create("{}?#: ");

    public bool IsAbsolute => Host.Length > 0;

    public bool IsHttps => Scheme == "https";

    /// <summary>Whether it can be called from the same machine only.</summary>
    public bool IsThisMachine => IsAbsolute && new Uri($"{Scheme}://{Host}") is var uri
        && (uri.IsLoopback || uri.Host is "0.0.0.0" || uri.Host.EndsWith(".localhost", StringComparison.Ordinal));

    /// <summary>The address as text.</summary>
    public override string ToString() => IsAbsolute ? $"{Scheme}://{Host}{BasePath}" : BasePath.Length == 0 ? "/" : BasePath;

    /// <summary>Reads an address; null if the platform cannot call it, or refuses it as a host: an IPv6 address has colons.</summary>
    public static ServerAddress? Parse(string address, SourceNode node)
    {
        var text = address.Trim();
        if (text.StartsWith("//", StringComparison.Ordinal))
        {
            text = "https:" + text;
        }

        if (text.Contains("://", StringComparison.Ordinal))
        {
            return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0 && uri.HostNameType != UriHostNameType.IPv6
                && text.AsSpan().IndexOfAny("{}") < 0
                ? new(
                    node, uri.Scheme,
                    uri.IsDefaultPort ? uri.IdnHost : $"{uri.IdnHost}:{uri.Port.ToString(CultureInfo.InvariantCulture)}",
                    PathOf(uri.AbsolutePath))
                : null;
        }

        return text.AsSpan().IndexOfAny(NotInPath) >= 0 ? null : new(node, "", "", PathOf("/" + text.TrimStart('.').TrimStart('/')));
    }

    private static string PathOf(string path) => path.TrimEnd('/');
}
