using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse.Solutions;

/// <summary><c>ComponentParameters</c> of an import: values of environment variables and connections of connection references.</summary>
internal sealed class ComponentSettings(JsonObject parameters)
{
    private readonly List<JsonObject> _all = [.. parameters.Items("ComponentParameters")];

    /// <summary>The value that the caller gives an environment variable, or null.</summary>
    public string? Value(string schemaName) => Find("environmentvariablevalue", "schemaname", schemaName).Text("value");

    /// <summary>What the caller gives a connection reference, or null.</summary>
    public JsonObject? Reference(string logicalName) => Find("connectionreference", "connectionreferencelogicalname", logicalName);

    private JsonObject? Find(string type, string key, string value) => _all.Find(p =>
        p.Text("@odata.type")?.TrimStart('#') == $"Microsoft.Dynamics.CRM.{type}"
            && string.Equals(p.Text(key), value, StringComparison.OrdinalIgnoreCase));
}
