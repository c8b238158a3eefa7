using System.Globalization;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Runtime.Expressions;
using ConnectorBuild.LocalCloud.Runtime.Messages;

namespace ConnectorBuild.LocalCloud.Runtime.Policies;

/// <summary><c>updatenextlink</c>, <c>pollingtrigger</c>.</summary>
internal static class PagingPolicies
{
    // A smaller recurrence than a minute cannot be chosen.
    private const int RetryAfter = 60;

    private const string StateMark = "x-ms-trigger-state";

    public static IReadOnlyList<PolicyTemplate> All { get; } =
    [
        new(
            "updatenextlink", TemplateSections.Response, UpdateNextLink, "the next link goes through the connection again",
            "published connectors; INFERRED"),
        new("pollingtrigger", TemplateSections.Both, PollingTrigger,
            "the first call sets the state: 202 with `Location` and `Retry-After`; later ones 202 without and 200 with new items. "
                + "`x-ms-triggerConfig-nextLink` is not followed",
            "DOC; how the state travels: INFERRED"),
    ];

    private static void UpdateNextLink(PolicyInstance policy, PolicyCall call)
    {
        var name = policy.Required("nextLinkPropertyName");
        var parent = PropertyPath.Follow(call.Body.Json, PropertyPath.Parse(policy.Find("nextLinkParentPropertyPath")).Segments);
        if (parent is not JsonObject owner || owner[name] is not JsonValue link || !Uri.TryCreate(link.ToString(), UriKind.Absolute, out var url))
        {
            return;
        }

        var path = url.PathAndQuery;
        var basePath = call.Request.BasePath;
        owner[name] = call.GatewayUrl + (basePath.Length > 0 && path.StartsWith(
            basePath + "/", StringComparison.OrdinalIgnoreCase) ? path[basePath.Length..] : path);
        call.Body.Set(call.Body.Json);
    }

    private static void PollingTrigger(PolicyInstance policy, PolicyCall call)
    {
        if (call.Response is not { } answer)
        {
            call.HasTriggerState = call.Request.Query.Find(StateMark) is not null;
            call.Request.Query.Remove(StateMark);
            return;
        }

        if (!answer.IsSuccess)
        {
            return;
        }

        var items = PropertyPath.Follow(answer.Body.Json, PropertyPath.Parse(policy.Required("triggerDataPath")).Segments) as JsonArray;
        if (items is not { Count: > 0 })
        {
            Wait(answer, call.HasTriggerState ? call.GatewayUrl + call.ClientTarget : Location(call, []));
            return;
        }

        var state = (policy.FindObject("triggerConfig") ?? []).Select(p => (p.Key, call.Text(p.Value?.ToString() ?? ""))).ToList();
        if (call.HasTriggerState)
        {
            answer.Headers.Set("Location", Location(call, state));
        }
        else
        {
            Wait(answer, Location(call, state));
        }
    }

    private static void Wait(RuntimeResponse answer, string location)
    {
        answer.Status = 202;
        answer.Body.Set(null);
        answer.Headers.Remove("Content-Type");
        answer.Headers.Set("Location", location);
        answer.Headers.Set("Retry-After", RetryAfter.ToString(CultureInfo.InvariantCulture));
    }

    private static string Location(PolicyCall call, IReadOnlyList<(string Name, string Value)> state)
    {
        var question = call.ClientTarget.IndexOf('?', StringComparison.Ordinal);
        var query = new QueryList(question < 0 ? "" : call.ClientTarget[(question + 1)..]);
        foreach (var (name, value) in state)
        {
            query.Set(name, value);
        }

        query.Set(StateMark, "1");
        return $"{call.GatewayUrl}{(question < 0 ? call.ClientTarget : call.ClientTarget[..question])}?{query}";
    }
}
