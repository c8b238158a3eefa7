using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ConnectorBuild.LocalCloud.Endpoints;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tool.Calls;

/// <summary>The API of a project, started on a free port of this machine for as long as a proof takes.</summary>
internal sealed class ApiNextDoor : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Process _process;
    private readonly List<string> _lines = [];

    private ApiNextDoor(Process process, string address) => (_process, Address) = (process, address);

    /// <summary>Where it listens.</summary>
    public string Address { get; }

    /// <summary>Starts an API and waits until it listens.</summary>
    /// <param name="api">The API.</param>
    /// <param name="cloud">The local cloud whose tokens it is to accept.</param>
    /// <param name="tenantId">The tenant of the connector's environment.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">It does not start; the message is a sentence's tail.</exception>
    public static async Task<ApiNextDoor> StartAsync(
        ConnectorApi api, LocalCloudEndpoints cloud, string tenantId, CancellationToken cancellationToken)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo(HostProgram.PathOrName, [api.Assembly!])
        {
            WorkingDirectory = Path.GetDirectoryName(api.ProjectFile),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in Variables(address, cloud, tenantId))
        {
            start.Environment[name] = value;
        }

        try
        {
            var door = new ApiNextDoor(Process.Start(start)!, address);
            door.ReadOutput();
            try
            {
                await door.WaitAsync(cancellationToken).ConfigureAwait(false);
                return door;
            }
            catch
            {
                await door.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException($"the API could not be started: {e.Message}", e);
        }
    }

    /// <summary>Ends the API.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        _process.Dispose();
    }

    private static IEnumerable<(string Name, string Value)> Variables(string address, LocalCloudEndpoints cloud, string tenantId) =>
    [
        ("ASPNETCORE_URLS", address),
        ("ASPNETCORE_ENVIRONMENT", "Development"),
        ("SSL_CERT_FILE", cloud.CertificateFile),
        ("Authentication__Schemes__Bearer__Authority", $"{cloud.AuthorityHost}{tenantId}/v2.0"),
        ("AzureAd__Instance", cloud.AuthorityHost),
        ("AzureAd__TenantId", tenantId),
    ];

    // The system gives a port that is free now; an API that finds it taken all the same says so.
    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private void ReadOutput()
    {
        _process.OutputDataReceived += Take;
        _process.ErrorDataReceived += Take;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _process.StandardInput.Close();

        void Take(object sender, DataReceivedEventArgs line)
        {
            lock (_lines)
            {
                if (line.Data is { Length: > 0 } text && _lines.Count < 200)
                {
                    _lines.Add(text);
                }
            }
        }
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await ListensAsync(cancellationToken).ConfigureAwait(false))
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"the API ended with exit code {_process.ExitCode} before it listened{Said()}");
            }

            if (Stopwatch.GetElapsedTime(started) > Patience)
            {
                throw new InvalidOperationException(
                    $"the API did not listen on {Address} within {Patience.TotalSeconds:0} seconds; it must listen where "
                        + $"ASPNETCORE_URLS says{Said()}");
            }

            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> ListensAsync(CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            var address = new Uri(Address);
            await client.ConnectAsync(address.Host, address.Port, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private string Said()
    {
        lock (_lines)
        {
            return _lines.Count == 0 ? "" : $" (it wrote: {string.Join(' ', _lines.TakeLast(4)).ReplaceLineEndings(" ")})";
        }
    }
}
