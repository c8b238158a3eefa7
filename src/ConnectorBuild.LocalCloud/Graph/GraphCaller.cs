using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.Identity;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary>Who calls Graph, out of the bearer token.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="ObjectId">Object id of the service principal or the user.</param>
/// <param name="Permissions">Application or delegated permissions.</param>
internal sealed record GraphCaller(Tenant Tenant, string ObjectId, IReadOnlySet<string> Permissions)
{
    /// <summary>Whether the caller has any of the permissions.</summary>
    public bool HasAny(params ReadOnlySpan<string> permissions)
    {
        foreach (var permission in permissions)
        {
            if (Permissions.Contains(permission))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Checks the token of a request.</summary>
    public static GraphCaller Read(CloudState state, CloudRequest request)
    {
        var token = BearerToken.Read(state, request, out var problem);
        if (token is null)
        {
            throw Refuse(problem);
        }

        if (state.FindTenant(token.Text("tid") ?? "") is not { } tenant
            || Resources.Find(state, tenant, tenant.Directory.Current, token.Text("aud") ?? "").Text("appId") != KnownResources.GraphAppId)
        {
            throw Refuse("Access token validation failure. Invalid audience.");
        }

        var permissions = token.Texts("roles").Concat((token.Text("scp") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return new GraphCaller(tenant, token.Text("oid")!, permissions.ToHashSet(StringComparer.OrdinalIgnoreCase));

        CloudFailure Refuse(string message) => new GraphError(401, "InvalidAuthenticationToken", message).ToFailure(state, request);
    }
}
