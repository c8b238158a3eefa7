using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConnectorBuild.LocalCloud.Http;

/// <summary>An answer, complete in memory.</summary>
internal sealed class CloudResponse
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private CloudResponse(int status, byte[] body, string? contentType)
    {
        Status = status;
        Body = body;
        if (contentType is not null)
        {
            Headers["Content-Type"] = contentType;
        }
    }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>Header fields.</summary>
    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The body; may be empty.</summary>
    public byte[] Body { get; }

    /// <summary>Whether the answer is one that says that something was done.</summary>
    public bool IsSuccess => Status is >= 200 and < 400;

    /// <summary>An answer without a body.</summary>
    public static CloudResponse Empty(int status) => new(status, [], null);

    /// <summary>A JSON answer.</summary>
    public static CloudResponse Json(int status, JsonNode body, string contentType = "application/json; charset=utf-8") =>
        new(status, Encoding.UTF8.GetBytes(body.ToJsonString(Relaxed)), contentType);

    /// <summary>An answer with the given bytes.</summary>
    public static CloudResponse Bytes(int status, byte[] body, string? contentType) => new(status, body, contentType);

    /// <summary>A page for a browser.</summary>
    public static CloudResponse Html(int status, string body) => new(status, Encoding.UTF8.GetBytes(body), "text/html; charset=utf-8");

    /// <summary>A redirect (302).</summary>
    public static CloudResponse Redirect(string location) => Empty(302).With("Location", location);

    /// <summary>Adds a header field and returns the answer itself.</summary>
    public CloudResponse With(string name, string value)
    {
        Headers[name] = value;
        return this;
    }
}
