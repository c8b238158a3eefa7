using System.Net;
using System.Net.Http.Headers;
using System.Runtime.ExceptionServices;

namespace ConnectorBuild.Cloud.Http;

/// <summary>
/// Repeats what may be repeated. A request that was refused by throttling (429) was not carried out and may always be sent again; after
/// 502, 503, 504 or no answer only a request that does the same when done twice is: a repeated <c>addPassword</c> would leave a secret that
/// nobody knows. A read is also repeated after 500.
/// </summary>
/// <param name="inner">Sends one try.</param>
/// <param name="clock">Measures tries and waits.</param>
/// <param name="jitter">A number from 0 to 1, so that runs that were refused together do not come back together.</param>
internal sealed class RetryHandler(HttpMessageHandler inner, TimeProvider clock, Func<double> jitter) : DelegatingHandler(inner)
{
    private static readonly HttpRequestOptionsKey<bool> LostAnswer = new("ConnectorBuild.LostAnswer");

    /// <summary>Whether an attempt of the request may have been carried out, although its answer did not come.</summary>
    public static bool HasLostAnswer(HttpRequestMessage request) => request.Options.TryGetValue(LostAnswer, out var isLost) && isLost;

    /// <summary>How long to wait before the next try.</summary>
    /// <param name="asked">What the service asks for; null, or a time in the past, where it asks for nothing that makes sense.</param>
    /// <param name="attempt">The try that failed, from 1.</param>
    /// <param name="chance">A number from 0 to 1.</param>
    public static TimeSpan Delay(TimeSpan? asked, int attempt, double chance) => asked is { } wait && wait >= TimeSpan.Zero
        ? wait + TimeSpan.FromMilliseconds(100 * chance)
        : TimeSpan.FromMilliseconds((500 * Math.Pow(2, attempt - 1)) + (250 * chance));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // A request's content can be sent twice only if it is in memory.
        if (request.Content is not null)
        {
            await request.Content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
        }

        var tries = RequestOptions.KindOf(request) == RequestKind.Read ? ServiceBounds.ReadTries : ServiceBounds.WriteTries;
        var started = clock.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            HttpResponseMessage? response = null;
            HttpRequestException? failure = null;
            try
            {
                response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
                if (!MayRepeat(request, response.StatusCode))
                {
                    return response;
                }
            }
            catch (HttpRequestException e) when (IsTransient(e) && IsRepeatable(request))
            {
                failure = e;
            }

            if (response?.StatusCode != HttpStatusCode.TooManyRequests)
            {
                request.Options.Set(LostAnswer, true);
            }

            var delay = Delay(Asked(response?.Headers.RetryAfter), attempt, jitter());
            if (attempt == tries || clock.GetElapsedTime(started) + delay > ServiceBounds.Total)
            {
                if (failure is not null)
                {
                    ExceptionDispatchInfo.Throw(failure);
                }

                return response!;
            }

            response?.Dispose();
            await Task.Delay(delay, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Whether a read that got this status may get another one when it is sent again.</summary>
    public static bool IsPassing(HttpStatusCode status) => status is
        HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError
        or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    private static bool MayRepeat(HttpRequestMessage request, HttpStatusCode status) => status switch
    {
        HttpStatusCode.TooManyRequests => true,
        HttpStatusCode.InternalServerError => RequestOptions.KindOf(request) == RequestKind.Read,
        _ => IsPassing(status) && IsRepeatable(request),
    };

    private static bool IsRepeatable(HttpRequestMessage request) =>
        request.Method != HttpMethod.Post || RequestOptions.KindOf(request) == RequestKind.Read;

    // A name that does not resolve or a certificate that is not trusted will be so the next time too; and so will be an answer that is too
    // large.
    private static bool IsTransient(HttpRequestException e) => e is AnswerException answer
        ? answer.IsSilent
        : e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse or HttpRequestError.Unknown
            && e.InnerException is not System.Net.Sockets.SocketException { SocketErrorCode: System.Net.Sockets.SocketError.ConnectionRefused };

    private TimeSpan? Asked(RetryConditionHeaderValue? retryAfter) => retryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - clock.GetUtcNow() is var wait && wait < TimeSpan.Zero ? TimeSpan.Zero : wait,
        _ => null,
    };
}
