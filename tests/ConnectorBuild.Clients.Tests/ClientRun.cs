using System.Diagnostics;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud;

namespace ConnectorBuild.Clients.Tests;

/// <summary>A local cloud that programs of other languages are run against.</summary>
public sealed class ClientRun : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("connectorbuild-clients-").FullName;
    private LocalCloudServer? _cloud;

    /// <summary>The local cloud.</summary>
    public LocalCloudServer Cloud => _cloud ?? throw new InvalidOperationException("The local cloud has not started.");

    /// <summary>The file with the local cloud's certificate.</summary>
    public string Certificate => Path.Combine(_folder, "local-cloud.pem");

    public async ValueTask InitializeAsync()
    {
        _cloud = await LocalCloudServer.StartAsync(new() { StateFile = Path.Combine(_folder, "state.json") }, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Certificate, _cloud.CertificatePem, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Cloud.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Runs a script and reads the JSON that it prints.</summary>
    internal async Task<JsonObject> RunAsync(string program, params string[] arguments)
    {
        var output = await TextAsync(program, arguments);
        return JsonNode.Parse(output) as JsonObject ?? throw new InvalidOperationException(output);
    }

    /// <summary>Runs a program and reads what it prints.</summary>
    internal async Task<string> TextAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Variables())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(Patience);
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(stop.Token), process.StandardError.ReadToEndAsync(stop.Token));
            await process.WaitForExitAsync(stop.Token);
            return (await output) is { Length: > 0 } text ? text : throw new InvalidOperationException(await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private Dictionary<string, string> Variables() => new(StringComparer.Ordinal)
    {
        ["AUTHORITY"] = Cloud.AuthorityHost,
        ["GRAPH"] = Cloud.GraphUrl,
        ["DATAVERSE"] = Cloud.Environments["local"].Url,
        ["TENANT"] = Cloud.Deployer.TenantId,
        ["CLIENT_ID"] = Cloud.Deployer.ClientId,
        ["CLIENT_SECRET"] = Cloud.Deployer.ClientSecret,
        ["CLIENTS"] = Environment.GetEnvironmentVariable("CONNECTORBUILD_NODE_CLIENTS") ?? "",
        ["NODE_EXTRA_CA_CERTS"] = Certificate,
        ["REQUESTS_CA_BUNDLE"] = Certificate,
        ["NO_PROXY"] = "localhost",
    };
}
