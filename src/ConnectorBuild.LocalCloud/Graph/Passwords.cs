using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary><c>addPassword</c> and <c>removePassword</c>.</summary>
internal static class Passwords
{
    /// <summary>A text the way today's secrets look: 40 characters with <c>8Q~</c> behind the third.</summary>
    public static string NewSecretText(IdSource ids)
    {
        var text = ids.NextText(37, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");
        return $"{text[..3]}8Q~{text[3..]}";
    }

    /// <summary>A stored secret.</summary>
    public static JsonObject Credential(string keyId, string? displayName, string secret, DateTimeOffset start, DateTimeOffset end) => new()
    {
        ["customKeyIdentifier"] = null,
        ["displayName"] = displayName,
        ["endDateTime"] = Shape.GraphTime(end),
        ["hint"] = secret[..3],
        ["keyId"] = keyId,
        ["secretText"] = null,
        ["startDateTime"] = Shape.GraphTime(start),
        ["_secretText"] = secret,
    };

    public static CloudResponse Add(GraphContext context)
    {
        var application = Applications.Writable(context);
        var body = context.Body();
        if (body.Select(p => p.Key).FirstOrDefault(k => k != "passwordCredential") is { } unknown)
        {
            throw context.Refuse(
                GraphError.BadRequest(
                    $"The parameter '{unknown}' in the request payload is not a valid parameter for the operation 'addPassword'."));
        }

        var asked = body["passwordCredential"] switch
        {
            null => [],
            JsonObject credentialBody => credentialBody,
            _ => throw context.Refuse(
                GraphError.BadRequest("Invalid value specified for property 'passwordCredential' of the operation 'addPassword'.")),
        };
        GraphBody.Check(context, GraphTypes.Of("passwordCredential"), asked);
        var credential = New(context, application, asked);
        var copy = application.Copy();
        copy["passwordCredentials"]!.AsArray().Add((JsonNode)credential);
        context.Put(DirectoryKind.Application, application.Text("id")!, copy);
        var answer = Public.Of(credential);
        answer["secretText"] = credential.Text("_secretText");
        answer.Insert(0, "@odata.context", $"{context.Request.BaseUrl}/v1.0/$metadata#microsoft.graph.passwordCredential");
        return CloudResponse.Json(200, answer);
    }

    public static CloudResponse Remove(GraphContext context)
    {
        var application = Applications.Writable(context);
        var keyId = context.Body().Text("keyId") ?? throw context.Refuse(GraphError.BadRequest("The keyId parameter is required."));
        if (!Guid.TryParse(keyId, out _))
        {
            throw context.Refuse(GraphError.BadRequest("Invalid value specified for property 'keyId' of the operation 'removePassword'."));
        }

        var copy = application.Copy();
        var credentials = copy["passwordCredentials"]!.AsArray();
        var found = credentials.FirstOrDefault(c => string.Equals(c.Text("keyId"), keyId, StringComparison.OrdinalIgnoreCase))
            ?? throw context.Refuse(GraphError.BadRequest($"No password credential found with keyId {keyId}."));
        credentials.Remove(found);
        context.Put(DirectoryKind.Application, application.Text("id")!, copy);
        return CloudResponse.Empty(204);
    }

    /// <summary>A secret as asked for, after the tenant's policy has been looked at.</summary>
    public static JsonObject New(GraphContext context, JsonObject application, JsonObject asked)
    {
        if (asked.Select(a => a.Key).FirstOrDefault(
            k => k is not ("displayName" or "startDateTime" or "endDateTime")
                && !k.StartsWith("@odata.", StringComparison.Ordinal)) is { } other
            && asked[other] is not null)
        {
            throw context.Refuse(GraphError.BadRequest("New password credentials must be generated using service actions."));
        }

        var start = asked.Time("startDateTime") ?? context.State.Now;
        var end = asked.Time("endDateTime") ?? start.AddYears(2);
        if (end <= start)
        {
            throw context.Refuse(GraphError.BadRequest("The credential's end date must be later than its start date."));
        }

        if (AppManagementPolicy.Refusal(context.Tenant, application, start, end) is { } refusal)
        {
            throw context.Refuse(refusal);
        }

        var credential = Credential(context.State.Ids.NextId(), asked.Text("displayName"), NewSecretText(context.State.Ids), start, end);
        credential["_usableFrom"] = Shape.GraphTime(context.State.Now + context.State.Options.SecretDelay);
        return credential;
    }
}
