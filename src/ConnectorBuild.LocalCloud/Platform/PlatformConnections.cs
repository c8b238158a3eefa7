using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Dataverse;
using ConnectorBuild.LocalCloud.Entra;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.Runtime.Connections;
using ConnectorBuild.LocalCloud.SignIn;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Platform;

/// <summary>Connections of the signed-in person to connectors that sign in on behalf of users; Microsoft documents none of it.</summary>
internal static class PlatformConnections
{
    public static CloudResponse GetConnector(PowerPlatformContext context)
    {
        var (environment, row) = Find(context);
        var name = row.Text("connectorinternalid")!;
        return CloudResponse.Json(200, new JsonObject
        {
            ["name"] = name,
            ["properties"] = new JsonObject { ["runtimeUrls"] = new JsonArray($"{environment.Url}/apim/{name["shared_".Length..]}") },
        });
    }

    public static CloudResponse Create(PowerPlatformContext context)
    {
        if (string.Equals(context.Token.Text("appid"), DeveloperSignOn.AzureCli, StringComparison.OrdinalIgnoreCase))
        {
            throw PowerPlatformApi.Refuse(
                403, "InsufficientDelegatedPermissions", "The token has no delegated permission Connectivity.Connections.ReadWrite of the Power Platform API.");
        }

        var (environment, row) = Find(context);
        if (ConnectorSignIn.Read(row) is not { IsOnBehalfOf: true })
        {
            throw PowerPlatformApi.Refuse(400, "ConnectionNotSupported", "The connector does not sign in on behalf of users.");
        }

        var user = environment.Tenant.Directory.Current.Find(DirectoryKind.User, context.Token.Text("oid") ?? "");
        var connection = new Connection
        {
            Id = context.State.Ids.NextGuid().ToString("N"),
            ConnectorId = row.Id(Tables.Connector),
            Parameters = new Dictionary<string, string>(),
            User = user.Text("userPrincipalName"),
            IsOnBehalfOf = true,
            CreatedOn = context.State.Now,
        };
        environment.PutConnection(connection.Id, connection.ToJson());
        return CloudResponse.Json(201, new JsonObject
        {
            ["name"] = connection.Id,
            ["properties"] = new JsonObject { ["statuses"] = new JsonArray(new JsonObject { ["status"] = "Connected" }) },
        });
    }

    public static CloudResponse Delete(PowerPlatformContext context)
    {
        var environment = Environments(context).FirstOrDefault(e => e.Connections.ContainsKey(context.Route["connection"]))
            ?? throw PowerPlatformApi.Refuse(404, "ConnectionNotFound", $"Could not find the connection '{context.Route["connection"]}'.");
        environment.RemoveConnection(context.Route["connection"]);
        return CloudResponse.Empty(200);
    }

    private static (DataverseEnvironment Environment, JsonObject Row) Find(PowerPlatformContext context)
    {
        foreach (var environment in Environments(context))
        {
            // The platform knows what it has taken over, not what is saved.
            if (Rows.FindBy(environment, Tables.Connector, "connectorinternalid", context.Route["connector"]) is { } row
                && PowerPlatformApi.ChangedTime(context.State, environment, row) is not null)
            {
                return (environment, row);
            }
        }

        throw PowerPlatformApi.Refuse(404, "CustomApiNotFound", $"Could not find the connector '{context.Route["connector"]}'.");
    }

    private static IEnumerable<DataverseEnvironment> Environments(PowerPlatformContext context) =>
        context.State.Environments.Values.Where(e => e.Tenant.Id == context.Token.Text("tid"));
}
