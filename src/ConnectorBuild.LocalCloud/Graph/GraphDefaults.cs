using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary>Properties that answers have although nothing was stored for them.</summary>
internal static class GraphDefaults
{
    /// <summary>A copy of an object with every property of its type, in the order of what is stored.</summary>
    public static JsonObject Complete(GraphType type, JsonObject stored)
    {
        var copy = stored.Copy();
        foreach (var property in type.Properties)
        {
            if (!copy.ContainsKey(property.Name) && property.Use != PropertyUse.Elsewhere)
            {
                copy[property.Name] = property.IsCollection ? new JsonArray() : null;
            }
            else if (!copy.ContainsKey(property.Name) && property.IsCollection)
            {
                copy[property.Name] = new JsonArray();
            }
        }

        if (copy.ContainsKey("verifiedPublisher") && copy["verifiedPublisher"] is null)
        {
            copy["verifiedPublisher"] = new JsonObject { ["displayName"] = null, ["verifiedPublisherId"] = null, ["addedDateTime"] = null };
        }

        return copy;
    }
}
