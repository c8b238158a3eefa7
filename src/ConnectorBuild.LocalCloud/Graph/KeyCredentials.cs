using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary>Certificates with which an app proves itself.</summary>
internal static class KeyCredentials
{
    /// <summary>The collection that replaces the application's; entries without a key keep the certificate of the same <c>keyId</c>.</summary>
    public static JsonArray Read(GraphContext context, JsonObject application, JsonArray asked)
    {
        var result = new JsonArray();
        foreach (var entry in asked.OfType<JsonObject>())
        {
            var known = application.Items("keyCredentials")
                .FirstOrDefault(k => string.Equals(k.Text("keyId"), entry.Text("keyId"), StringComparison.OrdinalIgnoreCase));
            result.Add(entry.Text("key") is { } key ? New(context, entry, key) : known?.DeepClone() ?? throw Invalid(context));
        }

        return result;
    }

    private static JsonObject New(GraphContext context, JsonObject entry, string key)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(key));
            return new JsonObject
            {
                ["customKeyIdentifier"] = Convert.ToBase64String(certificate.GetCertHash()),
                ["displayName"] = entry.Text("displayName") ?? certificate.Subject,
                ["endDateTime"] = Shape.GraphTime(entry.Time("endDateTime") ?? certificate.NotAfter),
                ["key"] = Convert.ToBase64String(certificate.RawData),
                ["keyId"] = entry.Text("keyId") ?? context.State.Ids.NextId(),
                ["startDateTime"] = Shape.GraphTime(entry.Time("startDateTime") ?? certificate.NotBefore),
                ["type"] = entry.Text("type") ?? "AsymmetricX509Cert",
                ["usage"] = entry.Text("usage") ?? "Verify",
            };
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            throw Invalid(context);
        }
    }

    private static Http.CloudFailure Invalid(GraphContext context) => context.Refuse(GraphError.BadRequest("Key value is invalid certificate"));
}
