using System.Text.Json;

namespace ConnectorBuild.Cloud.Comparison;

/// <summary>Compares two Swagger 2.0 definitions.</summary>
internal static class DefinitionComparer
{
    private static readonly string[] Texts = ["title", "description", "version", "contact", "license", "termsOfService"];

    private static readonly string[] Structure =
        ["host", "basePath", "schemes", "info", "paths", "definitions", "parameters", "responses", "securityDefinitions", "security"];

    public static void Compare(JsonElement was, JsonElement becomes, DifferenceList found)
    {
        var (before, after) = (new DefinitionView(was), new DefinitionView(becomes));
        foreach (var member in (ReadOnlySpan<string>)["host", "basePath", "schemes"])
        {
            if (!JsonView.Same(was.Get(member), becomes.Get(member)))
            {
                var effect = member == "basePath" && KeepsAddresses(before, after) ? "the addresses of the operations stay" : "every call goes there";
                found.Add(member, $"{JsonView.Becomes(was.Get(member), becomes.Get(member))}: {effect}");
            }
        }

        foreach (var member in (ReadOnlySpan<string>)["securityDefinitions", "security"])
        {
            if (!JsonView.Same(was.Get(member), becomes.Get(member)))
            {
                found.Add(member, "changes");
            }
        }

        Info(was.Get("info"), becomes.Get("info"), found);
        Operations(before, after, found);
        var others = JsonView.Names(was, becomes).Except(Structure).Where(n => !JsonView.Same(was.Get(n), becomes.Get(n))).ToList();
        if (others.Count > 0)
        {
            found.Add("definition", $"settings change ({JsonView.List(others)})");
        }
    }

    private static void Info(JsonElement was, JsonElement becomes, DifferenceList found)
    {
        var changed = JsonView.Names(was, becomes).Where(n => !JsonView.Same(was.Get(n), becomes.Get(n))).ToList();
        foreach (var text in changed.Intersect(Texts))
        {
            found.Add("info", $"{text} {JsonView.Becomes(was.Get(text), becomes.Get(text))}");
        }

        if (changed.Except(Texts).ToList() is { Count: > 0 } others)
        {
            found.Add("info", $"settings change ({JsonView.List(others)})");
        }
    }

    private static void Operations(DefinitionView was, DefinitionView becomes, DifferenceList found)
    {
        var schemas = new SchemaComparer(was, becomes, found);
        var operations = new OperationComparer(was, becomes, schemas, found);
        var before = was.Operations.DistinctBy(o => o.Key).ToDictionary(o => o.Key, StringComparer.Ordinal);
        var after = becomes.Operations.DistinctBy(o => o.Key).ToDictionary(o => o.Key, StringComparer.Ordinal);
        var others = after.Values.Where(o => !before.ContainsKey(o.Key)).ToList();
        foreach (var operation in before.Values)
        {
            if (after.TryGetValue(operation.Key, out var now))
            {
                operations.Compare(operation, now);
            }
            else if ((others.Find(o => o.Address == operation.Address) ?? others.Find(o => o.Route == operation.Route)) is { } same)
            {
                others.Remove(same);
                if (operation.Id is not null || same.Id is not null)
                {
                    found.Add(
                        operation.Subject,
                        $"is renamed to '{same.Key}': existing {(operation.IsAgentic ? "agents" : "flows")} call it by the former name",
                        breaks: true);
                }

                operations.Compare(operation, same);
            }
            else
            {
                found.Add(
                    operation.Subject, $"is removed ({operation.Route}){(operation.IsAgentic ? ": agents lose all its tools" : "")}",
                    breaks: true);
            }
        }

        foreach (var operation in others)
        {
            found.Add(operation.Subject, $"is added ({operation.Route})");
        }

        schemas.Finish();
        Unreached(was, becomes, schemas, found);
    }

    // Base path and path can be divided in another way: Microsoft's form of a tool server has all in the base path.
    private static bool KeepsAddresses(DefinitionView was, DefinitionView becomes) =>
        was.Operations.Count > 0
            && was.Operations.Select(o => o.Address).ToHashSet(StringComparer.Ordinal).IsSubsetOf(becomes.Operations.Select(o => o.Address));

    // Through a discriminator, or for the eyes only.
    private static void Unreached(DefinitionView was, DefinitionView becomes, SchemaComparer schemas, DifferenceList found)
    {
        var (before, after) = (was.Root.Get("definitions"), becomes.Root.Get("definitions"));
        var changed = JsonView.Names(before, after).Where(n => !schemas.IsReached(n) && !JsonView.Same(before.Get(n), after.Get(n))).ToList();
        if (changed.Count > 0)
        {
            found.Add("definitions", $"that both versions of no operation use change ({JsonView.List(changed)})");
        }
    }
}
