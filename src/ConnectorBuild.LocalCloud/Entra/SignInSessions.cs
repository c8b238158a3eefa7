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
    /// <summary>Object id of the user; null for the maker.</summary>
    public string? UserId { get; init; }

    /// <summary>Object id of the user.</summary>
    public string SignedIn => UserId ?? Tenant.MakerId;

    /// <summary>The redirect URI that the code was sent to.</summary>
    public string? RedirectUri { get; init; }

    /// <summary>PKCE's challenge, S256 or plain.</summary>
    public (string Challenge, string Method)? Challenge { get; init; }

    /// <summary>How the client has to prove itself.</summary>
    public ClientKind Client { get; init; }

    /// <summary>The protocol's version: 1 with <c>resource</c>, 2 with <c>scope</c>.</summary>
    public int Version { get; init; } = 2;

    /// <summary>Whether <c>.default</c> was asked for, which the answer then repeats: clients look their tokens up by it.</summary>
    public bool IsDefault { get; init; }

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
    private readonly Dictionary<string, (string UserCode, SignInSession Session, bool IsApproved)> _deviceCodes = [];

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

    public void AddDeviceCode(string deviceCode, string userCode, SignInSession session) => _deviceCodes[deviceCode] = (userCode, session, false);

    /// <summary>Notes that a person has entered a code; false where the code or the person is not known.</summary>
    /// <param name="userCode">The code.</param>
    /// <param name="user">The person's name; null for the maker.</param>
    public bool ApproveDeviceCode(string userCode, string? user)
    {
        var found = _deviceCodes.FirstOrDefault(d => d.Value.UserCode == userCode);
        if (found.Key is null || (user is not null && found.Value.Session.Tenant.User(user) is null))
        {
            return false;
        }

        var session = found.Value.Session;
        _deviceCodes[found.Key] = (userCode, session with { UserId = user is null ? null : session.Tenant.User(user).Text("id") }, true);
        return true;
    }

    /// <summary>The session of a device code and whether its user code was entered; null where it is not known.</summary>
    public (SignInSession Session, bool IsApproved)? FindDeviceCode(string deviceCode) =>
        _deviceCodes.TryGetValue(deviceCode, out var found) ? (found.Session, found.IsApproved) : null;

    public void RemoveDeviceCode(string deviceCode) => _deviceCodes.Remove(deviceCode);
}
