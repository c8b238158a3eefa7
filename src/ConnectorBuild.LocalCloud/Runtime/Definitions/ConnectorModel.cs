using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Dataverse;
using ConnectorBuild.LocalCloud.Runtime.Policies;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Runtime.Definitions;

/// <summary>A connector as its row says since it was last saved.</summary>
internal sealed class ConnectorModel
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch"];

    private ConnectorModel()
    {
    }

    /// <summary>The row's id.</summary>
    public required string RowId { get; init; }

    /// <summary>The row's name.</summary>
    public required string Name { get; init; }

    /// <summary>The internal id without <c>shared_</c>: its name in addresses.</summary>
    public required string PathName { get; init; }

    /// <summary>What makers see.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The definition, JSON.</summary>
    public required string Definition { get; init; }

    /// <summary>Scheme, host and port of the backend.</summary>
    public required string Host { get; init; }

    /// <summary>The base path without a final slash; empty for none.</summary>
    public required string BasePath { get; init; }

    /// <summary>The operations, those with fewer placeholders first.</summary>
    public required IReadOnlyList<ConnectorOperation> Operations { get; init; }

    /// <summary>The policies.</summary>
    public required IReadOnlyList<PolicyInstance> Policies { get; init; }

    /// <summary>The script; null without one.</summary>
    public required string? Script { get; init; }

    /// <summary>The operations that the script is for; empty for all.</summary>
    public required IReadOnlyList<string> ScriptOperations { get; init; }

    /// <summary>The <c>securityDefinitions</c>.</summary>
    public required JsonObject Security { get; init; }

    /// <summary>The ways to connect: one without a name, or the parameter sets.</summary>
    public required IReadOnlyList<ParameterSet> ParameterSets { get; init; }

    /// <summary>Reads a row.</summary>
    public static ConnectorModel Read(JsonObject row)
    {
        var document = Parse(EnvironmentReferences.Resolved(row, "openapidefinition")) as JsonObject ?? [];
        var basePath = document.Text("basePath")?.TrimEnd('/') ?? "";
        var schemes = document.Texts("schemes").ToList();
        return new ConnectorModel
        {
            RowId = row.Id(Tables.Connector),
            Name = row.Text("name")!,
            PathName = row.Text("connectorinternalid")!["shared_".Length..],
            DisplayName = row.Text("displayname") ?? row.Text("name")!,
            Definition = EnvironmentReferences.Resolved(row, "openapidefinition") ?? "{}",
            Host = $"{(schemes.Count == 0 || schemes.Contains("https") ? "https" : schemes[0])}://{document.Text("host")}",
            BasePath = basePath.Length == 0 || basePath.StartsWith('/') ? basePath : "/" + basePath,
            Operations = [.. ReadOperations(document).OrderBy(o => o.Names.Count).ThenByDescending(o => o.Template.Length)],
            Policies = PolicyInstance.ReadAll(Parse(row.Text("policytemplateinstances"))),
            Script = row.Text("customcodeblobcontent") is { Length: > 0 } script ? script : null,
            ScriptOperations = [.. (Parse(row.Text("scriptoperations")) as JsonArray ?? []).Select(o => o?.ToString() ?? "")],
            Security = document["securityDefinitions"] as JsonObject ?? [],
            ParameterSets = ParameterSet.ReadAll(
                Parse(EnvironmentReferences.Resolved(row, "connectionparameters")) as JsonObject,
                Parse(EnvironmentReferences.Resolved(row, "connectionparametersets")) as JsonObject),
        };
    }

    /// <summary>The operation that a request is for; null where there is none.</summary>
    public (ConnectorOperation Operation, IReadOnlyDictionary<string, string> PathValues)? Find(string method, string path)
    {
        foreach (var operation in Operations)
        {
            if (operation.Method == method && operation.TryMatch(path, out var values))
            {
                return (operation, values);
            }
        }

        return null;
    }

    /// <summary>Whether the script handles an operation.</summary>
    public bool RunsScript(string operationId) =>
        Script is not null && (ScriptOperations.Count == 0 || ScriptOperations.Contains(operationId, StringComparer.OrdinalIgnoreCase));

    private static IEnumerable<ConnectorOperation> ReadOperations(JsonObject document)
    {
        var produces = document.Texts("produces").ToList();
        foreach (var (path, item) in document["paths"] as JsonObject ?? [])
        {
            foreach (var (method, operation) in (item as JsonObject ?? []).Where(o => Methods.Contains(o.Key)))
            {
                if (operation is JsonObject o)
                {
                    yield return new ConnectorOperation(method.ToUpperInvariant(), path, o, IsJson(document, o, produces));
                }
            }
        }
    }

    private static bool IsJson(JsonObject document, JsonObject operation, List<string> produces)
    {
        var types = operation["produces"] is JsonArray ? operation.Texts("produces").ToList() : produces;
        if (types.Count > 0 && !types.Exists(t => t.Contains("json", StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }

        var schema = (operation["responses"] as JsonObject ?? []).FirstOrDefault(r => r.Key.StartsWith('2')).Value?["schema"] as JsonObject;
        for (var depth = 0; schema.Text("$ref") is { } reference && depth < 16; depth++)
        {
            schema = document["definitions"]?[reference[(reference.LastIndexOf('/') + 1)..]] as JsonObject;
        }

        return schema is not null && (schema.Text("type") is "object" or "array" || schema["properties"] is JsonObject);
    }

    private static JsonNode? Parse(string? text)
    {
        try
        {
            return text is { Length: > 0 } ? JsonNode.Parse(text) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
