using ConnectorBuild.LocalCloud.Runtime.Expressions;

namespace ConnectorBuild.LocalCloud.Runtime.Policies;

/// <summary><c>setheader</c>, <c>setqueryparameter</c>.</summary>
internal static class HeaderAndQueryPolicies
{
    private static readonly string[] Fixed = ["Connection", "Content-Length", "Keep-Alive", "Transfer-Encoding"];

    public static IReadOnlyList<PolicyTemplate> All { get; } =
    [
        new("setheader", TemplateSections.Declared, SetHeader,
            "`existsAction` `override`, `skip`, `append` (values joined by a comma); `Connection`, `Content-Length`, `Keep-Alive` and "
                + "`Transfer-Encoding` cannot be set",
            "DOC; `append` and the refused headers: INFERRED from API Management"),
        new("setqueryparameter", TemplateSections.Request, SetQueryParameter,
            "`override`, `skip`, `append` (a second value); names plain or percent-encoded", "DOC; `append`: INFERRED"),
    ];

    private static void SetHeader(PolicyInstance policy, PolicyCall call)
    {
        var name = policy.Required("name");
        if (Fixed.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw new ExpressionException($"the header '{name}' belongs to the transport and cannot be set");
        }

        var value = call.Text(policy.Required("value"));
        var former = call.Headers.Find(name);
        switch (ExistsAction(policy))
        {
            case "skip" when former is not null:
                break;
            case "append" when former is not null:
                call.Headers.Set(name, $"{former},{value}");
                break;
            default:
                call.Headers.Set(name, value);
                break;
        }
    }

    private static void SetQueryParameter(PolicyInstance policy, PolicyCall call)
    {
        var name = Uri.UnescapeDataString(policy.Required("name"));
        var value = call.Text(policy.Required("value"));
        switch (ExistsAction(policy))
        {
            case "skip" when call.Request.Query.Find(name) is not null:
                break;
            case "append":
                call.Request.Query.Add(name, value);
                break;
            default:
                call.Request.Query.Set(name, value);
                break;
        }
    }

    private static string ExistsAction(PolicyInstance policy) => (policy.Find("existsAction") ?? "override").ToLowerInvariant();
}
