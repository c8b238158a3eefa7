using System.Text.Json.Nodes;

namespace ConnectorBuild.LocalCloud.State;

/// <summary>A tenant's objects as of one time.</summary>
internal readonly struct DirectoryView(DirectoryStore store, DateTimeOffset time)
{
    /// <summary>An object by its id.</summary>
    public JsonObject? Find(DirectoryKind kind, string id) => store.Find(kind, id, time);

    /// <summary>All objects of a kind.</summary>
    public IEnumerable<JsonObject> All(DirectoryKind kind) => store.All(kind, time);

    /// <summary>The first object of a kind whose member has the given text, without case.</summary>
    public JsonObject? FindBy(DirectoryKind kind, string member, string value) =>
        All(kind).FirstOrDefault(o => string.Equals(o.Text(member), value, StringComparison.OrdinalIgnoreCase));

    /// <summary>The application with this client id.</summary>
    public JsonObject? Application(string appId) => FindBy(DirectoryKind.Application, "appId", appId);

    /// <summary>The service principal of the app with this client id.</summary>
    public JsonObject? ServicePrincipal(string appId) => FindBy(DirectoryKind.ServicePrincipal, "appId", appId);
}
