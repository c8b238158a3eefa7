using Newtonsoft.Json.Linq;

namespace ConnectorBuild.Scripting.Mcp;

/// <summary>Checks a tool's schema for what clients do not take.</summary>
internal static class McpSchema
{
    public static IEnumerable<string> Problems(JObject schema)
    {
        if ((string?)schema["type"] != "object")
        {
            yield return "#: the type is not \"object\", and the arguments of a tool are an object";
        }

        foreach (var member in schema.DescendantsAndSelf().OfType<JObject>().SelectMany(o => o.Properties()).Where(IsKeyword))
        {
            if (member.Name == "$ref")
            {
                yield return $"{Place(member)}: $ref is not resolved by all clients; write the schema out";
            }
            else if (member is { Name: "type", Value.Type: JTokenType.Array })
            {
                yield return $"{Place(member)}: a list of types is not taken by all clients; write one type";
            }
        }
    }

    // A property of the arguments may be called "type".
    private static bool IsKeyword(JProperty member) =>
        member.Parent?.Parent is not JProperty { Name: "properties" or "default" or "enum" or "examples" };

    private static string Place(JProperty member) => "#/" + member.Path.Replace('.', '/');
}
