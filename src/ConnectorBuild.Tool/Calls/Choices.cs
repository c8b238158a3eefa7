using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConnectorBuild.Tool.Calls;

/// <summary>What the designer offers for a parameter: a list, a tree, or a schema.</summary>
/// <param name="Items">The list or the tree.</param>
/// <param name="Schema">The schema; null where it is a list.</param>
internal sealed record Choices(IReadOnlyList<Choice> Items, JsonNode? Schema)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A line for each.</summary>
    public IEnumerable<string> Lines()
    {
        if (Schema is not null)
        {
            return Schema.ToJsonString(Readable).Split('\n').Select(l => l.TrimEnd('\r'));
        }

        var width = Items.Count == 0 ? 0 : Math.Min(40, Items.Max(i => i.Value.Length + (2 * i.Depth)));
        return Items.Count == 0
            ? ["The list is empty."]
            : Items.Select(i => $"{(new string(' ', 2 * i.Depth) + i.Value).PadRight(width)}  {i.Title}");
    }

    /// <summary>The same as JSON.</summary>
    public JsonObject ToJson() => new()
    {
        ["kind"] = "choices",
        ["version"] = 1,
        ["choices"] = new JsonArray([.. Items.Select(i => new JsonObject { ["value"] = i.Value, ["title"] = i.Title, ["depth"] = i.Depth })]),
        ["schema"] = Schema?.DeepClone(),
    };
}

/// <summary>One choice.</summary>
/// <param name="Value">What is sent.</param>
/// <param name="Title">What makers see.</param>
/// <param name="Item">The whole item.</param>
/// <param name="IsParent">Whether a tree can be opened here.</param>
/// <param name="Depth">How deep it is in a tree.</param>
internal sealed record Choice(string Value, string Title, JsonNode Item, bool IsParent, int Depth = 0);
