namespace ConnectorBuild.LocalCloud.Http;

/// <summary>One operation of one service, with its line in docs/local-cloud.md.</summary>
/// <typeparam name="TContext">What a handler of the service gets.</typeparam>
internal sealed class Operation<TContext>
{
    private readonly IReadOnlyList<RouteTemplate> _routes;

    /// <param name="method">The method in capitals.</param>
    /// <param name="template">The path with placeholders.</param>
    /// <param name="handle">Does it.</param>
    /// <param name="support">How far it goes; Markdown.</param>
    /// <param name="evidence">On what evidence; Markdown.</param>
    public Operation(string method, string template, Func<TContext, CloudResponse> handle, string support, string evidence)
        : this(method, template, [template], ignoreCase: false, handle, support, evidence)
    {
    }

    /// <param name="method">The method in capitals.</param>
    /// <param name="template">The path with placeholders, as it is documented.</param>
    /// <param name="paths">The paths that it stands for.</param>
    /// <param name="ignoreCase">Whether the paths compare without case.</param>
    /// <param name="handle">Does it.</param>
    /// <param name="support">How far it goes; Markdown.</param>
    /// <param name="evidence">On what evidence; Markdown.</param>
    public Operation(
        string method, string template, IEnumerable<string> paths, bool ignoreCase, Func<TContext, CloudResponse> handle, string support, string evidence)
    {
        _routes = [.. paths.Select(p => new RouteTemplate(p, ignoreCase))];
        Method = method;
        Handle = handle;
        Support = new Support($"{method} {template}", support, evidence);
    }

    /// <summary>The method in capitals.</summary>
    public string Method { get; }

    /// <summary>Its line in the documentation.</summary>
    public Support Support { get; }

    /// <summary>Does it.</summary>
    public Func<TContext, CloudResponse> Handle { get; }

    /// <summary>Whether the path is the operation's; the method is not looked at.</summary>
    public bool Matches(string path, out IReadOnlyDictionary<string, string> values)
    {
        foreach (var route in _routes)
        {
            if (route.TryMatch(path, out values))
            {
                return true;
            }
        }

        values = new Dictionary<string, string>();
        return false;
    }
}
