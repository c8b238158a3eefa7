using System.Text.RegularExpressions;
using ConnectorBuild.LocalCloud.Runtime.Expressions;
using ConnectorBuild.LocalCloud.Runtime.Messages;

namespace ConnectorBuild.LocalCloud.Runtime.Policies;

/// <summary>Where a request goes: <c>dynamichosturl</c>, <c>dynamicsubdomain</c>, <c>routerequesttoendpoint</c>.</summary>
internal static partial class RoutingPolicies
{
    public static IReadOnlyList<PolicyTemplate> All { get; } =
    [
        new("dynamichosturl", TemplateSections.Request, DynamicHostUrl,
            "replaces scheme, host and port; a path in the template replaces the definition's base path (setting `keepBasePath`)", "DOC; base path: UNKNOWN"),
        new("dynamicsubdomain", TemplateSections.Request, DynamicHostUrl, "as `dynamichosturl`", "one published connector; INFERRED"),
        new("routerequesttoendpoint", TemplateSections.Request, RouteRequest,
            "`newPath` replaces the whole path with the base path; `{name}` is filled from the path's parameters; the query stays", "DOC; query: INFERRED"),
    ];

    /// <summary>Fills <c>{name}</c> from the path's parameters, as they were sent.</summary>
    public static string Fill(string path, RuntimeRequest request) =>
        Placeholder().Replace(path, m => request.PathValues.GetValueOrDefault(m.Groups["name"].Value) ?? m.Value);

    private static void DynamicHostUrl(PolicyInstance policy, PolicyCall call)
    {
        var text = call.Text(policy.Required("urlTemplate")).Trim();
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http") || url.Host.Length == 0)
        {
            throw new ExpressionException($"urlTemplate gives '{text}', which is not a web address; check the values of the connection's parameters");
        }

        call.Request.Host = url.GetLeftPart(UriPartial.Authority);
        if (url.AbsolutePath.TrimEnd('/') is not { Length: > 0 } path)
        {
            return;
        }

        if (call.Request.BasePath.Length > 0 && !call.Options.KeepBasePath)
        {
            call.Notes.Add(
                $"The base path '{call.Request.BasePath}' of the definition was replaced by '{path}' of dynamichosturl. No source says "
                    + "whether the platform does that (setting runtime.keepBasePath).");
        }

        call.Request.BasePath = call.Options.KeepBasePath ? path + call.Request.BasePath : path;
    }

    private static void RouteRequest(PolicyInstance policy, PolicyCall call)
    {
        var path = Fill(call.Text(policy.Required("newPath")), call.Request);
        call.Request.BasePath = "";
        call.Request.Path = path.StartsWith('/') ? path : "/" + path;
        if (policy.Find("httpMethod") is { Length: > 0 } method && call.Text(method) is { Length: > 0 } verb)
        {
            call.Request.Method = verb.ToUpperInvariant();
        }
    }

    [GeneratedRegex(@"\{(?<name>[\w$.-]+)\}")]
    private static partial Regex Placeholder();
}
