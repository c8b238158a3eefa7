using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary>
/// Names of an API: <c>api://</c> with the app's or the tenant's id, or an address below a domain of the tenant (learn, "Restrictions on
/// identifier URIs").
/// </summary>
internal static class IdentifierUris
{
    private const int MaxLength = 255;

    /// <summary>Refuses what the service refuses. Names that the application had before stay allowed.</summary>
    public static void Check(GraphContext context, JsonObject application, JsonObject? former)
    {
        var uris = application.Texts("identifierUris").ToList();
        if (uris.Distinct(StringComparer.OrdinalIgnoreCase).Count() != uris.Count)
        {
            throw context.Refuse(
                GraphError.BadRequest(
                    "Invalid value specified for property 'identifierUris' of resource 'Application': duplicate entries."));
        }

        foreach (var uri in uris.Except(former?.Texts("identifierUris") ?? []))
        {
            if (uri.Length is 0 or > MaxLength || !Uri.TryCreate(uri, UriKind.Absolute, out var parsed) || uri.EndsWith('/'))
            {
                throw context.Refuse(
                    GraphError.BadRequest($"Invalid value specified for property 'identifierUris' of resource 'Application': '{uri}'."));
            }

            if (!IsFree(application) && !IsOfTenant(context.Tenant, application, parsed))
            {
                throw context.Refuse(new GraphError(400, "HostNameNotOnVerifiedDomain",
                    $"Values of identifierUris property must use a verified domain of the organization or its subdomain: '{uri}'"));
            }
        }
    }

    /// <summary>Apps of one tenant whose access tokens are of version 2 may have any name.</summary>
    private static bool IsFree(JsonObject application) =>
        application.Text("signInAudience") == "AzureADMyOrg" && application["api"]?["requestedAccessTokenVersion"]?.GetValue<int>() == 2;

    private static bool IsOfTenant(Tenant tenant, JsonObject application, Uri uri)
    {
        var isHost = string.Equals(uri.Host, tenant.Domain, StringComparison.OrdinalIgnoreCase)
            || uri.Host.EndsWith("." + tenant.Domain, StringComparison.OrdinalIgnoreCase);
        return uri.Scheme switch
        {
            "https" or "http" => isHost,
            "api" =>
                isHost || uri.OriginalString["api://".Length..].Split('/')
                    .Intersect([application.Text("appId")!, tenant.Id], StringComparer.OrdinalIgnoreCase).Any(),
            _ => false,
        };
    }
}
