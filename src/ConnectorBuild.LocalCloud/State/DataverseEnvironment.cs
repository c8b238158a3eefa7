using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.LocalCloud.State;

/// <summary>A Dataverse environment: its tables.</summary>
internal sealed class DataverseEnvironment
{
    /// <summary>The name in the options.</summary>
    public required string Name { get; init; }

    /// <summary>The environment's id in lower case.</summary>
    public required string Id { get; init; }

    /// <summary>The organization's id in lower case.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>The root business unit's id in lower case.</summary>
    public required string BusinessUnitId { get; init; }

    /// <summary>The tenant.</summary>
    public required Tenant Tenant { get; init; }

    /// <summary>Behaviour that the options set; not part of the state.</summary>
    public required LocalEnvironmentOptions Options { get; set; }

    /// <summary>Scheme, host and port without a final slash; known once the server listens.</summary>
    public string Url { get; set; } = "";

    /// <summary>The port, of this run or the last one; 0 before the first.</summary>
    public int Port { get; set; }

    /// <summary>The rows of each table (logical name) by key. Stored rows are never changed in place.</summary>
    public Dictionary<string, Dictionary<string, JsonObject>> Tables { get; } = new(StringComparer.Ordinal);

    /// <summary>The makers' connections by id. Stored connections are never changed in place.</summary>
    public Dictionary<string, JsonObject> Connections { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The last row version given out.</summary>
    public long Version { get; set; } = 2_000_000;

    /// <summary>How often anything was written.</summary>
    public long Changes { get; private set; }

    /// <summary>Puts a row in.</summary>
    public void Put(string table, string id, JsonObject row)
    {
        Rows(table)[id] = row;
        Changes++;
    }

    /// <summary>Takes a row out.</summary>
    public void Remove(string table, string id)
    {
        Rows(table).Remove(id);
        Changes++;
    }

    /// <summary>Puts a connection in.</summary>
    public void PutConnection(string id, JsonObject connection)
    {
        Connections[id] = connection;
        Changes++;
    }

    /// <summary>Takes a connection out.</summary>
    public void RemoveConnection(string id)
    {
        Connections.Remove(id);
        Changes++;
    }

    /// <summary>The rows of a table.</summary>
    public Dictionary<string, JsonObject> Rows(string table)
    {
        if (!Tables.TryGetValue(table, out var rows))
        {
            Tables[table] = rows = new Dictionary<string, JsonObject>(StringComparer.OrdinalIgnoreCase);
        }

        return rows;
    }

    /// <summary>Remembers everything, to return to it.</summary>
    public Action Snapshot()
    {
        var (version, changes) = (Version, Changes);
        var copy = Tables.ToDictionary(t => t.Key, t => new Dictionary<string, JsonObject>(t.Value, StringComparer.OrdinalIgnoreCase));
        return () =>
        {
            (Version, Changes) = (version, changes);
            Tables.Clear();
            foreach (var (name, rows) in copy)
            {
                Tables[name] = rows;
            }
        };
    }
}
