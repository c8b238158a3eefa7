using System.Net;
using ConnectorBuild.Cloud.Http;

namespace ConnectorBuild.Tests.Http;

public sealed class RetryHandlerTests
{
    private readonly SkippingTimeProvider _clock = new();

    private async Task<(HttpResponseMessage Response, int Calls)> SendAsync(HttpMethod method, string path, params HttpResponseMessage[] answers)
    {
        var inner = new Scripted(answers);
        using var client = new HttpClient(new RetryHandler(inner, _clock, () => 0));
        using var request = new HttpRequestMessage(method, "https://graph.example" + path);
        var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (response, inner.Calls);
    }

    private static HttpResponseMessage Status(HttpStatusCode status, int? retryAfter = null)
    {
        var response = new HttpResponseMessage(status);
        if (retryAfter is { } seconds)
        {
            response.Headers.Add("Retry-After", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return response;
    }

    [Fact]
    public async Task Send_Throttled_WaitsAsAskedAndRepeatsEvenAPost()
    {
        var start = _clock.GetUtcNow();

        var (response, calls) = await SendAsync(HttpMethod.Post, "/v1.0/applications/x/addPassword", Status(HttpStatusCode.TooManyRequests, 17), Status(HttpStatusCode.OK));

        Assert.Equal((HttpStatusCode.OK, 2), (response.StatusCode, calls));
        Assert.Equal(TimeSpan.FromSeconds(17), _clock.GetUtcNow() - start);
    }

    [Fact]
    public async Task Send_PostWithoutAnswer_IsNotRepeated()
    {
        var (response, calls) = await SendAsync(HttpMethod.Post, "/v1.0/applications/x/addPassword", Status(HttpStatusCode.ServiceUnavailable), Status(HttpStatusCode.OK));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, 1), (response.StatusCode, calls));
    }

    [Fact]
    public async Task Send_BatchOfReads_IsRepeated()
    {
        var (response, calls) = await SendAsync(HttpMethod.Post, "/v1.0/$batch", Status(HttpStatusCode.ServiceUnavailable), Status(HttpStatusCode.OK));

        Assert.Equal((HttpStatusCode.OK, 2), (response.StatusCode, calls));
    }

    [Fact]
    public async Task Send_AskedToWaitBeyondTheBound_GivesUpAtOnce()
    {
        var (response, calls) = await SendAsync(HttpMethod.Get, "/", Status(HttpStatusCode.TooManyRequests, 3600), Status(HttpStatusCode.OK));

        Assert.Equal((HttpStatusCode.TooManyRequests, 1), (response.StatusCode, calls));
    }

    private sealed class Scripted(HttpResponseMessage[] answers) : HttpMessageHandler
    {
        public int Calls { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(answers[Calls++]);
    }
}
