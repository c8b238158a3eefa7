using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary>Writes what a client sends onto an application, with the service's checks.</summary>
internal static class ApplicationPatch
{
    /// <summary>Applies the body and returns the secrets that were made on the way.</summary>
    public static IReadOnlyList<JsonObject> Apply(GraphContext context, JsonObject application, JsonObject body, bool isNew)
    {
        GraphBody.Check(context, GraphTypes.Application, body);
        var former = isNew ? null : application.Copy();
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
                secrets.AddRange(AddPasswords(context, application, value!.AsArray(), isNew));
            }
            else if (name == "keyCredentials")
            {
                application[name] = KeyCredentials.Read(context, application, value!.AsArray());
            }
            else if (name.EndsWith("@odata.bind", StringComparison.Ordinal))
            {
                Bind(context, application, name, value, isNew);
            }
            else
            {
                Set(context, application, GraphTypes.Application.Find(name)!, value);
            }
        }

        Check(context, application, former);
        return secrets;
    }

    /// <summary>Refuses a unique name or identifier URI that another application has, a deleted one included.</summary>
    public static void CheckUnique(GraphContext context, JsonObject application)
    {
        var others = context.Primary.All(DirectoryKind.Application)
            .Concat(DeletedItems.Kind(context, context.Primary, DirectoryKind.DeletedApplication))
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

    private static void Bind(GraphContext context, JsonObject application, string name, JsonNode? value, bool isNew)
    {
        if (name != "owners@odata.bind" || !isNew)
        {
            throw context.Refuse(GraphError.BadRequest($"Invalid property '{name}'."));
        }

        foreach (var reference in ((value as JsonArray)?.OfType<JsonValue>().Select(v => v.ToString()) ?? []).Select(r => r.TrimEnd('/').Split('/')[^1]))
        {
            if (DirectoryObjects.Find(context.View, reference) is null)
            {
                throw context.Refuse(GraphError.NotFound(reference));
            }

            if (!application.Texts("_owners").Contains(reference, StringComparer.OrdinalIgnoreCase))
            {
                application["_owners"]!.AsArray().Add((JsonNode)reference);
            }
        }
    }

    private static void Set(GraphContext context, JsonObject application, GraphProperty property, JsonNode? value)
    {
        if (property.Use == PropertyUse.Read)
        {
            throw context.Refuse(GraphError.BadRequest($"Property '{property.Name}' is read-only and cannot be set."));
        }

        if (value is JsonObject changed && application[property.Name] is JsonObject target)
        {
            Merge(target, changed);
        }
        else if (value is not null || application[property.Name] is not JsonObject)
        {
            application[property.Name] = value?.DeepClone();
        }
    }

    /// <summary>Nested objects merge, everything else is replaced.</summary>
    private static void Merge(JsonObject target, JsonObject source)
    {
        foreach (var (name, value) in source.Where(p => !p.Key.StartsWith("@odata.", StringComparison.Ordinal)))
        {
            if (target[name] is JsonObject inner && value is JsonObject changed)
            {
                Merge(inner, changed);
            }
            else
            {
                target[name] = value?.DeepClone();
            }
        }
    }

    private static void Check(GraphContext context, JsonObject application, JsonObject? former)
    {
        foreach (var required in (string[])["displayName", "signInAudience"])
        {
            if (application.Text(required) is not { Length: > 0 })
            {
                throw context.Refuse(GraphError.BadRequest($"Invalid value specified for property '{required}' of resource 'Application'."));
            }
        }

        RedirectUris.Check(context, application);
        IdentifierUris.Check(context, application, former);
        Entitlements.Check(context, application, former);
        var access = application.Items("requiredResourceAccess").ToList();
        if (access.Count > 50 || access.Sum(a => a.Items("resourceAccess").Count()) > 400)
        {
            throw context.Refuse(
                GraphError.BadRequest(
                    "The number of resources or permissions in requiredResourceAccess exceeds the limit (50 resources, 400 permissions)."));
        }
    }
}
