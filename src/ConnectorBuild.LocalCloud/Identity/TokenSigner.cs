using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConnectorBuild.LocalCloud.Identity;

/// <summary>Writes and reads signed tokens (JWT, RS256).</summary>
internal static class TokenSigner
{
    /// <summary>The id of a key: the start of its modulus' hash.</summary>
    public static string KeyId(RSA key) => Base64Url.EncodeToString(SHA256.HashData(key.ExportParameters(false).Modulus!).AsSpan(0, 20));

    /// <summary>The public key as JWKS wants it.</summary>
    public static JsonObject PublicKey(RSA key)
    {
        var parameters = key.ExportParameters(false);
        return new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["alg"] = "RS256",
            ["kid"] = KeyId(key),
            ["n"] = Base64Url.EncodeToString(parameters.Modulus),
            ["e"] = Base64Url.EncodeToString(parameters.Exponent),
        };
    }

    /// <summary>Signs the claims.</summary>
    public static string Sign(JsonObject claims, RSA key)
    {
        var header = new JsonObject { ["typ"] = "JWT", ["alg"] = "RS256", ["kid"] = KeyId(key) };
        var signed = $"{Encode(header.ToJsonString())}.{Encode(claims.ToJsonString())}";
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    /// <summary>The claims without any check; null where the text is not a JWT.</summary>
    public static (JsonObject Header, JsonObject Claims)? Read(string token)
    {
        try
        {
            return token.Split('.') is [var header, var claims, _]
                && JsonNode.Parse(Base64Url.DecodeFromChars(header)) is JsonObject h
                && JsonNode.Parse(Base64Url.DecodeFromChars(claims)) is JsonObject c
                ? (h, c)
                : null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether the token was signed with the key.</summary>
    public static bool IsSignedBy(string token, RSA key)
    {
        var end = token.LastIndexOf('.');
        try
        {
            return key.VerifyData(
                Encoding.ASCII.GetBytes(token[..end]),
                Base64Url.DecodeFromChars(token.AsSpan(end + 1)),
                HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
