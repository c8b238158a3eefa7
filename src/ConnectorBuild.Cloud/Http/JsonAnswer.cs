using System.Text.Json;

namespace ConnectorBuild.Cloud.Http;

/// <summary>Members of an answer that may be anything.</summary>
internal static class JsonAnswer
{
    /// <summary>A text; null where the answer is not an object, or the member is not there or not a text.</summary>
    public static string? Text(JsonElement answer, string name) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
