namespace ConnectorBuild.Cloud.Http;

/// <summary>
/// One try of a request, with its bounds: the answer is read to its end here, within the time that the request's kind has and up to the
/// size that the service has.
/// </summary>
/// <param name="inner">Sends; decompresses, so that the size is what memory would hold.</param>
/// <param name="limit">The most bytes that the answer to a request may have.</param>
/// <param name="clock">Measures the try. The machine's, unlike the clock of waits: a service takes real time.</param>
internal sealed class AnswerHandler(HttpMessageHandler inner, Func<HttpRequestMessage, int> limit, TimeProvider clock) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var bound = ServiceBounds.OfTry(RequestOptions.KindOf(request));
        using var deadline = new CancellationTokenSource(bound, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, either.Token).ConfigureAwait(false);
            var content = await BodyContent.ReadAsync(response.Content, limit(request), either.Token).ConfigureAwait(false)
                ?? throw AnswerException.TooLarge(request, limit(request));
            response.Content.Dispose();
            response.Content = content;
            return IsRedirect(response) && RequestOptions.KindOf(request) != RequestKind.Call
                ? throw AnswerException.Redirect(request, response)
                : response;
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            response?.Dispose();

            // The sockets end a connection that does not come about in the same way.
            throw deadline.IsCancellationRequested
                ? AnswerException.Silent(request, bound, e)
                : new HttpRequestException(
                    HttpRequestError.ConnectionError, $"No connection to {request.RequestUri?.Authority} came about within "
                        + $"{ServiceBounds.Connect.TotalSeconds:0} seconds", e);
        }
        catch (InvalidDataException e)
        {
            response?.Dispose();
            throw AnswerException.Unreadable(request.RequestUri, "its compression is broken", e);
        }
        catch (IOException e)
        {
            response?.Dispose();
            throw new HttpRequestException(
                HttpRequestError.ResponseEnded, $"The answer of {request.RequestUri?.Authority} broke off: {e.Message}", e);
        }
        catch
        {
            response?.Dispose();
            throw;
        }
    }

    // None of these services redirects; following would hand tokens and secrets to whoever it names.
    private static bool IsRedirect(HttpResponseMessage response) => (int)response.StatusCode is >= 300 and < 400 and not 304;
}
