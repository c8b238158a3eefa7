using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Entra;

/// <summary>How an app that a browser is sent back to proves itself; its registration says so by the platform of the redirect URI.</summary>
internal enum ClientKind
{
    /// <summary><c>web</c>: by a secret or an assertion.</summary>
    Confidential,

    /// <summary><c>publicClient</c>: not at all.</summary>
    Public,

    /// <summary><c>spa</c>: not at all, but from a page in a browser, with PKCE.</summary>
    SinglePage,
}

/// <summary>Finds the registered redirect URI that a request names.</summary>
internal static class RedirectPlatform
{
    private static readonly (string Platform, ClientKind Kind)[] Platforms =
        [("web", ClientKind.Confidential), ("spa", ClientKind.SinglePage), ("publicClient", ClientKind.Public)];

    /// <summary>The kind of client that a redirect URI is registered for; null where the app does not have it.</summary>
    public static ClientKind? Find(JsonObject application, string redirectUri)
    {
        foreach (var (platform, kind) in Platforms)
        {
            if (application[platform].Texts("redirectUris").Any(r => Matches(r, redirectUri)))
            {
                return kind;
            }
        }

        return null;
    }

    /// <summary>Whether both are the same address. A program on the person's own machine may listen on any port (RFC 8252, section 7.3).</summary>
    private static bool Matches(string registered, string asked) =>
        string.Equals(registered, asked, StringComparison.Ordinal)
        || (IsLoopback(registered, out var one) && IsLoopback(asked, out var other)
            && one.Host == other.Host && one.AbsolutePath == other.AbsolutePath && one.Query == other.Query);

    private static bool IsLoopback(string address, out Uri uri) =>
        Uri.TryCreate(address, UriKind.Absolute, out uri!) && uri.Scheme == Uri.UriSchemeHttp && uri.Host is "localhost" or "127.0.0.1";
}
