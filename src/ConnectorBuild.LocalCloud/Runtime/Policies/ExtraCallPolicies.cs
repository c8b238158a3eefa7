using System.Globalization;
using ConnectorBuild.LocalCloud.Runtime.Expressions;
using ConnectorBuild.LocalCloud.Runtime.Messages;

namespace ConnectorBuild.LocalCloud.Runtime.Policies;

/// <summary><c>setvaluefromurl</c>, <c>setconnectionstatustounauthenticated</c>.</summary>
internal static class ExtraCallPolicies
{
    private static readonly string[] Methods = ["GET", "POST", "PUT"];

    public static IReadOnlyList<PolicyTemplate> All { get; } =
    [
        new("setvaluefromurl", TemplateSections.Request, SetValueFromUrlAsync,
            "one more call to the same host with the same credential; the picked value becomes a header or a query parameter; a call "
                + "that fails makes the whole call fail",
            "DOC; failures: INFERRED"),
        new("setconnectionstatustounauthenticated", TemplateSections.Both, SetStatus,
            "an answer with the status marks the connection; `local-cloud connections` shows it", "DOC; what the platform then does: UNKNOWN"),
    ];

    private static async ValueTask SetValueFromUrlAsync(PolicyInstance policy, PolicyCall call)
    {
        var target = policy.Required("parameterTemplate").Trim();
        var method = (policy.Find("httpMethod") ?? "GET").ToUpperInvariant();
        if (!Methods.Contains(method))
        {
            throw new ExpressionException($"httpMethod '{method}' is not GET, POST or PUT");
        }

        var url = RoutingPolicies.Fill(call.Text(policy.Required("parameterValueUrl")), call.Request);
        var question = url.IndexOf('?', StringComparison.Ordinal);
        var extra = new RuntimeRequest
        {
            Method = method,
            OriginalMethod = method,
            Host = call.Request.Host,
            BasePath = "",
            Path = "/" + (question < 0 ? url : url[..question]).TrimStart('/'),
            Query = new QueryList(question < 0 ? "" : url[(question + 1)..]),
            PathValues = call.Request.PathValues,
        };
        foreach (var (name, value) in call.Request.Headers.Where(h => !h.Key.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)))
        {
            extra.Headers.Add(name, value);
        }

        var answer = await call.SendAsync(extra);
        if (!answer.IsSuccess)
        {
            throw new ExpressionException(
                string.Create(CultureInfo.InvariantCulture, $"the extra call {method} {extra.Path} was answered with {answer.Status}"));
        }

        var scope = new ExpressionScope { Header = answer.Headers.Find, Query = call.Request.Query.Find, Connection = call.Connection, Body = () => answer.Body.Json };
        Set(target, TemplateText.Evaluate(policy.Required("parameterValuePathTemplate"), scope), call);
    }

    private static void Set(string target, string value, PolicyCall call)
    {
        var quote = target.IndexOf('\'', StringComparison.Ordinal);
        var end = quote < 0 ? -1 : target.IndexOf('\'', quote + 1);
        var name = end < 0 ? "" : target[(quote + 1)..end];
        if (name.Length > 0 && target.StartsWith("@header", StringComparison.OrdinalIgnoreCase))
        {
            call.Request.Headers.Set(name, value);
        }
        else if (name.Length > 0 && target.StartsWith("@queryParameters", StringComparison.OrdinalIgnoreCase))
        {
            call.Request.Query.Set(name, value);
        }
        else
        {
            throw new ExpressionException($"parameterTemplate '{target}' is neither a header nor a query parameter");
        }
    }

    private static void SetStatus(PolicyInstance policy, PolicyCall call)
    {
        if (call.Response is { } answer && policy.Required("statusCode") == answer.Status.ToString(CultureInfo.InvariantCulture))
        {
            call.IsUnauthenticated = true;
        }
    }
}
