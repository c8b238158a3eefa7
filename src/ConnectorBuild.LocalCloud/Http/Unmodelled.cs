namespace ConnectorBuild.LocalCloud.Http;

/// <summary>Something that the real service has and the local cloud does not: the only thing that is answered with 501.</summary>
/// <param name="Method">The method, or an asterisk for every one.</param>
/// <param name="Pattern">The path, with asterisks.</param>
/// <param name="Name">What it is called in the answer and in docs/local-cloud.md.</param>
internal sealed record Unmodelled(string Method, string Pattern, string Name)
{
    /// <summary>The name of the first of the rows that a request is for; null where the real service has no such thing either.</summary>
    public static string? Find(IReadOnlyList<Unmodelled> rows, CloudRequest request) => rows
        .FirstOrDefault(r => (r.Method == "*" || r.Method == request.Method) && PathPattern.Matches(r.Pattern, request.Path))?.Name;
}
