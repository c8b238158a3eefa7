using System.Globalization;
using System.Text.Json.Nodes;

namespace ConnectorBuild.LocalCloud.Runtime.Expressions;

/// <summary>What a path starts from.</summary>
internal enum PathRoot
{
    /// <summary>The element that the policy works on.</summary>
    Parent,

    /// <summary>The whole body.</summary>
    Body,

    /// <summary>The current element of a collection.</summary>
    Item,
}

/// <summary>
/// A place in JSON: <c>@body().people</c>, <c>@item()['id']</c>, <c>people.XYZ.Age</c>. Accepted connectors also write <c>body()</c> and
/// <c>@body.</c>.
/// </summary>
internal sealed record PropertyPath(PathRoot Root, IReadOnlyList<string> Segments)
{
    private static readonly (string Start, PathRoot Root)[] Roots =
    [
        ("@body()", PathRoot.Body), ("body()", PathRoot.Body), ("@body", PathRoot.Body), ("@item()", PathRoot.Item), ("item()", PathRoot.Item), ("@triggerBody()", PathRoot.Body),
    ];

    /// <summary>Reads a path. Nothing, and the text <c>null</c>, is the parent itself.</summary>
    public static PropertyPath Parse(string? text)
    {
        var rest = text?.Trim() ?? "";
        if (rest is "" or "null")
        {
            return new PropertyPath(PathRoot.Parent, []);
        }

        foreach (var (start, root) in Roots)
        {
            if (rest.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            {
                return new PropertyPath(root, ReadSegments(rest, start.Length, out _));
            }
        }

        return new PropertyPath(PathRoot.Parent, ReadSegments("." + rest, 0, out _));
    }

    /// <summary>Reads <c>.name</c>, <c>[0]</c> and <c>['name']</c> from a position on.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where to begin.</param>
    /// <param name="end">Where the path ends.</param>
    public static IReadOnlyList<string> ReadSegments(string text, int at, out int end)
    {
        var segments = new List<string>();
        while (at < text.Length)
        {
            if (text[at] == '.' && at + 1 < text.Length && IsName(text[at + 1]))
            {
                var start = ++at;
                while (at < text.Length && IsName(text[at]))
                {
                    at++;
                }

                segments.Add(text[start..at]);
            }
            else if (text[at] == '[' && text.IndexOf(']', at) is > 0 and var close)
            {
                segments.Add(text[(at + 1)..close].Trim().Trim('\'', '"'));
                at = close + 1;
            }
            else
            {
                break;
            }
        }

        end = at;
        return segments;
    }

    /// <summary>Follows the path.</summary>
    /// <param name="from">Where it starts.</param>
    /// <param name="segments">Names and numbers.</param>
    /// <exception cref="ExpressionException">A part before the last is null or missing.</exception>
    public static JsonNode? Follow(JsonNode? from, IReadOnlyList<string> segments)
    {
        var node = from;
        for (var i = 0; i < segments.Count; i++)
        {
            if (node is null)
            {
                throw new ExpressionException(
                    $"'{segments[i]}' is asked of "
                        + $"{(i == 0 ? "a body that is not JSON" : $"'{segments[i - 1]}', which is null or missing")}");
            }

            node = Member(node, segments[i]);
        }

        return node;
    }

    /// <summary>The member of an object, or the element of an array; null without one.</summary>
    public static JsonNode? Member(JsonNode? node, string name) => node switch
    {
        JsonObject o => o[name],
        JsonArray a when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < a.Count => a[index],
        _ => null,
    };

    /// <summary>Puts a value at a place, making the objects above it.</summary>
    public static void Put(JsonNode from, IReadOnlyList<string> segments, JsonNode? value)
    {
        var node = from;
        foreach (var segment in segments.SkipLast(1))
        {
            var next = Member(node, segment);
            if (next is not (JsonObject or JsonArray))
            {
                next = new JsonObject();
                PutMember(node, segment, next);
            }

            node = next;
        }

        PutMember(node, segments[^1], value);
    }

    private static void PutMember(JsonNode node, string name, JsonNode? value)
    {
        if (node is JsonArray array && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < array.Count)
        {
            array[index] = value;
        }
        else if (node is JsonObject o)
        {
            o[name] = value;
        }
        else
        {
            throw new ExpressionException($"'{name}' cannot be set, because what it is set in is not an object");
        }
    }

    private static bool IsName(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '$' or ':';
}
