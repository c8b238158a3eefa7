using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ConnectorBuild.Projects;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace ConnectorBuild.Tool.Tests;

/// <summary>The tool as a process of its own, whose memory can be looked at, against services that never stop answering.</summary>
public sealed class EndlessAnswerTests : ToolRun
{
    private const string Tenant = "11111111-2222-4333-8444-555555555555";
    private const int MostKilobytes = 200 * 1024;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Plan_AnswersWithoutEnd_AreRefusedWithLittleMemory(bool isCompressed)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The peak of another process's memory is read from /proc.");
        using var certificate = NewCertificate();
        Write("service.pem", certificate.ExportCertificatePem());
        await using var graph = await StartAsync(certificate, isCompressed);
        await using var dataverse = await StartAsync(certificate, isCompressed);
        Describe(p => p with
        {
            EnvironmentName = "dev",
            Environments =
            [
                new DeploymentEnvironment
                {
                    Name = "dev", Url = Url(dataverse), TenantId = Tenant, AuthorityHost = Url(graph) + "/", GraphUrl = Url(graph),
                    TrustedCertificate = At("service.pem"),
                },
            ],
        });

        var (output, kilobytes) = await MeasureAsync("plan", Description);

        Assert.Contains("answered POST /v1.0/$batch with more than 16 MB", output, StringComparison.Ordinal);
        Assert.Contains("answered POST /api/data/v9.2/$batch with more than 64 MB", output, StringComparison.Ordinal);
        Assert.DoesNotContain("CB9001", output, StringComparison.Ordinal);
        TestContext.Current.TestOutputHelper?.WriteLine($"Peak of the memory: {kilobytes} kB");
        Assert.InRange(kilobytes, 1, MostKilobytes);
    }

    private static string Url(WebApplication service) => service.Urls.First();

    private static async Task<WebApplication> StartAsync(X509Certificate2 certificate, bool isCompressed)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, l => l.UseHttps(certificate)));
        var service = builder.Build();
        service.MapPost("/{tenant}/oauth2/v2.0/token", () => Results.Json(new { token_type = "Bearer", expires_in = 3600, access_token = Token() }));
        service.MapFallback(context => AnswerAsync(context, isCompressed));
        await service.StartAsync(Stop);
        return service;
    }

    private static async Task AnswerAsync(HttpContext context, bool isCompressed)
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.ContentEncoding = isCompressed ? "gzip" : "";
        await using var body = isCompressed ? new GZipStream(context.Response.Body, CompressionLevel.Optimal) : context.Response.Body;
        var blanks = Encoding.ASCII.GetBytes(new string(' ', 64 * 1024));
        try
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await body.WriteAsync(blanks, context.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The reader has had enough.
        }
    }

    private static string Token()
    {
        return $"{Part("""{"alg":"none"}""")}.{Part($$"""{"oid":"{{Tenant}}","appid":"{{Tenant}}","tid":"{{Tenant}}","idtyp":"app"}""")}.none";

        static string Part(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=');
    }

    private static async Task<(string Output, int Kilobytes)> MeasureAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(ToolProgram.Path ?? Path.ChangeExtension(typeof(ConnectorTool).Assembly.Location, null), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["AZURE_CLIENT_ID"] = Tenant, ["AZURE_CLIENT_SECRET"] = "a secret", ["AZURE_TENANT_ID"] = Tenant },
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Stop), process.StandardError.ReadToEndAsync(Stop));
        var peak = 0;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, Peak(process.Id));
            await Task.Delay(TimeSpan.FromMilliseconds(20), Stop);
        }

        return (await output + await error, peak);
    }

    // The highest resident size so far; 0 for a process that has ended.
    private static int Peak(int process)
    {
        try
        {
            return File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)) is { } line
                ? int.Parse(line.AsSpan(6, line.Length - 9), CultureInfo.InvariantCulture)
                : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static X509Certificate2 NewCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
