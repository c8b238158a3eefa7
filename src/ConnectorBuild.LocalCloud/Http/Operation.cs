namespace ConnectorBuild.LocalCloud.Http;

/// <summary>One operation of one service; docs/local-cloud.md has a row for each.</summary>
/// <typeparam name="TContext">What a handler of the service gets.</typeparam>
internal sealed class Operation<TContext>(string method, string template, Func<TContext, CloudResponse> handle, bool ignoreCase = false)
{
    private readonly RouteTemplate _route = new(template, ignoreCase);

    /// <summary>The method in capitals.</summary>
    public string Method { get; } = method;

    /// <summary>The path with placeholders.</summary>
    public string Template { get; } = template;

    /// <summary>Does it.</summary>
    public Func<TContext, CloudResponse> Handle { get; } = handle;

    /// <summary>Whether the path is the operation's; the method is not looked at.</summary>
    public bool Matches(string path, out IReadOnlyDictionary<string, string> values) => _route.TryMatch(path, out values);
}
