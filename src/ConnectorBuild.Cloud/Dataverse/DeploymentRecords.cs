using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>Writes the record of a deployment.</summary>
/// <param name="client">Writes.</param>
/// <param name="read">Reads the environment again, after another run has made the record.</param>
internal sealed class DeploymentRecords(DataverseClient client, Func<DesiredState, CancellationToken, Task<DataverseObservation>> read)
{
    private const string Doing = "writing the deployment record";
    private const int MaxRaces = 5;

    /// <summary>
    /// Writes a record over the one that was observed. Where another run has written one since, the record of the run that wrote the
    /// connector last stays.
    /// </summary>
    /// <param name="desired">Whose record.</param>
    /// <param name="observed">What was there.</param>
    /// <param name="record">What to write.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Whether it is there; false where the other run's stays.</returns>
    /// <exception cref="ConnectorException">CB8xxx, CB9005.</exception>
    public async Task<bool> WriteAsync(DesiredState desired, RecordState observed, DeploymentRecord record, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                // The connector is as this run knows it, so that in the end its record goes over whatever is there.
                var over = attempt < MaxRaces ? observed : observed with { ETag = null };
                await WriteOverAsync(desired, over, record, cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (ConnectorException e) when (attempt < MaxRaces && e.Diagnostics[0].Descriptor == DataverseDiagnostics.Moved)
            {
                var now = await read(desired, cancellationToken).ConfigureAwait(false);
                if (now.Record.Record?.ToJson() == record.ToJson())
                {
                    return true;
                }

                if (now.Record.Record is not null && now.Connector?.ETag != record.RowETag)
                {
                    return false;
                }

                observed = now.Record;
            }
        }
    }

    private async Task WriteOverAsync(DesiredState desired, RecordState observed, DeploymentRecord record, CancellationToken cancellationToken)
    {
        if (observed.ValueId is { } value)
        {
            await client.UpdateAsync(
                $"environmentvariablevalues({value})", new JsonObject { ["value"] = record.ToJson() }, observed.ETag ?? "*", solution: null, Doing,
                cancellationToken).ConfigureAwait(false);
            return;
        }

        await CreateAsync(desired, observed.DefinitionId, record, cancellationToken).ConfigureAwait(false);
    }

    private async Task CreateAsync(DesiredState desired, Guid? definition, DeploymentRecord record, CancellationToken cancellationToken)
    {
        definition ??= ObservedRows.Id(
            (await client.CreateAsync(
                "environmentvariabledefinitions",
                new JsonObject
                {
                    ["schemaname"] = desired.RecordName,
                    ["displayname"] = SchemaNames.RecordDisplay(desired.Row.Identity.DisplayName),
                    ["description"] = "Written by ConnectorBuild. Holds no secret. Without it the next deployment compares everything "
                        + "and renews the client secret.",
                    ["type"] = 100000003,
                },
                desired.Route is ImportRoute { Package.IsManaged: true } ? null : desired.Solution.UniqueName,
                Doing,
                cancellationToken).ConfigureAwait(false)).Body!,
            "environmentvariabledefinitionid");
        await client.CreateAsync(
            "environmentvariablevalues",
            new JsonObject
            {
                ["schemaname"] = desired.RecordName,
                ["value"] = record.ToJson(),
                ["EnvironmentVariableDefinitionId@odata.bind"] = $"/environmentvariabledefinitions({definition})",
            },
            solution: null,
            Doing,
            cancellationToken).ConfigureAwait(false);
    }
}
