using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.Identity;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.PowerApps;

/// <summary>The PowerApps resource provider, as far as the maker portal and paconn need it for a connector.</summary>
internal sealed class PowerAppsApi(CloudState state)
{
    /// <summary>What the paths of resource providers begin with.</summary>
    public const string Prefix = "/providers/";

    // The client id of PowerApps Service, and its names.
    private static readonly string[] Audiences = ["475226c6-020e-4fb2-8a90-7a972cbfc1d4", "https://service.powerapps.com", "https://api.powerapps.com"];

    private readonly ResourceStorage _storage = new(state);

    /// <summary>Whether a path is the provider's or its storage's.</summary>
    public static bool Has(string path) =>
        path.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || path.StartsWith(ResourceStorage.Prefix, StringComparison.Ordinal);

    /// <summary>Answers a request.</summary>
    public CloudResponse Handle(CloudRequest request)
    {
        if (request.Path.StartsWith(ResourceStorage.Prefix, StringComparison.Ordinal))
        {
            return _storage.Handle(request);
        }

        var (tenant, caller) = Caller(request);
        if (!request.Query.ContainsKey("api-version"))
        {
            throw PowerAppsError.NoVersion.ToFailure();
        }

        var path = request.Path[(Prefix.Length - 1)..].TrimEnd('/');
        foreach (var operation in PowerAppsOperations.All)
        {
            if (operation.Method == request.Method && operation.Matches(path, out var route))
            {
                return operation.Handle(new PowerAppsContext(state, _storage, tenant, caller, request, route));
            }
        }

        var other = PowerAppsOperations.Others.FirstOrDefault(
            o => (o.Method == "*" || o.Method == request.Method) && PathPattern.Matches(o.Pattern, path));
        return other is not null
            ? PowerAppsError.NotSupported($"{other.Name} ({request.Method} {path})").ToResponse()
            : new PowerAppsError(404, "InvalidResourceNamespace", $"The resource namespace of '{path}' is invalid.").ToResponse();
    }

    private (Tenant Tenant, JsonObject Caller) Caller(CloudRequest request)
    {
        var claims = BearerToken.Read(state, request, out var problem);
        if (claims is null)
        {
            throw PowerAppsError.Unauthorized(problem).ToFailure();
        }

        return Audiences.Contains(claims.Text("aud")?.TrimEnd('/'), StringComparer.OrdinalIgnoreCase)
            && state.FindTenant(claims.Text("tid") ?? "") is { } tenant
            ? (tenant, claims)
            : throw PowerAppsError.Unauthorized("The audience of the access token is not PowerApps Service.").ToFailure();
    }
}
