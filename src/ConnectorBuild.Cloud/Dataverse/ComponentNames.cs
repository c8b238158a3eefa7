using System.Text.Json.Nodes;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>What the components of a solution are called, who else has them, and what needs them: out of the rows of several tables.</summary>
internal sealed class ComponentNames
{
    private readonly Dictionary<Guid, (string Name, string DisplayName)> _rows = [];
    private readonly Dictionary<Guid, JsonObject> _summaries = [];
    private readonly ILookup<Guid, string> _holders;
    private readonly ILookup<Guid, JsonObject> _dependents;
    private readonly ILookup<Guid, JsonObject> _references;

    /// <param name="rows">Connectors, variables, connection references, memberships, dependencies and summaries, in any order.</param>
    /// <param name="own">The solutions that are replaced, so that they do not count as another holder.</param>
    public ComponentNames(IEnumerable<JsonObject> rows, IReadOnlyCollection<Guid> own)
    {
        var all = rows.ToList();
        foreach (var row in all)
        {
            Add(row, "connectorid", "name", "displayname");
            Add(row, "environmentvariabledefinitionid", "schemaname", "displayname");
            Add(row, "workflowid", "name", "name");
            Add(row, "connectionreferenceid", "connectionreferencelogicalname", "connectionreferencedisplayname");
            if (row.ContainsKey("msdyn_objectid"))
            {
                _summaries[Id(row["msdyn_objectid"])] = row;
            }
        }

        _holders = all
            .Where(r => r["solutionid"] is JsonObject other && (bool?)other["ismanaged"] == true && !own.Contains(Id(other["solutionid"])))
            .ToLookup(r => Id(r["objectid"]), r => (string?)r["solutionid"]!["uniquename"] ?? "");
        _dependents = all.Where(r => r.ContainsKey("dependentcomponentobjectid")).ToLookup(r => Id(r["requiredcomponentobjectid"]));
        _references = all.Where(r => r["_customconnectorid_value"] is not null).ToLookup(r => Id(r["_customconnectorid_value"]));
    }

    /// <summary>A component with its names.</summary>
    public OmittedComponent Of(Guid id, int type)
    {
        var summary = _summaries.GetValueOrDefault(id);
        var name = _rows.GetValueOrDefault(id).Name ?? Text(summary, "msdyn_name") ?? Text(summary, "msdyn_schemaname")
            ?? Text(summary, "msdyn_displayname") ?? id.ToString();
        var isReference = type > 10_000 && (_rows.ContainsKey(id) || Text(summary, "msdyn_componentlogicalname") is null);
        return new OmittedComponent(
            isReference ? ComponentTypes.Reference : ComponentTypes.Name(type, Text(summary, "msdyn_componentlogicalname")),
            name,
            _rows.GetValueOrDefault(id).DisplayName ?? Text(summary, "msdyn_displayname") ?? name,
            _holders[id].Order(StringComparer.Ordinal).FirstOrDefault())
        {
            HeldBy = [.. HeldBy(id)],
        };
    }

    private IEnumerable<string> HeldBy(Guid id)
    {
        var references = _references[id].ToDictionary(r => Id(r["connectionreferenceid"]));
        return references.Values
            .Select(r => $"{ComponentTypes.Reference}:{(string?)r["connectionreferencelogicalname"]}")
            .Concat(_dependents[id].Where(d => !references.ContainsKey(Id(d["dependentcomponentobjectid"]))).Select(Dependent))
            .Order(StringComparer.Ordinal);
    }

    private string Dependent(JsonObject dependency)
    {
        var id = Id(dependency["dependentcomponentobjectid"]);
        var summary = _summaries.GetValueOrDefault(id);
        return $"{ComponentTypes.Name((int?)dependency["dependentcomponenttype"] ?? 0, Text(summary, "msdyn_componentlogicalname"))}:{_rows.GetValueOrDefault(id).Name ?? Text(summary, "msdyn_name") ?? id.ToString()}";
    }

    private void Add(JsonObject row, string key, string name, string displayName)
    {
        if (row.ContainsKey(key) && (string?)row[name] is { } text)
        {
            _rows[Id(row[key])] = (text, (string?)row[displayName] ?? text);
        }
    }

    private static string? Text(JsonObject? row, string column) => (string?)row?[column] is { Length: > 0 } text ? text : null;

    private static Guid Id(JsonNode? value) => Guid.TryParse((string?)value, out var id) ? id : Guid.Empty;
}
