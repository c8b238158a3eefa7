using System.Buffers;
using System.Net;
using System.Security.Authentication;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.LocalCloud.Runtime.Messages;

namespace ConnectorBuild.LocalCloud.Runtime.Calls;

/// <summary>Sends requests to backends, and reads their answers up to the limits.</summary>
internal sealed class BackendClient(LocalRuntimeOptions options, BackendHosts hosts) : IDisposable
{
    private static readonly string[] NotPassedOn = ["Transfer-Encoding", "Connection", "Keep-Alive", "Content-Length", "Proxy-Connection", "Upgrade", "Trailer", "TE"];

    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = options.FollowRedirects,
        Proxy = new ProxyForOtherMachines(),
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    });

    public void Dispose() => _client.Dispose();

    /// <summary>Sends a request.</summary>
    /// <exception cref="BackendFailureException">There is no answer that can be passed on.</exception>
    public async Task<RuntimeResponse> SendAsync(RuntimeRequest request, CancellationToken cancellationToken)
    {
        var url = hosts.Resolve(request.Url);
        using var message = Message(request, url);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.BackendTimeLimit);
        try
        {
            using var answer = await _client.SendAsync(message, limit.Token);
            return await ReadAsync(answer, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BackendFailureException(
                BackendFailure.TimedOut,
                $"'{url.Authority}' gave no complete answer within {options.BackendTimeLimit.TotalSeconds:0.###} seconds, after which "
                    + "the platform gives up.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new BackendFailureException(BackendFailure.Unreachable, Describe(url, e));
        }
    }

    private static HttpRequestMessage Message(RuntimeRequest request, Uri url)
    {
        var message = new HttpRequestMessage(new HttpMethod(request.Method), url);
        if (!request.Body.IsEmpty)
        {
            message.Content = new ByteArrayContent(request.Body.Bytes);
        }

        foreach (var (name, value) in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }

    private async Task<RuntimeResponse> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var response = new RuntimeResponse((int)answer.StatusCode, await ReadBodyAsync(answer.Content, cancellationToken));
        foreach (var (name, values) in answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated))
        {
            if (!NotPassedOn.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                foreach (var value in values)
                {
                    response.Headers.Add(name, value);
                }
            }
        }

        return response;
    }

    private async Task<byte[]> ReadBodyAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > options.MessageSizeLimit)
        {
            throw TooLarge();
        }

        var stream = await content.ReadAsStreamAsync(cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            using var body = new MemoryStream();
            for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                if (body.Length + read > options.MessageSizeLimit)
                {
                    throw TooLarge();
                }

                body.Write(buffer, 0, read);
            }

            return body.ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private BackendFailureException TooLarge() => new(
        BackendFailure.TooLarge, $"The answer is larger than {options.MessageSizeLimit} bytes, the platform's limit for a message. Let "
            + "the API answer page by page.");

    private static string Describe(Uri url, Exception e) => e.InnerException is AuthenticationException
        ? $"The certificate of '{url.Authority}' is not trusted ({Text(e.InnerException)}). For ASP.NET Core's own certificate run "
            + "'dotnet dev-certs https --trust', or let the API listen on http."
        : $"'{url.Authority}' cannot be reached ({Text(e)}). Start the API, and check the host and the port.";

    private static string Text(Exception e) => e.Message.ReplaceLineEndings(" ").TrimEnd('.');
}
