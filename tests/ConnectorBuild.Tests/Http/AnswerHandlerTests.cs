using System.IO.Compression;
using System.Text;
using ConnectorBuild.Cloud.Http;
using Microsoft.Extensions.Time.Testing;

namespace ConnectorBuild.Tests.Http;

/// <summary>The bounds of one try: its time, and the size of its answer.</summary>
public sealed class AnswerHandlerTests
{
    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private HttpMessageInvoker Client(HttpMessageHandler service, int limit = 1000) => new(new AnswerHandler(service, _ => limit, _clock));

    [Theory]
    [InlineData("GET", "/connectors", 30)]
    [InlineData("POST", "/v1.0/$batch", 30)]
    [InlineData("POST", "/connectors", 100)]
    [InlineData("PATCH", "/connectors(1)", 100)]
    [InlineData("POST", "/tenant/oauth2/v2.0/token", 100)]
    public async Task Send_SilentService_EndsAtTheBoundOfTheRequestAndNamesHostRequestAndTime(string method, string path, int seconds)
    {
        using var client = Client(new Scripted(Scripted.Silence));
        using var request = new HttpRequestMessage(new HttpMethod(method), "https://contoso.example" + path);

        var answer = client.SendAsync(request, Stop);
        _clock.Advance(TimeSpan.FromSeconds(seconds - 1));
        Assert.False(answer.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));
        var e = await Assert.ThrowsAsync<AnswerException>(() => answer);

        Assert.Equal("CB9021", e.Descriptor.Id);
        Assert.Equal($"contoso.example gave no answer to {method} {path} within {seconds} seconds.", e.Message);
    }

    [Fact]
    public async Task Send_Upload_HasTenMinutes()
    {
        using var client = Client(new Scripted(Scripted.Silence));
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://contoso.example/StageSolution");
        RequestOptions.SetKind(request, RequestKind.Upload);

        var answer = client.SendAsync(request, Stop);
        _clock.Advance(TimeSpan.FromSeconds(599));
        Assert.False(answer.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("CB9021", (await Assert.ThrowsAsync<AnswerException>(() => answer)).Descriptor.Id);
    }

    [Fact]
    public async Task Send_AnswerThatNeverEnds_EndsAtTheSameBound()
    {
        using var client = Client(new Scripted(Scripted.Answer(() => new StreamContent(new SilentStream()))));
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://contoso.example/");

        var answer = client.SendAsync(request, Stop);
        _clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal("CB9021", (await Assert.ThrowsAsync<AnswerException>(() => answer)).Descriptor.Id);
    }

    [Fact]
    public async Task Send_Stopped_IsNotCalledSilence()
    {
        using var client = Client(new Scripted(Scripted.Silence));
        using var stop = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://contoso.example/");

        var answer = client.SendAsync(request, stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    [InlineData(65536)]
    [InlineData(200_000)]
    public async Task Send_AnswerUpToTheLimit_ComesWholeWithItsHeaders(int length)
    {
        var body = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
        using var client = Client(
            new Scripted(Scripted.Answer(() => new ByteArrayContent(body) { Headers = { { "Content-Type", "image/png" } } })),
            limit: length);
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://contoso.example/");

        using var response = await client.SendAsync(request, Stop);

        Assert.Equal(body, await response.Content.ReadAsByteArrayAsync(Stop));
        Assert.Equal(("image/png", length), (response.Content.Headers.ContentType?.MediaType, response.Content.Headers.ContentLength));
    }

    [Fact]
    public async Task Send_AnswerWithoutEnd_IsReadToTheLimitAndNoFurther()
    {
        using var endless = new EndlessStream();
        using var client = Client(new Scripted(Scripted.Answer(() => new StreamContent(endless))), limit: 5 * 1024 * 1024);
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://contoso.example/rows");

        var e = await Assert.ThrowsAsync<AnswerException>(() => client.SendAsync(request, Stop));

        Assert.Equal("CB9023", e.Descriptor.Id);
        Assert.Equal("contoso.example answered GET /rows with more than 5 MB, which no real answer has, so the rest was not read.", e.Message);
        Assert.InRange(endless.Given, 5 * 1024 * 1024, 6 * 1024 * 1024);
    }

    [Fact]
    public async Task Send_BrokenCompression_IsUnreadable()
    {
        using var client = Client(
            new Scripted(
                Scripted.Answer(
                    () => new StreamContent(
                        new GZipStream(new MemoryStream(Encoding.UTF8.GetBytes("not gzip")), CompressionMode.Decompress)))));
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://contoso.example/");

        Assert.Equal("CB9022", (await Assert.ThrowsAsync<AnswerException>(() => client.SendAsync(request, Stop))).Descriptor.Id);
    }

    private sealed class EndlessStream : EmptyStream
    {
        public long Given { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Given += buffer.Length;
            return ValueTask.FromResult(buffer.Length);
        }
    }

    private sealed class SilentStream : EmptyStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }

    private class EmptyStream : MemoryStream
    {
        public override bool CanSeek => false;
    }
}
