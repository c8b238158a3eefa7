using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Tests.Http;

public sealed class CertificateTrustTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("connectorbuild-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(null)]
    [InlineData("-----BEGIN CERTIFICATE-----\nbm8gY2VydGlmaWNhdGU=\n-----END CERTIFICATE-----\n")]
    public void Create_FileThatIsMissingOrDamaged_IsRefusedByName(string? text)
    {
        var file = Path.Combine(_folder, "trusted.pem");
        if (text is not null)
        {
            File.WriteAllText(file, text);
        }

        var found = Assert.Single(Assert.Throws<ConnectorException>(() => CertificateTrust.Create(file)).Diagnostics);

        Assert.Equal("CB9007", found.Id);
        Assert.Contains($"'{file}' cannot be read as a PEM certificate", found.Message, StringComparison.Ordinal);
    }
}
