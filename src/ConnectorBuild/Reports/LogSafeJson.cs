using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Reports;

/// <summary>
/// JSON for other programs that may also end up in a CI system's log: readable, and without anything that is acted on there (<see
/// cref="SafeText.ForJson"/>).
/// </summary>
public static class LogSafeJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>A document as it is printed, indented.</summary>
    public static string Text(JsonNode document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return SafeText.ForJson(document.ToJsonString(Indented));
    }

    /// <summary>The JSON that a writer writes: UTF-8 without BOM, indented.</summary>
    internal static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            write(json);
        }

        return Encoding.UTF8.GetBytes(SafeText.ForJson(Encoding.UTF8.GetString(buffer.WrittenSpan)));
    }
}
