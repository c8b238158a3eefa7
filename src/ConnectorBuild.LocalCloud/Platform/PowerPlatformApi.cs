using System.Globalization;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Dataverse;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.Identity;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Platform;

/// <summary>The Power Platform API, as far as the connectors of an environment are read: for people only.</summary>
internal sealed class PowerPlatformApi(CloudState state)
{
    /// <summary>What the paths of the API begin with.</summary>
    public const string Root = "/connectivity/";

    // The documented answer has texts and times; neither operations nor connection parameters are among them.
    private static readonly (string Name, string Column)[] Texts =
        [("displayName", "displayname"), ("description", "description"), ("iconBrandColor", "iconbrandcolor")];

    private const string Resource = "https://api.powerplatform.com";

    /// <summary>The operations, with their lines in docs/local-cloud.md.</summary>
    public static IReadOnlyList<Operation<PowerPlatformContext>> Operations { get; } =
    [
        new("GET", "/connectivity/environments/{environment}/connectors/{connector}", Get,
            "simplified: name, when the platform took the connector over, and display name, description and colour once it has. `liveLag` and `neverLive` of an environment "
                + "let that be later, or never; "
            + "so does a second on-behalf-of connector of one app",
            "path and members: DOC; what `changedTime` means and that a second connector stays behind: one source each"),
        new("GET", "/connectivity/connectors/{connector}", PlatformConnections.GetConnector, "simplified: `runtimeUrls`; 404 until makers have the connector", "one source"),
        new("POST", "/connectivity/connectors/{connector}/createoboconnection", PlatformConnections.Create,
            "on-behalf-of connectors only, and not with a token of the Azure CLI's app; the connection is the caller's, and connected at once", "one source"),
        new("DELETE", "/connectivity/connectors/{connector}/connections/{connection}", PlatformConnections.Delete, "yes", "one source"),
    ];

    /// <summary>Answers a request.</summary>
    public CloudResponse Handle(CloudRequest request)
    {
        if (BearerToken.Read(state, request, out var problem) is not { } token)
        {
            throw Refuse(401, "Unauthorized", problem);
        }

        // No application permission exists.
        if (token.Text("scp") is null || token.Text("aud")?.TrimEnd('/') != Resource)
        {
            throw Refuse(
                403, "InsufficientDelegatedPermissions",
                "The token has no delegated permission Connectivity.Connectors.Read of the Power Platform API.");
        }

        foreach (var operation in Operations)
        {
            if (operation.Method == request.Method && operation.Matches(request.Path, out var route))
            {
                return operation.Handle(new PowerPlatformContext(state, token, route));
            }
        }

        return CloudResponse.Json(
            501,
            new JsonObject { ["error"] = new JsonObject { ["code"] = NotSupported.Code, ["message"] = NotSupported.Message(
                $"{request.Method} {request.Path} at the Power Platform API") } });
    }

    private static CloudResponse Get(PowerPlatformContext context)
    {
        var environment = context.State.Environments.Values.FirstOrDefault(e =>
            string.Equals(e.Id, context.Route["environment"], StringComparison.OrdinalIgnoreCase) && e.Tenant.Id == context.Token.Text("tid"));
        var row = environment is null ? null : Rows.FindBy(environment, Tables.Connector, "connectorinternalid", context.Route["connector"]);
        if (environment is null || row is null || ChangedTime(context.State, environment, row) is not { } changed)
        {
            throw Refuse(404, "CustomApiNotFound", $"Could not find the connector '{context.Route["connector"]}'.");
        }

        var properties = new JsonObject
        {
            ["createdTime"] = row.Text("createdon"),
            ["changedTime"] = changed.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture),
            ["isCustomApi"] = true,
        };

        // Of a former state the times alone are known.
        foreach (var (name, column) in changed >= row.Time("modifiedon") ? Texts : [])
        {
            properties[name] = row.Text(column);
        }

        return CloudResponse.Json(200, new JsonObject
        {
            ["name"] = row.Text("connectorinternalid"),
            ["type"] = "Microsoft.PowerApps/apis",
            ["properties"] = properties,
        });
    }

    // What makers have is of the last save that is older than the lag; a connector that is newer than the lag is not there yet.
    internal static DateTimeOffset? ChangedTime(CloudState state, DataverseEnvironment environment, JsonObject row)
    {
        var (created, modified) = (row.Time("createdon")!.Value, row.Time("modifiedon")!.Value);
        var isStuck = environment.Options.NeverLive.Contains(row.Text("name"), StringComparer.OrdinalIgnoreCase)
            || OnBehalfOfTwins.IsSecond(environment, row);
        var lag = environment.Options.LiveLag;
        return !isStuck && modified + lag <= state.Now ? modified + lag
            : created < modified && created + lag <= state.Now ? created
            : null;
    }

    public static CloudFailure Refuse(int status, string code, string message) =>
        new(CloudResponse.Json(status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } }));
}

/// <summary>A request to the Power Platform API.</summary>
internal sealed record PowerPlatformContext(CloudState State, JsonObject Token, IReadOnlyDictionary<string, string> Route);
