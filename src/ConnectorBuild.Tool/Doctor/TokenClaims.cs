using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConnectorBuild.Tool.Doctor;

/// <summary>What a token says of itself. Nothing is verified: the token is ours to send, not to trust.</summary>
internal sealed class TokenClaims(JsonObject claims)
{
    /// <summary>The claims of a token; none for one that is opaque.</summary>
    public static TokenClaims Read(string token)
    {
        try
        {
            return new TokenClaims(JsonNode.Parse(Base64Url.DecodeFromChars(token.Split('.').ElementAtOrDefault(1) ?? "")) as JsonObject ?? []);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return new TokenClaims([]);
        }
    }

    /// <summary>A claim that is a text; null without it.</summary>
    public string? this[string name] => claims[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>Application permissions (<c>roles</c>).</summary>
    public IReadOnlyList<string> Roles => [.. (claims["roles"] as JsonArray ?? []).Select(r => r?.ToString() ?? "")];

    /// <summary>Delegated permissions (<c>scp</c>).</summary>
    public IReadOnlyList<string> Scopes => this["scp"]?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>The client that got the token.</summary>
    public string? ClientId => this["appid"] ?? this["azp"];
}
