using System.Buffers.Text;
using System.Text.Json;

namespace ConnectorBuild.Cloud.Entra;

/// <summary>Who a token was issued to, as the token itself says.</summary>
/// <param name="TenantId">Claim <c>tid</c>; null when the token is opaque.</param>
/// <param name="ObjectId">Claim <c>oid</c>.</param>
/// <param name="Name">The user's name or, for an app, its display name or client id.</param>
/// <param name="IsApplication">Whether an app signed in, not a person.</param>
public sealed record SignedInIdentity(Guid? TenantId, string? ObjectId, string Name, bool IsApplication)
{
    /// <summary>By which way, for example <c>Environment (AZURE_CLIENT_ID, AZURE_CLIENT_SECRET)</c>; null where there is only one.</summary>
    public string? Way { get; init; }

    /// <summary>The ways that were tried before and had no sign-in to offer, each with what it lacked.</summary>
    public IReadOnlyList<string> PassedOver { get; init; } = [];

    /// <summary>What the token says that its holder may do.</summary>
    public GraphRights Rights { get; init; } = GraphRights.Unknown;

    /// <summary>
    /// Reads the claims without checking the signature: the token is ours to send, not to trust; what it says is compared with the tenant that the
    /// project names before anything is written.
    /// </summary>
    public static SignedInIdentity FromToken(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        try
        {
            var parts = token.Split('.');
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts.Length > 1 ? parts[1] : ""));
            var isApplication = Claim("idtyp") == "app" || (Claim("upn") is null && Claim("scp") is null);
            return new SignedInIdentity(
                Guid.TryParse(Claim("tid"), out var tenant) ? tenant : null,
                Claim("oid"),
                Claim("upn") ?? Claim("preferred_username") ?? Claim("app_displayname") ?? Claim("appid") ?? Claim("azp") ?? "unknown",
                isApplication)
            {
                Rights = GraphRights.Read(claims.RootElement, isApplication),
            };

            string? Claim(string name) =>
                claims.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            return new SignedInIdentity(null, null, "unknown", IsApplication: true);
        }
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Name} ({(IsApplication ? "app" : "user")}, object {ObjectId ?? "unknown"}, tenant "
            + $"{TenantId?.ToString() ?? "unknown"}){(Way is null ? "" : $" by {Way}")}";
}
