using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConnectorBuild.LocalCloud.Runtime.Messages;

/// <summary>A body as bytes and, where a policy needs it, as JSON. Each form is made from the other when it is asked for.</summary>
internal sealed class MessageBody(byte[] bytes)
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private byte[] _bytes = bytes;
    private JsonNode? _json;
    private bool _isRead;
    private bool _isChanged;

    /// <summary>Whether there is one.</summary>
    public bool IsEmpty => !_isChanged && _bytes.Length == 0;

    /// <summary>The bytes to send.</summary>
    public byte[] Bytes
    {
        get
        {
            if (_isChanged)
            {
                _bytes = Encoding.UTF8.GetBytes(_json?.ToJsonString(Relaxed) ?? "null");
                _isChanged = false;
            }

            return _bytes;
        }
    }

    /// <summary>The JSON, which the caller may change before <see cref="Set"/>; null where the body is not JSON.</summary>
    public JsonNode? Json
    {
        get
        {
            if (!_isRead)
            {
                _isRead = true;
                _json = Parse(_bytes);
            }

            return _json;
        }
    }

    /// <summary>Says that the JSON is another, or was changed.</summary>
    public void Set(JsonNode? json)
    {
        (_json, _isRead, _isChanged) = (json, true, true);
    }

    /// <summary>The JSON in bytes; null where they are not JSON.</summary>
    public static JsonNode? Parse(byte[] bytes)
    {
        try
        {
            return bytes.Length == 0 ? null : JsonNode.Parse(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(3) : bytes);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
