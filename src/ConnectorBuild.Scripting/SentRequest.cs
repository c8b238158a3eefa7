using System.Text;

namespace ConnectorBuild.Scripting;

/// <summary>A request that a script sent.</summary>
/// <param name="Method">The method.</param>
/// <param name="Uri">The URL.</param>
/// <param name="Headers">Headers of request and content; the values of a name joined by commas.</param>
/// <param name="Body">The body; empty without one.</param>
public sealed record SentRequest(HttpMethod Method, Uri? Uri, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>The body as UTF-8 text.</summary>
    public string BodyText => Encoding.UTF8.GetString(Body.Span);

    internal static async Task<SentRequest> CaptureAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? default))
        {
            headers[name] = values.ToString();
        }

        // Buffers the content, so that the handler can send it after it was read here.
        var body = request.Content is { } content ? await ReadAsync(content, cancellationToken).ConfigureAwait(false) : [];
        return new SentRequest(request.Method, request.RequestUri, headers, body);
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
        return await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
    }
}
