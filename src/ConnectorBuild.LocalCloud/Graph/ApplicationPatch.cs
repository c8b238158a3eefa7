using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Identity;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary>Writes what a client sends onto an application, with the service's checks.</summary>
internal static class ApplicationPatch
{
    private static readonly HashSet<string> Texts = ["displayName", "description", "notes", "signInAudience", "serviceManagementReference", "groupMembershipClaims"];
    private static readonly HashSet<string> Collections = ["identifierUris", "tags", "appRoles", "requiredResourceAccess"];
    private static readonly HashSet<string> Complex = ["web", "api", "publicClient", "spa", "info", "parentalControlSettings"];
    private static readonly HashSet<string> Audiences = ["AzureADMyOrg", "AzureADMultipleOrgs", "AzureADandPersonalMicrosoftAccount", "PersonalMicrosoftAccount"];

    /// <summary>Applies the body and returns the secrets that were made on the way.</summary>
    public static IReadOnlyList<JsonObject> Apply(GraphContext context, JsonObject application, JsonObject body, bool isNew)
    {
        var secrets = new List<JsonObject>();
        foreach (var (name, value) in body)
        {
            if (name.StartsWith("@odata.", StringComparison.Ordinal))
            {
                continue;
            }

            if (name == "uniqueName")
            {
                SetUniqueName(context, application, value?.GetValue<string>());
            }
            else if (name == "passwordCredentials")
            {
                secrets.AddRange(AddPasswords(context, application, value as JsonArray ?? [], isNew));
            }
            else if (name == "keyCredentials")
            {
                application[name] = KeyCredentials.Read(context, application, value as JsonArray ?? []);
            }
            else if (name == "owners@odata.bind" && isNew)
            {
                Bind(application, value as JsonArray ?? []);
            }
            else if (Complex.Contains(name))
            {
                Merge(context, application[name]!.AsObject(), value as JsonObject ?? [], name);
            }
            else if (Texts.Contains(name) || Collections.Contains(name) || name is "isFallbackPublicClient" or "isDeviceOnlyAuthSupported" or "optionalClaims")
            {
                application[name] = value?.DeepClone();
            }
            else
            {
                throw ApplicationObject.Properties.Contains(name)
                    ? context.Refuse(GraphError.BadRequest($"Property '{name}' is read-only and cannot be set."))
                    : context.NotSupported($"the property '{name}' of an application");
            }
        }

        Check(context, application);
        return secrets;
    }

    /// <summary>Refuses a unique name or identifier URI that another application has, a deleted one included.</summary>
    public static void CheckUnique(GraphContext context, JsonObject application)
    {
        var others = context.Primary.All(DirectoryKind.Application).Concat(DeletedItems.Kind(context, context.Primary, DirectoryKind.DeletedApplication))
            .Where(a => a.Text("id") != application.Text("id"))
            .ToList();
        if (application.Text("uniqueName") is { } name && others.Exists(a => a.Text("uniqueName") == name))
        {
            throw context.Refuse(GraphError.Conflict("uniqueName"));
        }

        if (others.Exists(a => a.Texts("identifierUris").Intersect(application.Texts("identifierUris"), StringComparer.OrdinalIgnoreCase).Any()))
        {
            throw context.Refuse(GraphError.Conflict("identifierUris"));
        }
    }

    private static void SetUniqueName(GraphContext context, JsonObject application, string? value)
    {
        var current = application.Text("uniqueName");
        if (current is not null && current != value)
        {
            throw context.Refuse(GraphError.BadRequest("Property 'uniqueName' is immutable and cannot be changed once set."));
        }

        application["uniqueName"] = value;
    }

    private static List<JsonObject> AddPasswords(GraphContext context, JsonObject application, JsonArray asked, bool isNew)
    {
        if (!isNew)
        {
            throw context.Refuse(GraphError.BadRequest("New password credentials must be generated using service actions."));
        }

        var made = asked.OfType<JsonObject>().Select(a => Passwords.New(context, application, a)).ToList();
        made.ForEach(m => application["passwordCredentials"]!.AsArray().Add((JsonNode)m));
        return made;
    }

    private static void Bind(JsonObject application, JsonArray references)
    {
        foreach (var reference in references.OfType<JsonValue>().Select(r => r.GetValue<string>().TrimEnd('/').Split('/')[^1]))
        {
            if (!application.Texts("_owners").Contains(reference, StringComparer.OrdinalIgnoreCase))
            {
                application["_owners"]!.AsArray().Add((JsonNode)reference);
            }
        }
    }

    private static void Merge(GraphContext context, JsonObject target, JsonObject source, string path)
    {
        foreach (var (name, value) in source)
        {
            if (name.StartsWith("@odata.", StringComparison.Ordinal))
            {
                continue;
            }

            if (!target.ContainsKey(name))
            {
                throw context.NotSupported($"the property '{path}/{name}' of an application");
            }

            if (target[name] is JsonObject inner && value is JsonObject changed)
            {
                Merge(context, inner, changed, $"{path}/{name}");
            }
            else
            {
                target[name] = value?.DeepClone();
            }
        }
    }

    private static void Check(GraphContext context, JsonObject application)
    {
        if (application.Text("displayName") is not { Length: > 0 and <= 256 })
        {
            throw Invalid("displayName");
        }

        if (application.Text("description") is { Length: > 1024 })
        {
            throw Invalid("description");
        }

        if (!Audiences.Contains(application.Text("signInAudience") ?? ""))
        {
            throw Invalid("signInAudience");
        }

        RedirectUris.Check(context, application);
        var access = application.Items("requiredResourceAccess").ToList();
        if (access.Count > 50 || access.Sum(a => a.Items("resourceAccess").Count()) > 400)
        {
            throw context.Refuse(GraphError.BadRequest("The number of resources or permissions in requiredResourceAccess exceeds the limit (50 resources, 400 permissions)."));
        }

        if (!access.TrueForAll(IsAccess))
        {
            throw Invalid("requiredResourceAccess");
        }

        Http.CloudFailure Invalid(string property) =>
            context.Refuse(GraphError.BadRequest($"Invalid value specified for property '{property}' of resource 'Application'."));
    }

    private static bool IsAccess(JsonObject access) =>
        Guid.TryParse(access.Text("resourceAppId"), out _)
        && access["resourceAccess"] is JsonArray list
        && list.All(a => a?.GetValueKind() == JsonValueKind.Object && Guid.TryParse(a.Text("id"), out _) && a.Text("type") is "Scope" or "Role");
}
