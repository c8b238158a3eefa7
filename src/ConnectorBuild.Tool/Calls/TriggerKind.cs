using System.Text.Json.Nodes;

namespace ConnectorBuild.Tool.Calls;

/// <summary>How a trigger brings its events.</summary>
internal static class TriggerKind
{
    /// <summary>The names of the operations that are triggers.</summary>
    public static IReadOnlyList<string> Names(SwaggerDocument document) =>
        [.. document.Operations.Where(o => IsTrigger(o) || IsWebhook(document, o)).Select(o => o.Id)];

    /// <summary>Whether the definition marks an operation as a trigger.</summary>
    public static bool IsTrigger(SwaggerOperation operation) => SwaggerDocument.Text(operation.Json, "x-ms-trigger") is not null;

    /// <summary>Whether events are posted to an address that the trigger subscribes.</summary>
    public static bool IsWebhook(SwaggerDocument document, SwaggerOperation operation) => NotificationUrl(document, operation) is not null;

    /// <summary>The schema of what is posted; null without one.</summary>
    public static JsonObject? NotificationSchema(SwaggerDocument document, SwaggerOperation operation) =>
        document.Resolve(operation.PathItem["x-ms-notification-content"])?["schema"] as JsonObject
        ?? document.Resolve(operation.Json["x-ms-notification-content"])?["schema"] as JsonObject;

    /// <summary>
    /// Where the address of the listener goes: a parameter's name, or <c>body</c> with the path of a property; null for a trigger that
    /// polls.
    /// </summary>
    public static (SwaggerParameter Parameter, IReadOnlyList<string> Path)? NotificationUrl(SwaggerDocument document, SwaggerOperation operation)
    {
        foreach (var parameter in document.Parameters(operation))
        {
            if (IsMarked(parameter.Json))
            {
                return (parameter, []);
            }

            if (parameter.In == "body" && FindMarked(document, document.Resolve(parameter.Json["schema"]), 0) is { } path)
            {
                return (parameter, path);
            }
        }

        return null;
    }

    private static IReadOnlyList<string>? FindMarked(SwaggerDocument document, JsonObject? schema, int depth)
    {
        foreach (var (name, property) in depth > 8 ? [] : schema?["properties"] as JsonObject ?? [])
        {
            if (property is JsonObject marked && IsMarked(marked))
            {
                return [name];
            }

            if (FindMarked(document, document.Resolve(property), depth + 1) is { } rest)
            {
                return [name, .. rest];
            }
        }

        return null;
    }

    private static bool IsMarked(JsonObject json) =>
        string.Equals(json["x-ms-notification-url"]?.ToString(), "true", StringComparison.OrdinalIgnoreCase);
}
