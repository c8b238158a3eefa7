using ConnectorBuild.LocalCloud.Http;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary>Operations of Graph: names of paths compare without case, and what has alternate keys can be addressed by each of them.</summary>
internal static class GraphRoute
{
    private static readonly (string Placeholder, string[] Keys)[] Addresses =
    [
        ("/{application}", ["/{id}", "(appId='{appId}')", "(uniqueName='{uniqueName}')"]),
        ("/{principal}", ["/{id}", "(appId='{appId}')"]),
    ];

    /// <summary>An operation; <c>{application}</c> and <c>{principal}</c> in its path stand for an id or an alternate key.</summary>
    public static Operation<GraphContext> Of(
        string method, string template, Func<GraphContext, CloudResponse> handle, string support, string evidence) =>
        new(method, template, Expand(template), ignoreCase: true, handle, support, evidence);

    private static IEnumerable<string> Expand(string template)
    {
        foreach (var (placeholder, keys) in Addresses)
        {
            if (template.Contains(placeholder, StringComparison.Ordinal))
            {
                return keys.Select(k => template.Replace(placeholder, k, StringComparison.Ordinal));
            }
        }

        return [template];
    }
}
