using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ConnectorBuild.Reports;

/// <summary>
/// JSON for other programs that also may stand in a CI system's log: readable, and without the <c>##</c> that begins a command there. The second number
/// sign is written as an escape, so that whoever parses the text gets every value as it is.
/// </summary>
internal static class LogSafeJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON that a writer writes: UTF-8 without BOM, indented.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            write(json);
        }

        return Escape(buffer.WrittenSpan);
    }

    // Outside of strings JSON has no number sign.
    private static byte[] Escape(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("##"u8) < 0)
        {
            return json.ToArray();
        }

        var safe = new ArrayBufferWriter<byte>(json.Length + 64);
        while (json.IndexOf("##"u8) is >= 0 and var at)
        {
            safe.Write(json[..(at + 1)]);
            safe.Write("\\u0023"u8);
            json = json[(at + 2)..];
        }

        safe.Write(json);
        return safe.WrittenSpan.ToArray();
    }
}
