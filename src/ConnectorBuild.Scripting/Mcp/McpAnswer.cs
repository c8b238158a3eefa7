using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ConnectorBuild.Scripting.Mcp;

/// <summary>Reads the answer to a JSON-RPC request.</summary>
internal static class McpAnswer
{
    /// <exception cref="McpException">The answer is an error, or not what JSON-RPC demands.</exception>
    public static JToken Result(string text, string? mediaType, string method, int id)
    {
        var answer = mediaType == "text/event-stream" ? FromStream(text, method, id) : Parse(text, method);
        if ((string?)answer["jsonrpc"] != "2.0")
        {
            throw new McpException($"The answer to {method} has no member \"jsonrpc\" with the value \"2.0\".", null);
        }

        if (answer["error"] is JObject error)
        {
            throw new McpException((string?)error["message"] ?? $"{method} failed without a message.", (int?)error["code"]);
        }

        if (!IsId(answer, id))
        {
            throw new McpException(
                $"The answer to {method} has the id {answer["id"]?.ToString(Formatting.None) ?? "none"}, and the request had {id}.",
                null);
        }

        return answer["result"] ?? throw new McpException($"The answer to {method} has neither 'result' nor 'error'.", null);
    }

    private static bool IsId(JObject answer, int id) => answer["id"] is JValue { Type: JTokenType.Integer } value && (long)value == id;

    private static JObject Parse(string text, string method)
    {
        try
        {
            return JObject.Parse(text);
        }
        catch (JsonReaderException exception)
        {
            throw new McpException($"The answer to {method} is not a JSON object: {exception.Message}", null, exception);
        }
    }

    // Events are separated by empty lines; the lines "data:" of one event belong together. Notifications may come before the answer.
    private static JObject FromStream(string text, string method, int id)
    {
        var messages = text.ReplaceLineEndings("\n").Split("\n\n")
            .Select(
                e => string.Join(
                    '\n',
                    e.Split('\n').Where(line => line.StartsWith("data:", StringComparison.Ordinal)).Select(line => line[5..].TrimStart())))
            .Where(data => data.Length > 0)
            .Select(data => Parse(data, method));
        return messages.FirstOrDefault(message => IsId(message, id))
            ?? throw new McpException($"The event stream that answers {method} has no message with the id {id}.", null);
    }
}
