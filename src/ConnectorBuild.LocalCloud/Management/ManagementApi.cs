using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ConnectorBuild.LocalCloud.Apis;
using ConnectorBuild.LocalCloud.Endpoints;
using ConnectorBuild.LocalCloud.Faults;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.LocalCloud.Requests;
using ConnectorBuild.LocalCloud.Runtime.Calls;
using ConnectorBuild.LocalCloud.Seeding;
using ConnectorBuild.LocalCloud.SignIn;
using ConnectorBuild.LocalCloud.State;
using Microsoft.AspNetCore.Http;

namespace ConnectorBuild.LocalCloud.Management;

/// <summary>
/// <c>/local-cloud/…</c> on the authority's port: what another process of the same user asks the host for. No Microsoft service has these
/// paths. Faults never strike here, and the log does not show it.
/// </summary>
internal sealed class ManagementApi(
    CloudState state, RequestLog log, FaultRules faults, TenantApis apis, RuntimeServices runtime, Func<string, string, string?, CancellationToken, Task<SignInResult>> signIn,
    Action<string, Action<DataverseEnvironment>> change)
{
    private readonly RuntimeManagement _runtime = new(state, runtime);

    /// <summary>Under which all of it lies.</summary>
    public const string Root = "/local-cloud/";

    /// <summary>Plays a maker.</summary>
    public const string SignInPath = Root + "sign-in";

    /// <summary>The faults.</summary>
    public const string FaultsPath = Root + "faults";

    /// <summary>The APIs that the tenants know.</summary>
    public const string ApisPath = Root + "apis";

    /// <summary>Components of solutions.</summary>
    public const string ComponentsPath = Root + "components";

    /// <summary>Users' connections to connectors.</summary>
    public const string ConnectionsPath = Root + "connections";

    /// <summary>The log.</summary>
    public const string RequestsPath = Root + "requests";

    /// <summary>The makers' connections.</summary>
    public const string MakerConnectionsPath = Root + "maker-connections";

    /// <summary>The last calls.</summary>
    public const string CallsPath = Root + "calls";

    /// <summary>A connector as it was last saved.</summary>
    public const string ConnectorsPath = Root + "connectors";

    /// <summary>Addresses that stand in for hosts.</summary>
    public const string BackendsPath = Root + "backends";

    /// <summary>What it does, for the documentation.</summary>
    public static IReadOnlyList<Support> Operations { get; } =
    [
        new(
            $"POST {SignInPath}",
            "plays the maker, or the `user` that is named: `?environment=&connector=&user=` (row id or name); answers a sign-in result",
            "ours"),
        new($"GET {FaultsPath}", "the rules, each with `struck`: how often it has struck", "ours"),
        new($"POST {FaultsPath}", "adds a rule, see below", "ours"),
        new($"DELETE {FaultsPath}", "removes all rules", "ours"),
        new($"GET {ApisPath}", "the APIs that the tenants know, with scopes and roles", "ours"),
        new(
            $"POST {ApisPath}",
            "`?environment=`, a list of `{ \"resource\", \"scopes\" }`: whether the tenant knows them; makes what it assumes", "ours"),
        new($"POST {ComponentsPath}", "`?environment=`, a component as in the options file: adds it to an existing solution", "ours"),
        new(
            $"POST {ConnectionsPath}",
            "`?environment=&connector=` (row id or name): gives a user a connection, which holds the connector back", "ours"),
        new($"DELETE {ConnectionsPath}", "`?environment=&connector=`: takes all its connections away", "ours"),
        new($"GET {RequestsPath}", "the log: time, service, method, path, status, duration, parts of batches", "ours"),
        new($"DELETE {RequestsPath}", "empties it", "ours"),
        new($"GET {MakerConnectionsPath}", "the makers' connections, without values", "ours"),
        new(
            $"POST {MakerConnectionsPath}",
            "`?environment=&connector=`, `{ \"parameterSet\", \"parameters\", \"reuse\" }`: makes a connection, and gives the maker's "
                + "token for the gateway",
            "ours"),
        new($"DELETE {MakerConnectionsPath}", "`?id=`: removes a connection", "ours"),
        new($"GET {CallsPath}", "`?id=` of `x-ms-tracking-id`: what happened in one of the last 100 calls", "ours"),
        new($"POST {CallsPath}", "`?id=`, a text: the same text with the call's secrets as `***`", "ours"),
        new($"GET {ConnectorsPath}", "`?environment=&connector=` (row id, name or internal id): the definition as it was last saved", "ours"),
        new(
            $"PUT {BackendsPath}",
            "`?host=&address=`: an address on this machine stands in for a host until the process ends; without an address no longer",
            "ours"),
    ];

    /// <summary>What only who may read the endpoint file knows: user and password of basic authentication.</summary>
    public static string Credentials(LocalIdentity deployer) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{deployer.ClientId}:{deployer.ClientSecret}"));

    /// <summary>Answers a request that is for it; false where it is not.</summary>
    public async Task<bool> HandleAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments(Root.TrimEnd('/')) || context.Connection.LocalPort != new Uri(state.AuthorityHost).Port)
        {
            return false;
        }

        if (!IsAllowed(context))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return true;
        }

        await ((context.Request.Method, context.Request.Path.Value) switch
        {
            ("POST", SignInPath) => SignInAsync(context),
            ("GET", FaultsPath) => WriteAsync(context, FaultStatus.List(faults.Rules), ManagementJsonContext.Default.JsonArray),
            ("POST", FaultsPath) => AddFaultAsync(context),
            ("DELETE", FaultsPath) => DoneAsync(context, faults.Clear),
            ("GET", ApisPath) => WriteAsync(context, [.. state.Tenants.Values.SelectMany(apis.List)], ManagementJsonContext.Default.ListLocalApi),
            ("POST", ApisPath) => PrepareApisAsync(context),
            ("POST", ComponentsPath) => AddComponentAsync(context),
            ("POST", ConnectionsPath) =>
                ChangeAsync(context, e => ManagedRows.AddConnection(state, e, context.Request.Query["connector"].ToString())),
            ("DELETE", ConnectionsPath) => ChangeAsync(context, e => ManagedRows.RemoveConnections(e, context.Request.Query["connector"].ToString())),
            ("GET", RequestsPath) => WriteAsync(context, [.. log.Records], ManagementJsonContext.Default.ListRequestRecord),
            ("DELETE", RequestsPath) => DoneAsync(context, log.Clear),
            (_, MakerConnectionsPath or CallsPath or ConnectorsPath or BackendsPath) => _runtime.HandleAsync(context),
            _ => RefuseAsync(context, StatusCodes.Status501NotImplemented, NotSupported.Message($"{context.Request.Method} {context.Request.Path}")),
        });
        return true;
    }

    /// <summary>Only who may read the endpoint file knows the deployment identity's secret.</summary>
    private bool IsAllowed(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        return state.Tenants.Values.Any(t => header == $"Basic {Credentials(t.Deployer)}");
    }

    private async Task SignInAsync(HttpContext context)
    {
        var environment = context.Request.Query["environment"].ToString();
        if (!state.Environments.ContainsKey(environment))
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, $"There is no environment '{environment}'.");
            return;
        }

        var result = await signIn(
            environment, context.Request.Query["connector"].ToString(),
            context.Request.Query["user"] is [{ Length: > 0 } user] ? user : null, context.RequestAborted);
        await WriteAsync(context, result, ManagementJsonContext.Default.SignInResult);
    }

    private async Task AddComponentAsync(HttpContext context)
    {
        try
        {
            var component = await JsonSerializer.DeserializeAsync(
                context.Request.Body, ManagementJsonContext.Default.LocalComponentOptions, context.RequestAborted);
            if (component is null or { Solution: null } or { Name: null })
            {
                await RefuseAsync(context, StatusCodes.Status400BadRequest, "The body must be an object with 'solution', 'type' and 'name'.");
                return;
            }

            await ChangeAsync(context, e => ManagedRows.AddComponent(state, e, component));
        }
        catch (JsonException e)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, e.Message);
        }
    }

    private async Task ChangeAsync(HttpContext context, Action<DataverseEnvironment> action)
    {
        var environment = context.Request.Query["environment"].ToString();
        if (!state.Environments.ContainsKey(environment))
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, $"There is no environment '{environment}'.");
            return;
        }

        try
        {
            await DoneAsync(context, () => change(environment, action));
        }
        catch (ArgumentException e)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, e.Message);
        }
    }

    private async Task PrepareApisAsync(HttpContext context)
    {
        var environment = context.Request.Query["environment"].ToString();
        if (!state.Environments.TryGetValue(environment, out var known))
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, $"There is no environment '{environment}'.");
            return;
        }

        try
        {
            var requests = await JsonSerializer.DeserializeAsync(
                context.Request.Body, ManagementJsonContext.Default.ListApiRequest, context.RequestAborted);
            if (requests is null || requests.Exists(r => r is null or { Resource: null } or { Scopes: null }))
            {
                await RefuseAsync(context, StatusCodes.Status400BadRequest, "The body must be a list of objects with 'resource' and 'scopes'.");
                return;
            }

            await WriteAsync(context, [.. apis.Prepare(known.Tenant, requests)], ManagementJsonContext.Default.ListApiAnswer);
        }
        catch (JsonException e)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, e.Message);
        }
    }

    private async Task AddFaultAsync(HttpContext context)
    {
        try
        {
            var rule = await JsonSerializer.DeserializeAsync(context.Request.Body, ManagementJsonContext.Default.FaultRule, context.RequestAborted);
            if (FaultRule.Problem(rule) is { } problem)
            {
                await RefuseAsync(context, StatusCodes.Status400BadRequest, $"The rule {problem}.");
                return;
            }

            await DoneAsync(context, () => faults.Add(rule!));
        }
        catch (JsonException e)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, e.Message);
        }
    }

    private static Task DoneAsync(HttpContext context, Action action)
    {
        action();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    internal static Task RefuseAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(text);
    }

    internal static async Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type)
    {
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(value, type), context.RequestAborted);
    }
}
