using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Http;

/// <summary>Trust in one more root besides the machine's own: what <c>TrustedCertificate</c> of an environment asks for.</summary>
internal static class CertificateTrust
{
    /// <summary>TLS options that accept what the machine accepts, and chains that end in a certificate of the PEM file.</summary>
    /// <exception cref="ConnectorException">CB9007: the file cannot be read as a certificate.</exception>
    public static SslClientAuthenticationOptions Create(string pemFile)
    {
        var extra = new X509Certificate2Collection();
        try
        {
            extra.ImportFromPemFile(pemFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            throw new ConnectorException(
                new Diagnostic(
                    DeploymentDiagnostics.TrustedCertificateUnreadable,
                    $"The TrustedCertificate '{pemFile}' cannot be read as a PEM certificate ({e.Message}). Without it the "
                        + "environment's endpoints cannot be trusted. Name a PEM file that holds the certificate."),
                e);
        }

        return new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
                errors == SslPolicyErrors.None || (errors == SslPolicyErrors.RemoteCertificateChainErrors && IsTrusted(certificate, extra)),
        };
    }

    private static bool IsTrusted(X509Certificate? certificate, X509Certificate2Collection roots)
    {
        if (certificate is not X509Certificate2 leaf)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(leaf);
    }
}
