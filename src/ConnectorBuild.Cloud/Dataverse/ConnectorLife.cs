using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>What prevents a connector's end, and the end itself; and whether unmanaged changes lie over a managed one.</summary>
public sealed class ConnectorLife
{
    private const int ConnectorComponent = 372;

    private readonly DataverseClient _client;

    internal ConnectorLife(DataverseClient client) => _client = client;

    /// <summary>What needs the connector: connection references (flows and apps hold those) and other components, a line each.</summary>
    /// <exception cref="ConnectorException">CB8xxx, CB9005.</exception>
    public async Task<IReadOnlyList<string>> ReadDependentsAsync(ConnectorState connector, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connector);

        // A reference that names the connector by its API id need not have the lookup, and the platform does not count it as a dependency then.
        var byApiId = connector.InternalId is { } id ? $" or connectorid eq {DataverseText.Quote(ConnectorApiId.Create(id))}" : "";
        var answers = await _client.ReadAsync(
            [
                "connectionreferences?$select=connectionreferenceid,connectionreferencelogicalname,connectionreferencedisplayname&$filter=_customconnectorid_value "
                    + $"eq {connector.Id}{byApiId}",
                $"RetrieveDependenciesForDelete(ObjectId={connector.Id},ComponentType={ConnectorComponent})",
            ],
            "reading what depends on the connector",
            cancellationToken).ConfigureAwait(false);
        var references = Rows(answers[0]).ToList();
        var ids = references.Select(r => (string?)r["connectionreferenceid"]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. references.Select(
                r => $"connection reference '{(string?)r["connectionreferencelogicalname"]}' "
                    + $"({(string?)r["connectionreferencedisplayname"]})"),
            .. Rows(answers[1])
                .Where(d => !ids.Contains((string?)d["dependentcomponentobjectid"]))
                .Select(d => $"{Component((int?)d["dependentcomponenttype"])} {(string?)d["dependentcomponentobjectid"]}"),
        ];
    }

    /// <summary>
    /// The columns of a managed connector that unmanaged changes lie over, so that an import of them does not show; null without such
    /// changes.
    /// </summary>
    /// <exception cref="ConnectorException">CB8xxx, CB9005.</exception>
    public async Task<IReadOnlyCollection<string>?> ReadUnmanagedColumnsAsync(Guid connectorId, CancellationToken cancellationToken)
    {
        var answers = await _client.ReadAsync(
            [$"msdyn_componentlayers?$select=msdyn_solutionname,msdyn_changes&$filter=msdyn_solutioncomponentname eq 'Connector' and msdyn_componentid eq '{connectorId}'"],
            "reading the connector's layers",
            cancellationToken).ConfigureAwait(false);
        var layers = Rows(answers[0]).Where(l => (string?)l["msdyn_solutionname"] == "Active").ToList();
        return layers.Count == 0 ? null : [.. layers.SelectMany(l => ChangedColumns((string?)l["msdyn_changes"])).Distinct(StringComparer.Ordinal)];
    }

    // The text is the platform's own; a form that is not known names no column, and then the layer is only told of.
    private static IEnumerable<string> ChangedColumns(string? changes)
    {
        try
        {
            return [.. ((changes is null ? null : JsonNode.Parse(changes))?["Attributes"] as JsonArray ?? []).OfType<JsonObject>().Select(a => (string?)a["Key"]).OfType<string>()];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return [];
        }
    }

    /// <summary>Deletes the connector, if nobody has changed it since it was read.</summary>
    /// <exception cref="ConnectorException">CB8006: somebody has; CB8002: something depends on it after all; CB8xxx, CB9005.</exception>
    public Task DeleteAsync(ConnectorState connector, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connector);
        return _client.DeleteAsync($"connectors({connector.Id})", connector.ETag, "deleting the connector", cancellationToken);
    }

    /// <summary>Deletes our record.</summary>
    /// <exception cref="ConnectorException">CB8xxx, CB9005.</exception>
    public async Task DeleteRecordAsync(RecordState record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        const string doing = "deleting the deployment record";
        if (record.ValueId is { } value)
        {
            await _client.DeleteAsync($"environmentvariablevalues({value})", "*", doing, cancellationToken).ConfigureAwait(false);
        }

        if (record.DefinitionId is { } definition)
        {
            await _client.DeleteAsync($"environmentvariabledefinitions({definition})", "*", doing, cancellationToken).ConfigureAwait(false);
        }
    }

    // componenttype of the table solutioncomponent.
    private static string Component(int? type) => type switch
    {
        29 => "flow",
        300 => "canvas app",
        null => "component",
        _ => $"component of type {type}",
    };

    private static IEnumerable<JsonObject> Rows(DataverseResponse answer) => (answer.Body?["value"] as JsonArray ?? []).OfType<JsonObject>();
}
