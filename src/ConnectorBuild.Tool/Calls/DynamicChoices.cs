using System.Text.Json.Nodes;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Diagnostics;

namespace ConnectorBuild.Tool.Calls;

/// <summary>Resolves <c>x-ms-dynamic-*</c> as the designer does: by calls of other operations through the same connection.</summary>
internal sealed class DynamicChoices(CallSession session)
{
    private const int MostNodes = 200;

    /// <summary>The choices of a parameter, or of a property of the body (<c>body/customer/id</c>).</summary>
    /// <exception cref="ConnectorException">CB9622: it has none, or the call for them is not possible or refused.</exception>
    public async Task<Choices> ResolveAsync(SwaggerOperation operation, string parameter, CallValues values, CancellationToken cancellationToken)
    {
        var node = FindNode(operation, parameter);

        // The newer form of each pair counts where both are there.
        if (node["x-ms-dynamic-list"] is JsonObject list)
        {
            return new Choices(await ItemsAsync(operation, parameter, list, values, null, cancellationToken).ConfigureAwait(false), null);
        }

        if (node["x-ms-dynamic-values"] is JsonObject older)
        {
            return new Choices(await ItemsAsync(operation, parameter, older, values, null, cancellationToken).ConfigureAwait(false), null);
        }

        if (node["x-ms-dynamic-tree"] is JsonObject tree)
        {
            return new Choices(await TreeAsync(operation, parameter, tree, values, cancellationToken).ConfigureAwait(false), null);
        }

        if ((node["x-ms-dynamic-properties"] ?? node["x-ms-dynamic-schema"]) is JsonObject schema)
        {
            var answer = await CallAsync(operation, parameter, schema, values, null, cancellationToken).ConfigureAwait(false);
            var found = JsonPath.Find(answer, Text(schema, "itemValuePath") ?? Text(schema, "value-path") ?? "");
            return new Choices(
                [],
                found ?? throw None(
                    operation, parameter,
                    "the answer has no schema at the path that the definition names, so the designer keeps the static schema"));
        }

        throw None(operation, parameter, "it has no x-ms-dynamic-values, -list, -schema, -properties or -tree");
    }

    private async Task<IReadOnlyList<Choice>> TreeAsync(
        SwaggerOperation operation, string parameter, JsonObject tree, CallValues values, CancellationToken cancellationToken)
    {
        var found = new List<Choice>();
        if (tree["open"] is not JsonObject open)
        {
            throw None(operation, parameter, "its x-ms-dynamic-tree has no 'open'");
        }

        foreach (var root in await ItemsAsync(operation, parameter, open, values, null, cancellationToken).ConfigureAwait(false))
        {
            found.Add(root);
            if (root.IsParent && tree["browse"] is JsonObject browse && found.Count < MostNodes)
            {
                var children = await ItemsAsync(operation, parameter, browse, values, root.Item, cancellationToken).ConfigureAwait(false);
                found.AddRange(children.Select(c => c with { Depth = 1 }));
            }
        }

        return found;
    }

    private async Task<IReadOnlyList<Choice>> ItemsAsync(
        SwaggerOperation operation, string parameter, JsonObject extension, CallValues values, JsonNode? selected, CancellationToken cancellationToken)
    {
        var answer = await CallAsync(operation, parameter, extension, values, selected, cancellationToken).ConfigureAwait(false);
        var collection = Text(extension, "itemsPath") ?? Text(extension, "value-collection");
        var items = (collection is null
            ? answer as JsonArray ?? JsonPath.Find(answer, "value") as JsonArray
            : JsonPath.Find(answer, collection) as JsonArray)
            ?? throw None(operation, parameter, $"the answer has no list{(collection is null ? "" : $" at '{collection}'")}");
        var (valuePath, titlePath) = (Text(extension, "itemValuePath") ?? Text(extension, "value-path") ?? "value", Text(extension, "itemTitlePath") ?? Text(extension, "value-title") ?? "displayName");
        var parentPath = Text(extension, "itemIsParent");
        return
        [
            .. items
                .Select(i => (Item: i, Value: JsonPath.Find(i, valuePath), Title: JsonPath.Find(i, titlePath)))
                .Where(i => i.Value is not null && i.Title is not null)
                .Select(
                    i => new Choice(
                        i.Value!.ToString(), i.Title!.ToString(), i.Item!,
                        parentPath is null || JsonPath.Find(i.Item, parentPath)?.ToString() == "true")),
        ];
    }

    private async Task<JsonNode?> CallAsync(
        SwaggerOperation operation, string parameter, JsonObject extension, CallValues values, JsonNode? selected, CancellationToken cancellationToken)
    {
        var id = Text(extension, "operationId") ?? throw None(operation, parameter, "the extension names no operationId");
        var names = session.Document.Operations.Select(o => o.Id);
        var called = session.Document.Find(id)
            ?? throw None(
                operation, parameter,
                $"the operation '{id}', which is to list them, is not in the definition{NearestName.Hint(id, names)}");
        var arguments = new List<KeyValuePair<string, string>>();
        foreach (var (name, value) in extension["parameters"] as JsonObject ?? [])
        {
            if (Argument(operation, parameter, value, values, selected) is { } argument)
            {
                arguments.Add(KeyValuePair.Create(name, argument));
            }
        }

        var result = await session.CallAsync(called, CallValues.Of(arguments), cancellationToken).ConfigureAwait(false);
        return result.IsSuccess ? result.Json : throw None(
            operation, parameter, $"{called.Id}, which is to list them, was answered with "
                + $"{result.Status}{(result.Trace?.Finding is { } f ? $" ({f.Code}: {f.Message.TrimEnd('.')})" : "")}");
    }

    private static string? Argument(SwaggerOperation operation, string parameter, JsonNode? value, CallValues values, JsonNode? selected)
    {
        if (value is not JsonObject reference)
        {
            return value?.ToString();
        }

        if (Text(reference, "selectedItemValuePath") is { } path)
        {
            return JsonPath.Find(selected, path)?.ToString();
        }

        if ((Text(reference, "parameterReference") ?? Text(reference, "parameter")) is not { } name)
        {
            return reference["value"]?.ToString();
        }

        var given = values.Parameters[name].FirstOrDefault()
            ?? JsonPath.Find(
                values.Body is null ? null : JsonNode.Parse(values.Body),
                name.StartsWith("body/", StringComparison.Ordinal) ? name["body/".Length..] : name)?.ToString();
        return given ?? (IsRequired(reference)
            ? throw None(operation, parameter, $"they depend on '{name}'; write --parameter {name}=...")
            : null);
    }

    // The older form does not say what is required, and the call says it by itself.
    private static bool IsRequired(JsonObject reference) => Text(reference, "parameter") is not null || reference["required"]?.ToString() == "true";

    private JsonObject FindNode(SwaggerOperation operation, string parameter)
    {
        var parameters = session.Document.Parameters(operation);
        var segments = parameter.Split('/', '.');
        var named = parameters.FirstOrDefault(p => string.Equals(p.Name, segments[0], StringComparison.OrdinalIgnoreCase));
        var node = named?.Json;
        var rest = segments.Skip(1);
        if (named is { In: "body" })
        {
            node = HasExtension(named.Json) && segments.Length == 1 ? named.Json : session.Document.Resolve(named.Json["schema"]);
        }
        else if (named is null && parameters.FirstOrDefault(p => p.In == "body") is { } body)
        {
            (node, rest) = (session.Document.Resolve(body.Json["schema"]), segments);
        }

        foreach (var segment in rest)
        {
            node = session.Document.Resolve(
                node?["properties"]?[segment]
                    ?? (node?["items"] is { } items ? session.Document.Resolve(items)?["properties"]?[segment] : null));
        }

        return node ?? throw None(
            operation, parameter, $"the operation has no such parameter{NearestName.Hint(parameter, parameters.Select(p => p.Name))}");
    }

    private static bool HasExtension(JsonObject node) => node.Any(m => m.Key.StartsWith("x-ms-dynamic-", StringComparison.Ordinal));

    private static string? Text(JsonNode node, string name) => SwaggerDocument.Text(node, name);

    private static ConnectorException None(SwaggerOperation operation, string parameter, string why) =>
        new(
            new Diagnostic(
                RuntimeErrors.NoChoices,
                $"The choices of '{parameter}' of {operation.Id} cannot be found: {why}. The designer would show an empty list."));
}
