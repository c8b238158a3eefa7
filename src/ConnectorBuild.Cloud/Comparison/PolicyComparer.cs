using System.Text.Json;

namespace ConnectorBuild.Cloud.Comparison;

/// <summary>Compares policies and custom code. Values of policies are not shown: a header may hold a key.</summary>
internal static class PolicyComparer
{
    public static void Policies(JsonElement was, JsonElement becomes, DifferenceList found)
    {
        var (before, after) = (ByName(was), ByName(becomes));
        foreach (var (name, policy) in before)
        {
            if (!after.TryGetValue(name, out var now))
            {
                found.Add($"policy {name}", "is removed");
            }
            else if (!JsonView.Same(policy, now))
            {
                var (a, b) = (policy.GetAnyCase("parameters"), now.GetAnyCase("parameters"));
                var changed = JsonView.Names(a, b).Where(n => !JsonView.Same(a.Get(n), b.Get(n))).ToList();
                found.Add($"policy {name}", changed.Count > 0 ? $"changes ({JsonView.List(changed)})" : "changes");
            }
        }

        foreach (var name in after.Keys.Where(n => !before.ContainsKey(n)))
        {
            found.Add($"policy {name}", "is added");
        }

        // Policies run in the order in which they stand.
        if (!before.Keys.Where(after.ContainsKey).SequenceEqual(after.Keys.Where(before.ContainsKey)))
        {
            found.Add("policies", "run in another order");
        }
    }

    public static void ScriptOperations(JsonElement was, JsonElement becomes, DifferenceList found)
    {
        var before = was.Elements().Select(e => e.Show()).ToList();
        var after = becomes.Elements().Select(e => e.Show()).ToList();
        if (after.Except(before).ToList() is { Count: > 0 } added)
        {
            found.Add("custom code", $"runs for {JsonView.List(added)} now");
        }

        if (before.Except(after).ToList() is { Count: > 0 } gone)
        {
            found.Add("custom code", $"no longer runs for {JsonView.List(gone)}");
        }
    }

    public static void CustomCode(string? was, string? becomes, DifferenceList found) => found.Add("custom code", (Lines(was), Lines(becomes)) switch
    {
        (0, 1) => "is added (1 line)",
        (0, var lines) => $"is added ({lines} lines)",
        (_, 0) => "is removed",
        var (before, after) => $"changes ({before} lines become {after})",
    });

    private static int Lines(string? text) => string.IsNullOrEmpty(text) ? 0 : text.AsSpan().Count('\n') + 1;

    private static Dictionary<string, JsonElement> ByName(JsonElement policies)
    {
        var named = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var policy in policies.Elements())
        {
            var name = $"'{policy.GetAnyCase("title").Text() ?? "without title"}' ({policy.GetAnyCase("templateId").Text()})";
            var unique = name;
            for (var n = 2; !named.TryAdd(unique, policy); n++)
            {
                unique = $"{name} no. {n}";
            }
        }

        return named;
    }
}
