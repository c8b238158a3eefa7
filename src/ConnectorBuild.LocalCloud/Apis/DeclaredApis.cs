using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Diagnostics;
using ConnectorBuild.LocalCloud.Identity;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Apis;

/// <summary>Makes a tenant's APIs what its options say, at every start.</summary>
internal static class DeclaredApis
{
    /// <summary>
    /// Writes the declared APIs. What was declared before and is not any more counts as assumed, and where nothing may be assumed, assumed APIs go.
    /// </summary>
    public static void Apply(CloudState state, Tenant tenant)
    {
        var declared = tenant.Options.Apis.Select(api => Declare(state, tenant, api)).ToHashSet(StringComparer.Ordinal);
        foreach (var former in ApiApplication.All(tenant, ApiOrigin.Declared).Where(a => !declared.Contains(a.Text("id")!)))
        {
            var copy = former.Copy();
            ApiApplication.Mark(copy, ApiOrigin.Assumed);
            ApiApplication.Put(state, tenant, copy);
        }

        if (state.Options.UnknownApis == UnknownApis.Refuse)
        {
            ApiApplication.All(tenant, ApiOrigin.Assumed).ForEach(a => ApiApplication.Remove(tenant, a));
        }
    }

    private static string Declare(CloudState state, Tenant tenant, LocalApiOptions api)
    {
        var known = Find(state, tenant, api);
        var application = known?.Copy() ?? ApiApplication.New(state, tenant, api.ClientId?.ToString(), "");
        application["displayName"] = api.Name ?? (api.Resources is [var first, ..] ? first : application.Text("appId"));
        application["identifierUris"] = api.Resources.ToJsonArray();
        application["api"]!["requestedAccessTokenVersion"] = api.TokenVersion;
        ApiApplication.Mark(application, ApiOrigin.Declared);
        ApiApplication.SetScopes(state, application, api.Scopes.Select(s => (s.Name, s.Consent)));
        ApiApplication.SetRoles(state, application, api.AppRoles);
        if (known is null || !JsonNode.DeepEquals(known, application))
        {
            ApiApplication.Put(state, tenant, application);
        }

        return application.Text("id")!;
    }

    /// <summary>The app that has the client id or one of the addresses; null where none has.</summary>
    private static JsonObject? Find(CloudState state, Tenant tenant, LocalApiOptions api)
    {
        var view = tenant.Directory.Current;
        foreach (var name in api.ClientId is { } clientId ? api.Resources.Prepend(clientId.ToString()) : api.Resources)
        {
            if (Resources.Find(state, tenant, view, name) is { } principal)
            {
                return view.Application(principal.Text("appId")!) ?? throw LocalCloudErrors.Refused(
                    $"declares '{name}' for tenant '{tenant.Name}', which is an API of Microsoft's that every tenant has");
            }
        }

        return null;
    }
}
