using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Identity;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Apis;

/// <summary>The APIs of the tenants: lists them, and assumes those that a connector asks for and that may exist.</summary>
internal sealed class TenantApis(CloudState state, StateFile? file)
{
    private const string DefaultScope = "user_impersonation";

    // The member of a service principal with the addresses that were assumed to be its own. Not shown.
    private const string AssumedNames = "_assumedNames";

    // Every app may ask for them, and ".default" names no permission.
    private static readonly string[] NoPermissions = ["openid", "profile", "email", "offline_access", ".default"];

    /// <summary>All APIs of a tenant: Microsoft's, declared, assumed and registered ones that offer a permission.</summary>
    public IReadOnlyList<LocalApi> List(Tenant tenant)
    {
        lock (state.Gate)
        {
            var view = tenant.Directory.Current;
            return [.. view.All(DirectoryKind.ServicePrincipal)
                .Select(p => Describe(tenant, p))
                .Where(a => a.Origin != ApiOrigin.Registered || a.Resources.Count > 0 || a.Scopes.Count > 0)
                .OrderBy(a => a.Origin).ThenBy(a => a.Name, StringComparer.OrdinalIgnoreCase)];
        }
    }

    /// <summary>Answers what a connector asks for, and makes what is assumed.</summary>
    public IReadOnlyList<ApiAnswer> Prepare(Tenant tenant, IReadOnlyList<ApiRequest> requests)
    {
        lock (state.Gate)
        {
            var changes = tenant.Directory.Changes;
            var answers = requests.Select(r => Prepare(tenant, r)).ToList();
            if (tenant.Directory.Changes != changes)
            {
                file?.Save(state);
            }

            return answers;
        }
    }

    private ApiAnswer Prepare(Tenant tenant, ApiRequest request)
    {
        var view = tenant.Directory.Current;
        if (Resources.Find(state, tenant, view, request.Resource) is { } principal)
        {
            var application = view.Application(principal.Text("appId")!);
            if (application is not null && ApiApplication.Origin(application) == ApiOrigin.Assumed)
            {
                Assume(tenant, application.Copy(), request);
                return Answer(tenant, principal, request, isAssumed: true);
            }

            return Answer(tenant, principal, request, principal.Texts(AssumedNames).Any(n => Resources.IsSame(n, request.Resource)));
        }

        if (state.Options.UnknownApis == UnknownApis.Refuse)
        {
            return new ApiAnswer(request.Resource, null, "is not declared, and the options say \"unknownApis\": \"refuse\"");
        }

        if (ResourceName.OfTenantHost(request.Resource) is { } known)
        {
            return Answer(tenant, AddName(tenant, view.ServicePrincipal(known.AppId)!, request.Resource), request, isAssumed: true);
        }

        if (ResourceName.Refusal(request.Resource) is { } refusal)
        {
            return new ApiAnswer(request.Resource, null, refusal) { IsPlaceholder = ResourceName.IsPlaceholder(request.Resource) };
        }

        var made = ApiApplication.New(state, tenant, ResourceName.ClientId(request.Resource), request.Resource);
        made["identifierUris"] = Guid.TryParse(request.Resource, out _) ? [] : new JsonArray(request.Resource);
        Assume(tenant, made, request);
        return Answer(tenant, tenant.Directory.Current.ServicePrincipal(made.Text("appId")!)!, request, isAssumed: true);
    }

    /// <summary>Gives an assumed API the permissions that are asked for; those that it has stay, as another connector may use them.</summary>
    private void Assume(Tenant tenant, JsonObject application, ApiRequest request)
    {
        var offered = application["api"].Items("oauth2PermissionScopes")
            .Select(s => (Name: s.Text("value")!, Consent: Enum.Parse<ScopeConsent>(s.Text("type")!))).ToList();
        var wanted = request.Scopes.Except(NoPermissions, StringComparer.OrdinalIgnoreCase).ToList();
        var missing = (wanted.Count > 0 ? wanted : offered.Count > 0 ? [] : [DefaultScope]).Except(
            offered.Select(o => o.Name), StringComparer.OrdinalIgnoreCase).ToList();
        if (missing.Count > 0)
        {
            ApiApplication.SetScopes(state, application, [.. offered, .. missing.Select(m => (m, ScopeConsent.User))]);
            ApiApplication.Put(state, tenant, application);
        }
    }

    /// <summary>Gives an API of Microsoft's an address that the tenant has for itself, such as that of its SharePoint.</summary>
    private static JsonObject AddName(Tenant tenant, JsonObject principal, string name)
    {
        var copy = principal.Copy();
        var bare = name.TrimEnd('/');
        copy["servicePrincipalNames"] = copy.Texts("servicePrincipalNames").Append(bare).Append(bare + "/").ToJsonArray();
        copy[AssumedNames] = copy.Texts(AssumedNames).Append(bare).ToJsonArray();
        tenant.Directory.Put(DirectoryKind.ServicePrincipal, copy.Text("id")!, copy, DateTimeOffset.UnixEpoch);
        return copy;
    }

    private static ApiAnswer Answer(Tenant tenant, JsonObject principal, ApiRequest request, bool isAssumed) =>
        new(request.Resource, Describe(tenant, principal), null) { IsAssumed = isAssumed };

    private static LocalApi Describe(Tenant tenant, JsonObject principal)
    {
        var view = tenant.Directory.Current;
        var application = view.Application(principal.Text("appId")!);
        return new LocalApi(
            application is null ? ApiOrigin.BuiltIn : ApiApplication.Origin(application),
            tenant.Name,
            application.Text("displayName") ?? principal.Text("displayName")!,
            principal.Text("appId")!,
            [.. Resources.Names(view, principal).Where(n => n != principal.Text("appId")).Select(n => n.TrimEnd('/')).Distinct(StringComparer.OrdinalIgnoreCase)],
            [.. Resources.Scopes(view, principal).Select(s => s.Text("value")!)],
            [.. Resources.Roles(view, principal).Select(r => r.Text("value")!)],
            TokenVersion.Of(application));
    }
}
