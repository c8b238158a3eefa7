using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse;

/// <summary>Who a row is shared with, and how: <c>GrantAccess</c>, <c>ModifyAccess</c>, <c>RevokeAccess</c>.</summary>
internal static class Sharing
{
    private static readonly string[] Rights = ["ReadAccess", "WriteAccess", "AppendAccess", "AppendToAccess", "DeleteAccess", "ShareAccess", "AssignAccess", "CreateAccess"];

    public static CloudResponse Grant(DataverseContext context) => Change(context, (known, asked) => [.. known.Union(asked)]);

    public static CloudResponse Modify(DataverseContext context) => Change(context, (_, asked) => asked);

    public static CloudResponse Revoke(DataverseContext context)
    {
        var body = context.Body();
        var (table, row) = Target(context, body["Target"] as JsonObject ?? []);
        var (_, id) = Principal(context, body["Revokee"] as JsonObject ?? []);
        return Save(context, table, row, id, null);
    }

    public static CloudResponse List(DataverseContext context)
    {
        var (_, row) = Reference(context);
        var accesses = new JsonArray();
        foreach (var (id, rights) in row["_shared"] as JsonObject ?? [])
        {
            var isUser = Rows.Find(context.Environment, Tables.SystemUser, id) is not null;
            accesses.Add((JsonNode)new JsonObject
            {
                ["AccessMask"] = string.Join(", ", rights!.AsArray().Select(r => r!.GetValue<string>())),
                ["Principal"] = new JsonObject
                {
                    ["@odata.type"] = isUser ? "#Microsoft.Dynamics.CRM.systemuser" : "#Microsoft.Dynamics.CRM.team",
                    [isUser ? "systemuserid" : "teamid"] = id,
                    ["ownerid"] = id,
                },
            });
        }

        return CloudResponse.Json(200, new JsonObject
        {
            ["@odata.context"] = $"{context.MetadataUrl}#Microsoft.Dynamics.CRM.RetrieveSharedPrincipalsAndAccessResponse",
            ["PrincipalAccesses"] = accesses,
        });
    }

    private static CloudResponse Change(DataverseContext context, Func<List<string>, List<string>, List<string>> merge)
    {
        var body = context.Body();
        var (table, row) = Target(context, body["Target"] as JsonObject ?? []);
        var access = body["PrincipalAccess"] as JsonObject
            ?? throw context.Refuse(DataverseError.BadRequest("The parameter 'PrincipalAccess' is required."));
        var (_, id) = Principal(context, access["Principal"] as JsonObject ?? []);
        var asked = (access.Text("AccessMask") ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).ToList();
        if (asked.Count == 0 || asked.Find(a => !Rights.Contains(a)) is { } unknown && unknown.Length > 0)
        {
            throw context.Refuse(
                DataverseError.BadRequest(
                    $"AccessMask '{access.Text("AccessMask")}' is not valid: it is a list of {string.Join(", ", Rights)}."));
        }

        return Save(context, table, row, id, merge([.. row["_shared"].Texts(id)], asked));
    }

    private static CloudResponse Save(DataverseContext context, Table table, JsonObject row, string principal, List<string>? rights)
    {
        var copy = row.Copy();
        var shared = copy["_shared"] as JsonObject ?? [];
        shared.Remove(principal);
        if (rights is not null)
        {
            shared[principal] = rights.ToJsonArray();
        }

        copy["_shared"] = shared.DeepClone();
        context.Environment.Put(table.Name, copy.Id(table), copy);
        return CloudResponse.Empty(204);
    }

    private static (Table Table, JsonObject Row) Target(DataverseContext context, JsonObject target)
    {
        var type = target.Text("@odata.type")?.Split('.')[^1];
        if (type is not ("connector" or "connectionreference" or "environmentvariabledefinition"))
        {
            throw context.NotSupported($"sharing of '{type}'");
        }

        var table = Tables.ByName(type);
        var id = (target.Text(table.Key) ?? "").ToLowerInvariant();
        return (table, Rows.Find(context.Environment, table, id) ?? throw context.Refuse(DataverseError.NotFound(type, id)));
    }

    private static (Table Table, string Id) Principal(DataverseContext context, JsonObject principal)
    {
        var table = principal.ContainsKey("teamid") ? Tables.Team : Tables.SystemUser;
        var id = (principal.Text(table.Key) ?? "").ToLowerInvariant();
        return Rows.Find(context.Environment, table, id) is not null ? (table, id) : throw context.Refuse(DataverseError.NotFound(table.Name, id));
    }

    private static (Table Table, JsonObject Row) Reference(DataverseContext context)
    {
        var target = context.Route["target"];
        var text = target.StartsWith('@') ? context.Request.Query.GetValueOrDefault(target) ?? "" : target;
        try
        {
            return References.Resolve(context, JsonNode.Parse(text.Replace('\'', '"')).Text("@odata.id") ?? "");
        }
        catch (JsonException)
        {
            throw context.Refuse(DataverseError.BadRequest($"The parameter Target '{text}' is not a reference."));
        }
    }
}
