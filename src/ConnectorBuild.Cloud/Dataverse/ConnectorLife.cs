using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>What prevents a connector's end, and the end itself; and whether unmanaged changes lie over a managed one.</summary>
public sealed class ConnectorLife
{
    private readonly DataverseClient _client;

    internal ConnectorLife(DataverseClient client) => _client = client;

    /// <summary>What needs the connector: connection references (flows and apps hold those) and other components.</summary>
    /// <param name="connector">The row.</param>
    /// <param name="isRequired">Whether a refusal ends the run; otherwise the answer says that it is not whole.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">CB8xxx, CB9005.</exception>
    public Task<ConnectorDependents> ReadDependentsAsync(ConnectorState connector, bool isRequired, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connector);
        return new DependentReader(_client).ReadAsync(connector, isRequired, cancellationToken);
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
        var layers = ObservedRows.Of(answers[0]).Where(l => (string?)l["msdyn_solutionname"] == "Active").ToList();
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
}
