using ConnectorBuild.LocalCloud.Http;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary>What the service says of a path or a method that it does not have.</summary>
internal static class GraphSegments
{
    /// <summary>The refusal of a request that fits no operation.</summary>
    public static GraphError Refusal(CloudRequest request, IReadOnlyList<Operation<GraphContext>> operations)
    {
        if (operations.Any(o => o.Method != request.Method && o.Matches(request.Path, out _))
            && Unmodelled.Find(GraphUnmodelled.All, request) is null)
        {
            return new GraphError(405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.");
        }

        return Unmodelled.Find(GraphUnmodelled.All, request) is { } name
            ? GraphError.NotSupported($"{name} ({request.Method} {request.Path})")
            : new GraphError(400, "BadRequest", $"Resource not found for the segment '{FirstUnknown(request.Path, operations)}'.");
    }

    private static string FirstUnknown(string path, IReadOnlyList<Operation<GraphContext>> operations)
    {
        var known = operations.Select(o => o.Support.Name.Split(' ')[1])
            .Concat(GraphUnmodelled.All.Select(u => u.Pattern))
            .SelectMany(t => t.Split('/', StringSplitOptions.RemoveEmptyEntries))
            .Where(s => !s.StartsWith('{'))
            .Select(Name)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToList();
        return segments.Find(s => !known.Contains(Name(s)) && !Guid.TryParse(s, out _)) ?? segments.LastOrDefault() ?? "";
    }

    private static string Name(string segment) => segment.Split('(', '*')[0];
}
