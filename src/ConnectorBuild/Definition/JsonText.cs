using System.Text.Encodings.Web;
using System.Text.Json;

namespace ConnectorBuild.Definition;

/// <summary>JSON text as it is stored in Dataverse and in packages.</summary>
public static class JsonText
{
    // Dataverse counts characters of the stored text; escaping what JSON does not ask to escape would only eat into the limit.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The same JSON without insignificant white space: order, numbers and names stay as written.</summary>
    /// <param name="json">Strict JSON, UTF-8 without BOM.</param>
    /// <exception cref="JsonException">The text is not strict JSON.</exception>
    public static byte[] Minify(ReadOnlySpan<byte> json)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(json.Length);
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 512 });
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject:
                        writer.WriteStartObject();
                        break;
                    case JsonTokenType.EndObject:
                        writer.WriteEndObject();
                        break;
                    case JsonTokenType.StartArray:
                        writer.WriteStartArray();
                        break;
                    case JsonTokenType.EndArray:
                        writer.WriteEndArray();
                        break;
                    case JsonTokenType.PropertyName:
                        writer.WritePropertyName(reader.GetString()!);
                        break;
                    case JsonTokenType.String:
                        writer.WriteStringValue(reader.GetString());
                        break;
                    default:
                        writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                        break;
                }
            }
        }

        return buffer.WrittenSpan.ToArray();
    }
}
