namespace ConnectorBuild.LocalCloud.SignIn;

/// <summary>What came out when a maker tried to create a connection.</summary>
public sealed record SignInResult
{
    /// <summary>Whether the connection got a token.</summary>
    public bool Succeeded => ErrorCode is null;

    /// <summary>The connector's row id.</summary>
    public required string ConnectorId { get; init; }

    /// <summary>The client id that the connector sent.</summary>
    public string? ClientId { get; init; }

    /// <summary>The address that the browser was to be sent back to.</summary>
    public string? RedirectUrl { get; init; }

    /// <summary>The resource that was asked for.</summary>
    public string? Resource { get; init; }

    /// <summary>Who signed in (user principal name).</summary>
    public string? User { get; init; }

    /// <summary>Whether the platform exchanged a token on behalf of the user, without a window.</summary>
    public bool IsExchanged { get; init; }

    /// <summary>The token's audience.</summary>
    public string? Audience { get; init; }

    /// <summary>The token's permissions.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>When the token ends, on the cloud's clock.</summary>
    public DateTimeOffset? ExpiresOn { get; init; }

    /// <summary>The access token. It does not leave the process.</summary>
    internal string? AccessToken { get; init; }

    /// <summary>The refresh token. It does not leave the process.</summary>
    internal string? RefreshToken { get; init; }

    /// <summary><c>AADSTS</c> and a number, or null. <c>NoSignIn</c>: the connector has no OAuth setting. <c>UnknownConnector</c>:
    /// there is no such row. <c>UnknownUser</c>: the tenant has no such user.
    /// <c>UnknownLogin</c>: its login address is not one that the local cloud plays. <c>NoSecret</c>: the row holds no client secret.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The error in words, as the service gave it.</summary>
    public string? Message { get; init; }
}
