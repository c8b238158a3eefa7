using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Entra;

/// <summary>A request at the sign-in service.</summary>
internal sealed record EntraContext(CloudState State, SignInSessions Sessions, CloudRequest Request, IReadOnlyDictionary<string, string> Route)
{
    /// <summary>The path's tenant: an id, a domain, <c>common</c>, <c>organizations</c> or <c>consumers</c>.</summary>
    public string TenantName => Route["tenant"];

    /// <summary>The form of a POST, else the query.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; } = Request.Method == "POST" ? Request.Form() : Request.Query;

    /// <summary>A parameter, or null where absent or empty.</summary>
    public string? Parameter(string name) => Parameters.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>A parameter that must be there.</summary>
    public string Required(string name) => Parameter(name) ?? throw Refuse(EntraError.MissingParameter(name));

    /// <summary>The refusal as an answer.</summary>
    public CloudFailure Refuse(EntraError error) => error.ToFailure(State, Request);

    /// <summary>The directory as the sign-in service sees it.</summary>
    public DirectoryView View(Tenant tenant) => tenant.Directory.At(State.ReplicationTime - State.Options.ReplicationLag);

    /// <summary>The tenant of the path.</summary>
    /// <param name="error">OAuth's error code where there is none of this name.</param>
    public Tenant Tenant(string error = "invalid_request") =>
        State.FindTenant(TenantName) ?? throw Refuse(EntraError.UnknownTenant(TenantName, error));
}
