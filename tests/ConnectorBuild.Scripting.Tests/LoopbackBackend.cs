using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ConnectorBuild.Scripting.Tests;

/// <summary>Answers every request on a port of its own with one JSON text.</summary>
internal sealed class LoopbackBackend : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _answer;

    public LoopbackBackend(string json)
    {
        _answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + $"{Encoding.UTF8.GetByteCount(json)}\r\nConnection: close\r\n\r\n{json}";
        _listener.Start();
        Url = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/parcels";
        _ = ServeAsync();
    }

    public string Url { get; }

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await using var stream = client.GetStream();
                await stream.ReadExactlyAsync(new byte[4]);
                await stream.WriteAsync(Encoding.UTF8.GetBytes(_answer));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
