using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Requests;

namespace ConnectorBuild.LocalCloud.Http;

/// <summary>A request as the services see it: read completely, so that it can also come out of a batch.</summary>
internal sealed class CloudRequest
{
    /// <summary>The method in capitals.</summary>
    public required string Method { get; init; }

    /// <summary>The path as sent, percent-encoded, with a leading slash and without query.</summary>
    public required string Path { get; init; }

    /// <summary>The query's parameters, decoded.</summary>
    public required IReadOnlyDictionary<string, string> Query { get; init; }

    /// <summary>Header fields; names compare without case, several fields of a name are joined by commas.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The body's bytes; empty without one.</summary>
    public required byte[] Body { get; init; }

    /// <summary>Scheme, host and port that the client used, without a final slash.</summary>
    public required string BaseUrl { get; init; }

    /// <summary>Whether the access token counts as expired; a fault sets it.</summary>
    public bool IsTokenExpired { get; set; }

    /// <summary>Requests that this one carried, once it has been handled (batches only).</summary>
    public List<RequestPart> Parts { get; } = [];

    /// <summary>A header field's value, or null.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>Whether the <c>Prefer</c> header asks for this.</summary>
    public bool Prefers(string preference) =>
        Header("Prefer")?.Split([',', ';'], StringSplitOptions.TrimEntries).Contains(preference, StringComparer.OrdinalIgnoreCase) ?? false;

    /// <summary>The body as a JSON object; null where it is not one.</summary>
    public JsonObject? Json()
    {
        try
        {
            return JsonNode.Parse(Body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The body as form fields.</summary>
    public IReadOnlyDictionary<string, string> Form() => QueryText.Parse(Encoding.UTF8.GetString(Body));
}
