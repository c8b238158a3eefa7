using System.Text.Json;

namespace ConnectorBuild.Cloud.Comparison;

/// <summary>
/// Compares connection parameters and their sets, without secrets and what the platform sets: what makers fill in, and how the connector
/// signs in.
/// </summary>
internal static class ConnectionComparer
{
    // A connection keeps tokens that were issued for these.
    private static readonly string[] TokenFields =
        ["identityProvider", "clientId", "scopes", "AzureActiveDirectoryResourceId", "resourceUri", "tenantId", "loginUri", "authorizationUrlTemplate", "tokenUrlTemplate"];

    public static void Parameters(JsonElement was, JsonElement becomes, string set, DifferenceList found)
    {
        foreach (var name in JsonView.Names(was, becomes))
        {
            var (a, b) = (was.Get(name), becomes.Get(name));
            var subject = $"connection parameter '{name}'{set}";
            if (!b.Exists())
            {
                found.Add(subject, "is removed");
            }
            else if (!a.Exists())
            {
                var isRequired = IsRequired(b);
                found.Add(subject, $"is added{(isRequired ? " and required: existing connections do not have it" : "")}", isRequired);
            }
            else
            {
                Parameter(a, b, subject, set, found);
            }
        }
    }

    public static void Sets(JsonElement was, JsonElement becomes, DifferenceList found)
    {
        var (before, after) = (ByName(was), ByName(becomes));
        foreach (var (name, value) in before)
        {
            if (after.TryGetValue(name, out var now))
            {
                Parameters(value.Get("parameters"), now.Get("parameters"), $" of '{name}'", found);
                Texts(value, now, $"sign-in '{name}'", ["parameters"], found);
            }
            else
            {
                found.Add($"sign-in '{name}'", "is removed: existing connections of it stop", breaks: true);
            }
        }

        foreach (var name in after.Keys.Where(n => !before.ContainsKey(n)))
        {
            found.Add($"sign-in '{name}'", "is added");
        }

        Texts(was, becomes, "sign-in choice", ["values"], found);
    }

    private static void Parameter(JsonElement a, JsonElement b, string subject, string set, DifferenceList found)
    {
        if (!JsonView.Same(a.Get("type"), b.Get("type")))
        {
            found.Add(subject, $"type {JsonView.Becomes(a.Get("type"), b.Get("type"))}", breaks: true);
        }

        if (IsRequired(a) != IsRequired(b))
        {
            found.Add(subject, IsRequired(b) ? "is required now" : "is no longer required", breaks: IsRequired(b));
        }

        SignIn(a.Get("oAuthSettings"), b.Get("oAuthSettings"), set, found);
        Texts(a, b, subject, ["type", "oAuthSettings"], found);
    }

    private static void SignIn(JsonElement was, JsonElement becomes, string set, DifferenceList found)
    {
        var (before, after) = (Fields(was, ""), Fields(becomes, ""));
        foreach (var field in before.Keys.Union(after.Keys))
        {
            var (a, b) = (before.GetValueOrDefault(field), after.GetValueOrDefault(field));
            var leaf = field[(field.LastIndexOf('.') + 1)..];
            if (!JsonView.Same(a, b))
            {
                found.Add(
                    $"sign-in{set}",
                    $"{field} "
                        + $"{JsonView.Becomes(a, b)}{(TokenFields.Contains(leaf, StringComparer.OrdinalIgnoreCase) ? ": existing connections must sign in again" : "")}",
                    TokenFields.Contains(leaf, StringComparer.OrdinalIgnoreCase),
                    field);
            }
        }
    }

    // customParameters.resourceUri.value is the field resourceUri to its author.
    private static Dictionary<string, JsonElement> Fields(JsonElement settings, string prefix)
    {
        var fields = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (name, value) in settings.Members())
        {
            if (value.ValueKind == JsonValueKind.Object && value.Get("value").Exists())
            {
                fields[prefix + name] = value.Get("value");
            }
            else if (value.ValueKind == JsonValueKind.Object)
            {
                foreach (var (inner, innerValue) in Fields(value, $"{prefix}{name}."))
                {
                    fields[inner] = innerValue;
                }
            }
            else
            {
                fields[prefix + name] = value;
            }
        }

        return fields;
    }

    private static void Texts(JsonElement a, JsonElement b, string subject, string[] except, DifferenceList found)
    {
        var changed = JsonView.Names(a, b).Except(except).Where(n => !JsonView.Same(a.Get(n), b.Get(n))).ToList();
        if (changed.Count > 0)
        {
            found.Add(subject, $"changes ({JsonView.List(changed)})");
        }
    }

    private static bool IsRequired(JsonElement parameter) =>
        parameter.Get("uiDefinition").Get("constraints").Get("required").IsTrue()
        && !parameter.Get("uiDefinition").Get("constraints").Get("hidden").IsTrue();

    private static Dictionary<string, JsonElement> ByName(JsonElement sets) => sets.Get("values").Elements()
        .DistinctBy(v => v.Text("name") ?? "")
        .ToDictionary(v => v.Text("name") ?? "", StringComparer.Ordinal);
}
