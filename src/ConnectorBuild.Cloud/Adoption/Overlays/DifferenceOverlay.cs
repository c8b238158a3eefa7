using System.Text.Json.Nodes;
using ConnectorBuild.Conversion;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Cloud.Adoption.Overlays;

/// <summary>
/// Finds the actions that make the conversion of an OpenAPI 3 document give another definition. Each difference is looked up at the place in the
/// document that the value comes from; a difference without such a place is left out, and the caller tries the result.
/// </summary>
internal sealed class DifferenceOverlay
{
    private static readonly string[] OfParameterItself = ["name", "in", "description", "required", "allowEmptyValue"];

    private readonly ConversionOrigins _origins;
    private readonly OverlayActions _actions = new();

    private DifferenceOverlay(ConversionOrigins origins) => _origins = origins;

    /// <summary>The actions that make the definition what is wanted, as far as there are such.</summary>
    public static OverlayActions Find(ConversionResult conversion, JsonObject wanted)
    {
        var overlay = new DifferenceOverlay(new ConversionOrigins(conversion.Source!));
        overlay.Object(conversion.Definition!.Root, wanted);
        return overlay._actions;
    }

    private void Object(SourceNode was, JsonObject wanted)
    {
        foreach (var member in was.Members)
        {
            if (!wanted.TryGetPropertyValue(member.Name, out var value))
            {
                Remove(member, member.Name);
            }
            else if (member.IsObject && value is JsonObject o)
            {
                Object(member, o);
            }
            else if (member.Name == "parameters" && member.IsArray && value is JsonArray parameters)
            {
                Parameters(member, parameters);
            }
            else if (!JsonNode.DeepEquals(JsonOf(member), value))
            {
                Replace(member, value);
            }
        }

        foreach (var (name, value) in wanted)
        {
            if (!was[name].Exists)
            {
                Add(was, name, value);
            }
        }
    }

    private void Parameters(SourceNode was, JsonArray wanted)
    {
        var rest = wanted.OfType<JsonObject>().ToList();
        foreach (var parameter in was.Elements)
        {
            var same = rest.Find(p => (string?)p["name"] == parameter[Keyword.Name].Text && (string?)p["in"] == parameter[Keyword.In].Text);
            if (same is null)
            {
                Remove(parameter, "");
            }
            else
            {
                rest.Remove(same);
                Object(parameter, same);
            }
        }

        foreach (var added in rest)
        {
            AddParameter(was.Parent, added);
        }
    }

    private void AddParameter(SourceNode operation, JsonObject parameter)
    {
        if (_origins.Of(operation) is { IsObject: true } origin && OpenApiForm.Parameter(parameter) is { } members)
        {
            _actions.Merge(origin, members);
        }
    }

    // A value that the conversion made of something else has no member of its name.
    private void Remove(SourceNode value, string name)
    {
        if (_origins.Of(value) is { Exists: true } origin && (!origin.HasName || origin.Name == name || origin.Name == "requestBody"))
        {
            _actions.Remove(origin);
        }
    }

    private void Replace(SourceNode value, JsonNode? wanted)
    {
        if (_origins.Of(value) is { Exists: true } origin && origin.Name == value.Name)
        {
            _actions.Set(origin.Parent, value.Name, OpenApiForm.Schema(wanted));
        }
        else
        {
            Add(value.Parent, value.Name, wanted);
        }
    }

    private void Add(SourceNode parent, string name, JsonNode? value)
    {
        if (_origins.Of(parent) is not { IsObject: true } target)
        {
            return;
        }

        var isParameter = parent.Parent.Name == "parameters" && !parent.HasName;
        if (isParameter && target[Keyword.Schema].IsObject && !OfParameterItself.Contains(name) && !name.StartsWith("x-", StringComparison.Ordinal))
        {
            _actions.Set(target[Keyword.Schema], name, OpenApiForm.Schema(value));
            return;
        }

        if (Members(parent, name, value) is { } members)
        {
            _actions.Merge(target, members);
        }
    }

    private static JsonObject? Members(SourceNode parent, string name, JsonNode? value)
    {
        var depth = Depth(parent);
        return (parent.Name, parent.Parent.Name, depth, value) switch
        {
            ("paths", _, 1, JsonObject path) => PathItem(path) is { } item ? new() { [name] = item } : null,
            (_, "paths", 2, JsonObject operation) when !name.StartsWith("x-", StringComparison.Ordinal) =>
                OpenApiForm.Operation(operation) is { } converted ? new() { [name] = converted } : null,
            ("responses", _, 4, JsonObject response) => new() { [name] = OpenApiForm.Response(response) },
            (_, "responses", 5, JsonObject) when name == "schema" => OpenApiForm.Response(new JsonObject { ["schema"] = value!.DeepClone() }),
            (_, _, 0, JsonObject definitions) when name == "definitions" =>
                new() { ["components"] = new JsonObject { ["schemas"] = OpenApiForm.Schema(definitions) } },
            (_, _, 3, JsonArray parameters) when name == "parameters" =>
                OpenApiForm.Operation(new JsonObject { ["parameters"] = parameters.DeepClone() }),
            (_, _, 3, _) when name is "consumes" or "produces" or "schemes" => null,
            (_, _, 0, _) when name is "host" or "basePath" or "schemes" or "consumes" or "produces" or "security" or "securityDefinitions" => null,
            _ => new() { [name] = OpenApiForm.Schema(value) },
        };
    }

    private static JsonObject? PathItem(JsonObject path)
    {
        var item = new JsonObject();
        foreach (var (method, value) in path)
        {
            var converted = value is JsonObject operation && !method.StartsWith("x-", StringComparison.Ordinal)
                ? OpenApiForm.Operation(operation)
                : value?.DeepClone();
            if (converted is null)
            {
                return null;
            }

            item[method] = converted;
        }

        return item;
    }

    private static int Depth(SourceNode node) => node.Parent.Exists ? Depth(node.Parent) + 1 : 0;

    private static JsonNode? JsonOf(SourceNode node) =>
        JsonNode.Parse(
            node.IsString ? $"\"{System.Text.Encoding.UTF8.GetString(node.Raw)}\"" : System.Text.Encoding.UTF8.GetString(node.Raw));
}
