namespace ConnectorBuild.Cloud.Http;

/// <summary>What whoever sends a request tells the handlers about it.</summary>
internal static class RequestOptions
{
    private static readonly HttpRequestOptionsKey<RequestKind> Kind = new("ConnectorBuild.Kind");

    /// <summary>Says what a request is, where method and path do not.</summary>
    public static void SetKind(HttpRequestMessage request, RequestKind kind) => request.Options.Set(Kind, kind);

    /// <summary>What a request is. A batch is a read: ours hold nothing else.</summary>
    public static RequestKind KindOf(HttpRequestMessage request) =>
        request.Options.TryGetValue(Kind, out var kind) ? kind
        : request.Method == HttpMethod.Get || request.Method == HttpMethod.Head || IsBatch(request) ? RequestKind.Read
        : request.RequestUri?.AbsolutePath.EndsWith("/token", StringComparison.Ordinal) == true ? RequestKind.Token
        : RequestKind.Write;

    private static bool IsBatch(HttpRequestMessage request) =>
        request.Method == HttpMethod.Post && request.RequestUri?.AbsolutePath.EndsWith("/$batch", StringComparison.Ordinal) == true;
}
