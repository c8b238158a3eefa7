using System.Text.Json.Nodes;
using System.Xml;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary>The tenant's default app management policy: whether secrets are allowed, and how long they may live.</summary>
internal static class AppManagementPolicy
{
    /// <summary>A policy that restricts nothing.</summary>
    public static JsonObject Default() => new()
    {
        ["id"] = Tenant.PolicyId,
        ["displayName"] = "Default app management tenant policy",
        ["description"] = "Default tenant policy that enforces app management restrictions on applications and service principals.",
        ["isEnabled"] = false,
        ["applicationRestrictions"] = new JsonObject { ["passwordCredentials"] = new JsonArray(), ["keyCredentials"] = new JsonArray() },
        ["servicePrincipalRestrictions"] = new JsonObject { ["passwordCredentials"] = new JsonArray(), ["keyCredentials"] = new JsonArray() },
    };

    public static CloudResponse Get(GraphContext context)
    {
        context.Demand("Policy.Read.All", "Policy.ReadWrite.ApplicationConfiguration");
        return context.Entity(
            200, "policies/defaultAppManagementPolicy", context.View.Find(DirectoryKind.Policy, Tenant.PolicyId)!, GraphTypes.Policy);
    }

    public static CloudResponse Patch(GraphContext context)
    {
        context.Demand("Policy.ReadWrite.ApplicationConfiguration");
        var policy = context.Tenant.Policy.Copy();
        var body = context.Body();
        GraphBody.Check(context, GraphTypes.Policy, body);
        foreach (var (name, value) in body)
        {
            if (name.StartsWith("@odata.", StringComparison.Ordinal))
            {
                continue;
            }

            policy[name] = GraphTypes.Policy.Find(name)!.Use == PropertyUse.Write
                ? value?.DeepClone()
                : throw context.Refuse(GraphError.BadRequest($"Property '{name}' is read-only and cannot be set."));
        }

        context.Put(DirectoryKind.Policy, Tenant.PolicyId, policy);
        return CloudResponse.Empty(204);
    }

    /// <summary>Why a secret with this life is refused, or null.</summary>
    public static GraphError? Refusal(Tenant tenant, JsonObject application, DateTimeOffset start, DateTimeOffset end)
    {
        var policy = tenant.Policy;
        if (policy["isEnabled"]?.GetValue<bool>() != true)
        {
            return null;
        }

        foreach (var restriction in policy["applicationRestrictions"].Items("passwordCredentials").Where(r => Applies(r, application)))
        {
            switch (restriction.Text("restrictionType"))
            {
                case "passwordAddition":
                    return new GraphError(400, "CredentialTypeNotAllowedAsPerAppPolicy",
                        $"Credential type not allowed as per assigned policy '{policy.Text("displayName")}'.");
                case "passwordLifetime" when end - start > XmlConvert.ToTimeSpan(restriction.Text("maxLifetime") ?? "P36500D"):
                    var message = $"Credential lifetime exceeds the max value allowed as per assigned policy '{policy.Text("displayName")}'.";
                    return new GraphError(400, "CredentialInvalidLifetimeAsPerAppPolicy", message)
                    {
                        Detail = new JsonObject { ["code"] = "InvalidKeyEndDate", ["target"] = "EndDate", ["message"] = message },
                    };
            }
        }

        return null;
    }

    private static bool Applies(JsonObject restriction, JsonObject application) =>
        restriction.Text("state") is null or "enabled"
        && (restriction.Time("restrictForAppsCreatedAfterDateTime") is not { } after || application.Time("createdDateTime") >= after);
}
