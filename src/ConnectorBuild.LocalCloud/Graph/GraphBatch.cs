using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.Requests;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary><c>$batch</c>: up to 20 requests in one, in order of their dependencies.</summary>
internal static class GraphBatch
{
    public static CloudResponse Handle(GraphContext context)
    {
        var requests = context.Body().Items("requests").ToList();
        if (requests.Count is 0 or > 20)
        {
            throw context.Refuse(GraphError.BadRequest($"Number of batch request steps ({requests.Count}) must be between 1 and 20."));
        }

        var ids = requests.Select(r => r.Text("id")).ToList();
        if (ids.Contains(null) || ids.Distinct(StringComparer.OrdinalIgnoreCase).Count() != ids.Count)
        {
            throw context.Refuse(GraphError.BadRequest("The request ids of a batch must be present and unique."));
        }

        var statuses = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var responses = new JsonArray();
        foreach (var request in requests)
        {
            var failed = request.Texts("dependsOn").Any(d => statuses.GetValueOrDefault(d, 424) >= 400);
            var answer = failed ? FailedDependency(context) : Run(context, request);
            statuses[request.Text("id")!] = answer.Status;
            context.Request.Parts.Add(new RequestPart(request.Text("method") ?? "", request.Text("url") ?? "", answer.Status));
            responses.Add((JsonNode)ToJson(request.Text("id")!, answer));
        }

        return CloudResponse.Json(200, new JsonObject { ["responses"] = responses });
    }

    private static CloudResponse Run(GraphContext context, JsonObject request)
    {
        var url = request.Text("url") ?? "";
        var query = url.IndexOf('?', StringComparison.Ordinal);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in request["headers"] as JsonObject ?? [])
        {
            headers[name] = value!.ToString();
        }

        if (request["body"] is not null && !headers.ContainsKey("Content-Type"))
        {
            return GraphError.BadRequest("A request with a body needs the header Content-Type.").ToFailure(context.State, context.Request).Response;
        }

        headers["Authorization"] = context.Request.Header("Authorization")!;
        var path = query < 0 ? url : url[..query];
        var part = new CloudRequest
        {
            Method = (request.Text("method") ?? "GET").ToUpperInvariant(),
            Path = path.StartsWith('/') ? path : "/" + path,
            Query = QueryText.Parse(query < 0 ? "" : url[query..]),
            Headers = headers,
            Body = request["body"] is { } body ? System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()) : [],
            BaseUrl = context.Request.BaseUrl,
        };
        return context.Api.HandlePart(part, part.Path + (query < 0 ? "" : url[query..]));
    }

    private static CloudResponse FailedDependency(GraphContext context) =>
        new GraphError(424, "FailedDependency", "A request that this one depends on has failed.").ToFailure(context.State, context.Request).Response;

    private static JsonObject ToJson(string id, CloudResponse answer)
    {
        var headers = new JsonObject();
        foreach (var (name, value) in answer.Headers)
        {
            headers[name] = value;
        }

        var response = new JsonObject { ["id"] = id, ["status"] = answer.Status, ["headers"] = headers };
        if (answer.Body.Length > 0)
        {
            response["body"] = JsonNode.Parse(answer.Body);
        }

        return response;
    }
}
