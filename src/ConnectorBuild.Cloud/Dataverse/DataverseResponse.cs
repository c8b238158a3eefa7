using System.Net;
using System.Text.Json.Nodes;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>A successful answer of the Web API.</summary>
/// <param name="Status">200, 201, 204, 304 or 404 of a read.</param>
/// <param name="Body">The JSON body; null when there is none.</param>
/// <param name="ETag">The row's <c>W/"…"</c>; null when there is none.</param>
internal sealed record DataverseResponse(HttpStatusCode Status, JsonObject? Body, string? ETag)
{
    /// <summary>How long a throttled request is to wait; null when the answer has no Retry-After.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the row or collection is there.</summary>
    public bool IsFound => Status is HttpStatusCode.OK or HttpStatusCode.Created;

    /// <summary>The first row of a collection, or null.</summary>
    public JsonObject? First => (Body?["value"] as JsonArray)?.FirstOrDefault() as JsonObject;
}
