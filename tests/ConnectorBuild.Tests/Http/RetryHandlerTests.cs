using System.Net;
using ConnectorBuild.Cloud.Http;

namespace ConnectorBuild.Tests.Http;

public sealed class RetryHandlerTests
{
    private readonly SkippingTimeProvider _clock = new();

    private async Task<(HttpResponseMessage Response, int Calls)> SendAsync(HttpMethod method, string path, params HttpResponseMessage[] answers)
    {
        var inner = new Scripted(
            [.. answers.Select<HttpResponseMessage, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>>(a => (_, _) => Task.FromResult(a))]);
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

        var (response, calls) = await SendAsync(
            HttpMethod.Post, "/v1.0/applications/x/addPassword", Status(HttpStatusCode.TooManyRequests, 17), Status(HttpStatusCode.OK));

        Assert.Equal((HttpStatusCode.OK, 2), (response.StatusCode, calls));
        Assert.Equal(TimeSpan.FromSeconds(17), _clock.GetUtcNow() - start);
    }

    [Fact]
    public async Task Send_PostWithoutAnswer_IsNotRepeated()
    {
        var (response, calls) = await SendAsync(
            HttpMethod.Post, "/v1.0/applications/x/addPassword", Status(HttpStatusCode.ServiceUnavailable), Status(HttpStatusCode.OK));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, 1), (response.StatusCode, calls));
    }

    [Fact]
    public async Task Send_BatchOfReads_IsRepeated()
    {
        var (response, calls) = await SendAsync(
            HttpMethod.Post, "/v1.0/$batch", Status(HttpStatusCode.ServiceUnavailable), Status(HttpStatusCode.OK));

        Assert.Equal((HttpStatusCode.OK, 2), (response.StatusCode, calls));
    }

    [Fact]
    public async Task Send_AskedToWaitBeyondTheBound_GivesUpAtOnce()
    {
        var (response, calls) = await SendAsync(HttpMethod.Get, "/", Status(HttpStatusCode.TooManyRequests, 3600), Status(HttpStatusCode.OK));

        Assert.Equal((HttpStatusCode.TooManyRequests, 1), (response.StatusCode, calls));
    }

    [Fact]
    public async Task Send_ReadThatFails_HasFourTries()
    {
        var (response, calls) = await SendAsync(
            HttpMethod.Get, "/v1.0/applications", [.. Enumerable.Range(0, 9).Select(_ => Status(HttpStatusCode.InternalServerError))]);

        Assert.Equal((HttpStatusCode.InternalServerError, 4), (response.StatusCode, calls));
    }

    [Fact]
    public async Task Send_ReadThatFailsForAMoment_IsRepeated()
    {
        var (response, calls) = await SendAsync(
            HttpMethod.Post, "/v1.0/$batch", Status(HttpStatusCode.InternalServerError), Status(HttpStatusCode.OK));

        Assert.Equal((HttpStatusCode.OK, 2), (response.StatusCode, calls));
    }

    [Theory]
    [InlineData("PATCH")]
    [InlineData("POST")]
    public async Task Send_WriteThatFails_IsNotRepeated(string method)
    {
        var (response, calls) = await SendAsync(
            new HttpMethod(method), "/v1.0/applications/x", Status(HttpStatusCode.InternalServerError), Status(HttpStatusCode.OK));

        Assert.Equal((HttpStatusCode.InternalServerError, 1), (response.StatusCode, calls));
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("soon")]
    public async Task Send_WaitThatMakesNoSense_IsAsIfThereWereNone(string retryAfter)
    {
        var start = _clock.GetUtcNow();
        var throttled = Status(HttpStatusCode.TooManyRequests);
        throttled.Headers.TryAddWithoutValidation("Retry-After", retryAfter);

        var (response, calls) = await SendAsync(HttpMethod.Get, "/v1.0/applications", throttled, Status(HttpStatusCode.OK));

        Assert.Equal((HttpStatusCode.OK, 2), (response.StatusCode, calls));
        Assert.Equal(TimeSpan.FromMilliseconds(500), _clock.GetUtcNow() - start);
    }

    [Theory]
    [InlineData("GET", 4)]
    [InlineData("PATCH", 3)]
    [InlineData("POST", 1)]
    public async Task Send_SilentService_EndsInFiveMinutes(string method, int tries)
    {
        var service = new Scripted(Scripted.Silence);
        var bound = method == "GET" ? 30 : 100;

        // A try that is silent moves the clock on by its bound.
        using var client = new HttpMessageInvoker(new RetryHandler(new Silent(service, _clock, TimeSpan.FromSeconds(bound)), _clock, () => 0));
        using var request = new HttpRequestMessage(new HttpMethod(method), "https://graph.example/v1.0/applications/x");
        var start = _clock.GetUtcNow();

        var e = await Assert.ThrowsAsync<AnswerException>(() => client.SendAsync(request, TestContext.Current.CancellationToken));

        Assert.Equal(("CB9021", tries), (e.Descriptor.Id, service.Calls));
        Assert.InRange(_clock.GetUtcNow() - start, TimeSpan.FromSeconds(bound), TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(bound));
    }

    private sealed class Silent(Scripted service, SkippingTimeProvider clock, TimeSpan bound) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var over = new CancellationTokenSource();
            using var invoker = new HttpMessageInvoker(service, disposeHandler: false);
            var answer = invoker.SendAsync(request, over.Token);
            clock.Advance(bound);
            await over.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
            throw AnswerException.Silent(request, bound, null);
        }
    }
}
