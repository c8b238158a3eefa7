using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>OData <c>$batch</c> of GETs (multipart/mixed), as the Web API takes it.</summary>
internal static class DataverseBatch
{
    /// <summary>The request's content.</summary>
    /// <param name="reads">What to read, and the ETag of what is known already; null for none.</param>
    /// <param name="api">The Web API's address.</param>
    public static HttpContent Write(IReadOnlyList<(string Path, string? Known)> reads, Uri api)
    {
        var batch = new MultipartContent("mixed", $"batch_{Guid.NewGuid():N}");
        foreach (var (path, known) in reads)
        {
            var condition = known is null ? "" : $"If-None-Match: {known}\r\n";
            var part = new StringContent(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"GET {new Uri(api, path).PathAndQuery} HTTP/1.1\r\nAccept: application/json\r\n{condition}\r\n"),
                Encoding.UTF8);
            part.Headers.ContentType = new MediaTypeHeaderValue("application/http");
            part.Headers.Add("Content-Transfer-Encoding", "binary");
            batch.Add(part);
        }

        return batch;
    }

    /// <summary>The answers, in the order of the requests.</summary>
    /// <exception cref="JsonException">The body of a success is not JSON.</exception>
    public static async Task<IReadOnlyList<DataverseResponse>> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var boundary = response.Content.Headers.ContentType?.Parameters.FirstOrDefault(p => p.Name == "boundary")?.Value?.Trim('"');
        var text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        if (boundary is null)
        {
            return [];
        }

        var answers = new List<DataverseResponse>();
        foreach (var part in text.Split("--" + boundary).Skip(1))
        {
            if (part.StartsWith("--", StringComparison.Ordinal))
            {
                break;
            }

            answers.Add(ReadPart(part));
        }

        return answers;
    }

    // A part is: MIME headers, blank line, status line, HTTP headers, blank line, body.
    private static DataverseResponse ReadPart(string part)
    {
        var lines = part.ReplaceLineEndings("\n").TrimStart('\n').Split('\n');
        var status = Array.FindIndex(lines, l => l.StartsWith("HTTP/", StringComparison.Ordinal));
        if (status < 0 || !int.TryParse(lines[status].Split(' ').ElementAtOrDefault(1), CultureInfo.InvariantCulture, out var code))
        {
            return new DataverseResponse(HttpStatusCode.InternalServerError, null, null);
        }

        var blank = Array.FindIndex(lines, status, string.IsNullOrEmpty);
        var headers = lines[status..(blank < 0 ? lines.Length : blank)];
        var text = blank < 0 ? "" : string.Join('\n', lines[(blank + 1)..]).Trim();
        return new DataverseResponse((HttpStatusCode)code, code is >= 200 and < 300 ? Read(text) : Parse(text), Header("ETag:"))
        {
            RetryAfter = int.TryParse(Header("Retry-After:"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                ? TimeSpan.FromSeconds(seconds)
                : null,
        };

        string? Header(string name) => headers.FirstOrDefault(l => l.StartsWith(name, StringComparison.OrdinalIgnoreCase))?[name.Length..].Trim();
    }

    // The body of a refusal may be a proxy's page; its status says enough.
    private static JsonObject? Parse(string text)
    {
        try
        {
            return Read(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonObject? Read(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text) as JsonObject;
        }
        catch (ArgumentException e)
        {
            throw new JsonException(e.Message, e); // A name twice.
        }
    }
}
