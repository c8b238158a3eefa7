using System.Security.Cryptography;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Entra;

/// <summary>An authorization code or refresh token that was given out.</summary>
/// <param name="Tenant">The tenant that the user signed in to.</param>
/// <param name="AppId">The client.</param>
/// <param name="Resource">The resource's name as asked for; the token's audience.</param>
/// <param name="ResourceAppId">The resource's client id.</param>
/// <param name="Scopes">The consented permissions.</param>
/// <param name="ExpiresOn">When it ends.</param>
internal sealed record SignInSession(Tenant Tenant, string AppId, string Resource, string ResourceAppId, string Scopes, DateTimeOffset ExpiresOn)
{
    /// <summary>The redirect URI that the code was sent to.</summary>
    public string? RedirectUri { get; init; }

    /// <summary>PKCE's challenge, S256 or plain.</summary>
    public (string Challenge, string Method)? Challenge { get; init; }

    /// <summary>The protocol's version: 1 with <c>resource</c>, 2 with <c>scope</c>.</summary>
    public int Version { get; init; } = 2;

    /// <summary>The nonce for the id token.</summary>
    public string? Nonce { get; init; }

    /// <summary>OpenID Connect scopes that were asked for.</summary>
    public IReadOnlyList<string> OpenIdScopes { get; init; } = [];
}

/// <summary>Codes and refresh tokens of the running server. They do not outlive it.</summary>
internal sealed class SignInSessions
{
    private readonly Dictionary<string, SignInSession> _codes = [];
    private readonly Dictionary<string, SignInSession> _refreshTokens = [];
    private readonly HashSet<string> _redeemed = [];

    /// <summary>Keys of issuers of federated credentials that tests play: issuer and key.</summary>
    public Dictionary<string, RSA> Issuers { get; } = new(StringComparer.Ordinal);

    public void AddCode(string code, SignInSession session) => _codes[code] = session;

    public void AddRefreshToken(string token, SignInSession session) => _refreshTokens[token] = session;

    /// <summary>The session of a code, or null.</summary>
    public SignInSession? FindCode(string code) => _codes.GetValueOrDefault(code);

    /// <summary>Whether the code was redeemed before.</summary>
    public bool IsRedeemed(string code) => _redeemed.Contains(code);

    /// <summary>Marks a code as used; it works once.</summary>
    public void Redeem(string code)
    {
        _codes.Remove(code);
        _redeemed.Add(code);
    }

    /// <summary>The session of a refresh token, or null.</summary>
    public SignInSession? FindRefreshToken(string token) => _refreshTokens.GetValueOrDefault(token);
}
