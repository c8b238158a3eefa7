using System.Net;
using System.Net.Http.Headers;

namespace ConnectorBuild.Cloud.Http;

/// <summary>
/// Repeats what may be repeated. A request that was refused by throttling (429) was not carried out and may always be sent again; after 502, 503,
/// 504 or a broken connection only a request that does the same when done twice is: a repeated <c>addPassword</c> would leave a secret that nobody knows.
/// </summary>
internal sealed class RetryHandler(HttpMessageHandler inner, TimeProvider clock, Func<double> jitter) : DelegatingHandler(inner)
{
    /// <summary>The longest that one request may be held up by waiting, all waits together.</summary>
    public static readonly TimeSpan TotalBound = TimeSpan.FromMinutes(5);

    private const int MaxAttempts = 8;

    private static readonly HttpRequestOptionsKey<bool> LostAnswer = new("ConnectorBuild.LostAnswer");

    /// <summary>Whether an attempt of the request may have been carried out, although its answer did not come.</summary>
    public static bool HasLostAnswer(HttpRequestMessage request) => request.Options.TryGetValue(LostAnswer, out var isLost) && isLost;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // A request's content can be sent twice only if it is in memory.
        if (request.Content is not null)
        {
            await request.Content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
        }

        var waited = TimeSpan.Zero;
        for (var attempt = 1; ; attempt++)
        {
            HttpResponseMessage? response = null;
            try
            {
                response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
                if (!MayRepeat(request, response.StatusCode))
                {
                    return response;
                }
            }
            catch (HttpRequestException e) when (IsTransient(e) && IsRepeatable(request) && attempt < MaxAttempts)
            {
                // No answer: fall through to the wait.
            }

            if (response?.StatusCode != HttpStatusCode.TooManyRequests)
            {
                request.Options.Set(LostAnswer, true);
            }

            var delay = Delay(response?.Headers.RetryAfter, attempt);
            if (attempt == MaxAttempts || waited + delay > TotalBound)
            {
                return response ?? throw new HttpRequestException($"No answer from {request.RequestUri?.Host} after {attempt} attempts.");
            }

            response?.Dispose();
            waited += delay;
            await Task.Delay(delay, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool MayRepeat(HttpRequestMessage request, HttpStatusCode status) => status switch
    {
        HttpStatusCode.TooManyRequests => true,
        HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => IsRepeatable(request),
        _ => false,
    };

    // Our batches only hold reads.
    private static bool IsRepeatable(HttpRequestMessage request) =>
        request.Method != HttpMethod.Post || request.RequestUri?.AbsolutePath.EndsWith("/$batch", StringComparison.Ordinal) == true;

    // A name that does not resolve or a certificate that is not trusted will be so the next time too.
    private static bool IsTransient(HttpRequestException e) => e.HttpRequestError is
        HttpRequestError.ConnectionError or HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse or HttpRequestError.Unknown
        && e.InnerException is not System.Net.Sockets.SocketException { SocketErrorCode: System.Net.Sockets.SocketError.ConnectionRefused };

    private TimeSpan Delay(RetryConditionHeaderValue? retryAfter, int attempt)
    {
        var asked = retryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - clock.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return asked is { } wait
            ? (wait < TimeSpan.Zero ? TimeSpan.Zero : wait) + TimeSpan.FromMilliseconds(100 * jitter())
            : TimeSpan.FromMilliseconds((500 * Math.Pow(2, attempt - 1)) + (250 * jitter()));
    }
}
