using System.Net;
using System.Text;

namespace ConnectorBuild.Scripting;

/// <summary>A backend for tests: it answers what a function says.</summary>
/// <param name="answer">The answer to a request.</param>
public sealed class CannedHandler(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
{
    /// <summary>Answers every request with the same JSON.</summary>
    /// <param name="json">The body.</param>
    /// <param name="status">The status.</param>
    public static CannedHandler Json(string json, HttpStatusCode status = HttpStatusCode.OK) =>
        new(_ => new HttpResponseMessage(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") });

    /// <summary>Fails a test whose script sends anything at all.</summary>
    public static CannedHandler None { get; } = new(
        request => throw new InvalidOperationException(
            $"The script sent {request.Method} {request.RequestUri}, and no request was expected."));

    /// <inheritdoc />
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(answer(request));
    }
}
