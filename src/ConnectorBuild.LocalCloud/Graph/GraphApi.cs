using ConnectorBuild.LocalCloud.Faults;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary>Microsoft Graph v1.0.</summary>
internal sealed class GraphApi(CloudState state, FaultRules faults)
{
    /// <summary>All it does; paths are without the version.</summary>
    public static IReadOnlyList<Operation<GraphContext>> Operations { get; } = CreateOperations();

    /// <summary>Answers a request.</summary>
    public CloudResponse Handle(CloudRequest request) => request.Path == "/$batch" && request.Method == "POST"
        ? GraphBatch.Handle(Context(request, new Dictionary<string, string>()))
        : Route(request);

    /// <summary>Answers a request of a batch: refusals stay in the batch, and what the refused part had changed is taken back.</summary>
    public CloudResponse HandlePart(CloudRequest request, string sent) =>
        FaultAnswer.Apply(faults.Strike("Graph", null, request.Method, "/v1.0" + sent, isPart: true), () => Isolated(request));

    private CloudResponse Isolated(CloudRequest request)
    {
        var restore = request.Method == "GET" ? null : state.Snapshot();
        try
        {
            return Route(request);
        }
        catch (CloudFailure failure)
        {
            restore?.Invoke();
            return failure.Response;
        }
    }

    private CloudResponse Route(CloudRequest request)
    {
        foreach (var operation in Operations)
        {
            if (operation.Method == request.Method && operation.Matches(request.Path, out var route))
            {
                return operation.Handle(Context(request, route));
            }
        }

        throw GraphError.NotSupported($"{request.Method} {request.Path}").ToFailure(state, request);
    }

    private GraphContext Context(CloudRequest request, IReadOnlyDictionary<string, string> route)
    {
        var caller = GraphCaller.Read(state, request);
        var stale = state.Options.ReplicationLag > TimeSpan.Zero && (state.Options.StaleShare >= 1 || state.Ids.NextDouble() < state.Options.StaleShare);
        var view = stale ? caller.Tenant.Directory.At(state.Now - state.Options.ReplicationLag) : caller.Tenant.Directory.Current;
        return new GraphContext(this, state, request, caller, view, route);
    }

    private static List<Operation<GraphContext>> CreateOperations()
    {
        var operations = new List<Operation<GraphContext>>();
        Add("POST", "/$batch", GraphBatch.Handle);
        Add("GET", "/applications", Applications.List);
        Add("POST", "/applications", Applications.Create);
        foreach (var application in (string[])["/applications/{id}", "/applications(appId='{appId}')", "/applications(uniqueName='{uniqueName}')"])
        {
            Add("GET", application, Applications.Get);
            Add("PATCH", application, application.Contains("uniqueName", StringComparison.Ordinal) ? Applications.Upsert : Applications.Patch);
            Add("DELETE", application, Applications.Delete);
            Add("POST", application + "/addPassword", Passwords.Add);
            Add("POST", application + "/removePassword", Passwords.Remove);
            Add("GET", application + "/owners", Owners.ListOfApplication);
            Add("POST", application + "/owners/$ref", Owners.AddToApplication);
            Add("DELETE", application + "/owners/{owner}/$ref", Owners.RemoveFromApplication);
            var credentials = application + "/federatedIdentityCredentials";
            Add("GET", credentials, FederatedCredentials.List);
            Add("POST", credentials, FederatedCredentials.Create);
            Add("GET", credentials + "/{credential}", FederatedCredentials.Get);
            Add("PATCH", credentials + "/{credential}", FederatedCredentials.Patch);
            Add("DELETE", credentials + "/{credential}", FederatedCredentials.Delete);
            Add("GET", credentials + "(name='{name}')", FederatedCredentials.Get);
            Add("PATCH", credentials + "(name='{name}')", FederatedCredentials.Upsert);
            Add("DELETE", credentials + "(name='{name}')", FederatedCredentials.Delete);
        }

        Add("GET", "/servicePrincipals", ServicePrincipals.List);
        Add("POST", "/servicePrincipals", ServicePrincipals.Create);
        foreach (var principal in (string[])["/servicePrincipals/{id}", "/servicePrincipals(appId='{appId}')"])
        {
            Add("GET", principal, ServicePrincipals.Get);
            Add("PATCH", principal, principal.Contains("appId", StringComparison.Ordinal) ? ServicePrincipals.Upsert : ServicePrincipals.Patch);
            Add("DELETE", principal, ServicePrincipals.Delete);
            Add("GET", principal + "/owners", Owners.ListOfServicePrincipal);
            Add("POST", principal + "/owners/$ref", Owners.AddToServicePrincipal);
            Add("DELETE", principal + "/owners/{owner}/$ref", Owners.RemoveFromServicePrincipal);
            Add("GET", principal + "/oauth2PermissionGrants", PermissionGrants.ListOfServicePrincipal);
        }

        Add("GET", "/oauth2PermissionGrants", PermissionGrants.List);
        Add("POST", "/oauth2PermissionGrants", PermissionGrants.Create);
        Add("GET", "/oauth2PermissionGrants/{id}", PermissionGrants.Get);
        Add("PATCH", "/oauth2PermissionGrants/{id}", PermissionGrants.Patch);
        Add("DELETE", "/oauth2PermissionGrants/{id}", PermissionGrants.Delete);
        foreach (var prefix in (string[])["microsoft.graph", "graph"])
        {
            Add("GET", $"/directory/deletedItems/{prefix}.application", DeletedItems.Applications);
            Add("GET", $"/directory/deletedItems/{prefix}.servicePrincipal", DeletedItems.ServicePrincipals);
        }

        Add("GET", "/directory/deletedItems/{id}", DeletedItems.Get);
        Add("POST", "/directory/deletedItems/{id}/restore", DeletedItems.Restore);
        Add("DELETE", "/directory/deletedItems/{id}", DeletedItems.Purge);
        Add("GET", "/organization", DirectoryReads.Organization);
        Add("GET", "/me", DirectoryReads.Me);
        Add("GET", "/users/{id}", DirectoryReads.User);
        Add("GET", "/policies/defaultAppManagementPolicy", AppManagementPolicy.Get);
        Add("PATCH", "/policies/defaultAppManagementPolicy", AppManagementPolicy.Patch);
        return operations;

        void Add(string method, string template, Func<GraphContext, CloudResponse> handle) => operations.Add(new(method, template, handle, ignoreCase: true));
    }
}
