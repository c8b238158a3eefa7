using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Tool.Output;

namespace ConnectorBuild.Tool.Calls;

/// <summary>A call as people and machines read it.</summary>
internal static class CallText
{
    private const int LongestBody = 20_000;

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The call and its answer, a line each.</summary>
    public static IEnumerable<string> Lines(SwaggerOperation operation, CallResult result, string body)
    {
        yield return $"{result.Request.Method} {result.Url}";
        foreach (var (name, value) in result.Request.Headers)
        {
            yield return $"  {name}: {value}";
        }

        foreach (var sent in result.Trace?.Sent ?? [])
        {
            yield return $"sent to the API: {sent.Method} {sent.Url}{(sent.Status > 0 ? $" ({sent.Status})" : "")}";
            foreach (var header in sent.Headers)
            {
                yield return $"  {header}";
            }
        }

        foreach (var line in (result.Trace?.Policies ?? []).Select(p => $"policy: {p}").Concat((result.Trace?.Logs ?? []).Select(l => $"script: {l}")).Concat(result.Trace?.Notes ?? []))
        {
            yield return line;
        }

        yield return $"answer: {result.Status}";
        foreach (var (name, value) in result.Headers)
        {
            yield return $"  {name.ToLowerInvariant()}: {value}";
        }

        foreach (var line in Body(body).Split('\n'))
        {
            yield return line.TrimEnd('\r');
        }

        yield return $"called: {operation.Id} returned {result.Status} {CallFindings.Way(result.Trace)}";
    }

    /// <summary>The same as JSON.</summary>
    public static JsonObject Json(SwaggerOperation operation, CallResult result, string body, IReadOnlyList<Diagnostic> findings) => new()
    {
        ["kind"] = "call",
        ["version"] = 1,
        ["operation"] = operation.Id,
        ["status"] = result.Status,
        ["request"] = new JsonObject { ["method"] = result.Request.Method, ["url"] = result.Url.ToString(), ["headers"] = Fields(result.Request.Headers) },
        ["sent"] = new JsonArray([.. (result.Trace?.Sent ?? []).Select(s => new JsonObject
        {
            ["method"] = s.Method,
            ["url"] = s.Url,
            ["headers"] = new JsonArray([.. s.Headers.Select(h => JsonValue.Create(h))]),
            ["status"] = s.Status,
        })]),
        ["credential"] = result.Trace?.Credential,
        ["policies"] = new JsonArray([.. (result.Trace?.Policies ?? []).Select(p => JsonValue.Create(p))]),
        ["ranScript"] = result.Trace?.RanScript ?? false,
        ["logs"] = new JsonArray([.. (result.Trace?.Logs ?? []).Select(p => JsonValue.Create(p))]),
        ["notes"] = new JsonArray([.. (result.Trace?.Notes ?? []).Select(p => JsonValue.Create(p))]),
        ["headers"] = Fields(result.Headers),
        ["body"] = Parse(body) ?? JsonValue.Create(body),
        ["diagnostics"] = PlanJson.Errors(findings),
    };

    private static JsonObject Fields(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var json = new JsonObject();
        foreach (var (name, value) in fields)
        {
            json[name.ToLowerInvariant()] = value;
        }

        return json;
    }

    private static string Body(string body)
    {
        var text = Parse(body)?.ToJsonString(Readable) ?? body;
        return text.Length > LongestBody ? $"{text[..LongestBody]}\n... ({text.Length} characters; --json prints them all)" : text;
    }

    private static JsonNode? Parse(string body)
    {
        try
        {
            return body.Length == 0 ? null : JsonNode.Parse(Encoding.UTF8.GetBytes(body));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
