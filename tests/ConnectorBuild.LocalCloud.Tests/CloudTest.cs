using System.Security.Cryptography;
using ConnectorBuild.LocalCloud.Options;
using Microsoft.Extensions.Time.Testing;

namespace ConnectorBuild.LocalCloud.Tests;

/// <summary>A test with a local cloud of its own.</summary>
public abstract class CloudTest : IAsyncDisposable
{
    /// <summary>One key for all tests: searching for one takes a tenth of a second and more.</summary>
    internal static readonly string SigningKey = RSA.Create(2048).ExportPkcs8PrivateKeyPem();

    private CloudClient? _client;

    internal CloudClient Client => _client ?? throw new InvalidOperationException("StartAsync first.");

    internal LocalCloudServer Cloud => Client.Cloud;

    internal FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await StopAsync();
        if (_client is not null)
        {
            var cloud = _client.Cloud;
            _client.Dispose();
            await cloud.DisposeAsync();
        }
    }

    /// <summary>Ends what a test has besides the cloud.</summary>
    protected virtual ValueTask StopAsync() => ValueTask.CompletedTask;

    internal async Task StartAsync(LocalCloudOptions? options = null) =>
        _client = new CloudClient(
            await LocalCloudServer.StartAsync((options ?? new LocalCloudOptions()) with { Clock = Clock, SigningKey = SigningKey }, Stop));
}
