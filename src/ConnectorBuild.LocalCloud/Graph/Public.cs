using System.Text.Json.Nodes;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary>Takes what is kept out of sight (members that begin with an underscore, secrets among them) off a stored object.</summary>
internal static class Public
{
    /// <summary>A copy for the outside.</summary>
    public static JsonObject Of(JsonObject stored)
    {
        var copy = new JsonObject();
        foreach (var (name, value) in stored)
        {
            if (!name.StartsWith('_'))
            {
                copy[name] = Of(value);
            }
        }

        return copy;
    }

    private static JsonNode? Of(JsonNode? value) => value switch
    {
        JsonObject o => Of(o),
        JsonArray a => new JsonArray([.. a.Select(Of)]),
        _ => value?.DeepClone(),
    };
}
