using System.Net;

namespace ConnectorBuild.Cloud.Http;

/// <summary>
/// A body that was read to its end. In parts, because one growing array is held twice whenever it grows: an answer without end must not
/// cost more than its limit.
/// </summary>
internal sealed class BodyContent : HttpContent
{
    // Most answers fit into the first part. The further ones are of a size that a garbage collection does not move, because moving holds
    // them twice.
    private const int FirstPartBytes = 64 * 1024;
    private const int PartBytes = 1024 * 1024;

    private readonly IReadOnlyList<ArraySegment<byte>> _parts;
    private readonly int _length;

    private BodyContent(IReadOnlyList<ArraySegment<byte>> parts, int length) => (_parts, _length) = (parts, length);

    /// <summary>Reads a body.</summary>
    /// <returns>The same content, in memory; null where it has more bytes than the limit.</returns>
    public static async Task<BodyContent?> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        var parts = new List<ArraySegment<byte>>();
        var length = 0;
        await using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var part = new byte[parts.Count == 0 ? FirstPartBytes : PartBytes];
            var read = await stream.ReadAtLeastAsync(part, part.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            length += read;
            if (length > limit)
            {
                return null;
            }

            parts.Add(new ArraySegment<byte>(part, 0, read));
            if (read < part.Length)
            {
                break;
            }
        }

        var body = new BodyContent(parts, length);
        foreach (var (name, values) in content.Headers.NonValidated)
        {
            body.Headers.TryAddWithoutValidation(name, values);
        }

        body.Headers.ContentLength = length;
        return body;
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        foreach (var part in _parts)
        {
            await stream.WriteAsync(part).ConfigureAwait(false);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _length;
        return true;
    }
}
