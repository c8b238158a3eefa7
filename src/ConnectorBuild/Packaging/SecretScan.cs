using System.Text.Json;

namespace ConnectorBuild.Packaging;

/// <summary>Finds a client secret in clear text in connection parameters or parameter sets.</summary>
internal static class SecretScan
{
    /// <summary>Whether any <c>clientSecret</c> below an <c>oAuthSettings</c> is a text other than a reference to an environment variable. Text that is no JSON has none.</summary>
    public static bool HasLiteralSecret(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Search(document.RootElement, belowSettings: false);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool Search(JsonElement element, bool belowSettings) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Any(p =>
            (belowSettings && Is(p.Name, "clientSecret") && IsLiteral(p.Value)) || Search(p.Value, Is(p.Name, "oAuthSettings"))),
        JsonValueKind.Array => element.EnumerateArray().Any(e => Search(e, belowSettings: false)),
        _ => false,
    };

    private static bool Is(string name, string expected) => name.Equals(expected, StringComparison.OrdinalIgnoreCase);

    private static bool IsLiteral(JsonElement value) =>
        value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 } text
        && !text.StartsWith("@environmentVariables(", StringComparison.Ordinal);
}
