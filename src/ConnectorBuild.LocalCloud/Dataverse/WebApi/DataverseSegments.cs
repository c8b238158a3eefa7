using ConnectorBuild.LocalCloud.Http;

namespace ConnectorBuild.LocalCloud.Dataverse.WebApi;

/// <summary>What the service says of a path or a method that it does not have.</summary>
internal static class DataverseSegments
{
    /// <summary>The refusal of a request that fits no operation.</summary>
    public static DataverseError Refusal(CloudRequest request, IReadOnlyList<Operation<DataverseContext>> operations) =>
        Unmodelled.Find(DataverseUnmodelled.All, request) is { } name ? DataverseError.NotSupported($"{name} ({request.Method} {request.Path})")
        : request.Method != "PUT" && OfTable(request.Path) is { } table ? DataverseError.NotSupported($"{request.Method} on the table `{table}`")
        : operations.Any(o => o.Matches(request.Path, out _))
            ? new DataverseError(405, "0x8006088a", $"The requested resource does not support http method '{request.Method}'.")
        : new DataverseError(404, "0x80060888", $"Resource not found for the segment '{Segment(request.Path)}'.");

    private static string? OfTable(string path) =>
        Tables.BySet(path.Split('/', StringSplitOptions.RemoveEmptyEntries)[0].Split('(')[0]) is { Verbs: not 0 } table ? table.Set : null;

    private static string Segment(string path)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(s => Uri.UnescapeDataString(s).Split('(')[0]).ToList();
        return segments.Find(s => Tables.BySet(s) is null) ?? segments.LastOrDefault() ?? "";
    }
}
