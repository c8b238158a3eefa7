using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>
/// Writes the record of a deployment. Of several runs at once the run that wrote the connector last has the last word, whichever of
/// them writes its record last.
/// </summary>
/// <param name="client">Writes.</param>
/// <param name="read">Reads the environment again, after another run has written the record.</param>
internal sealed class DeploymentRecords(DataverseClient client, Func<DesiredState, CancellationToken, Task<DataverseObservation>> read)
{
    // Of many runs at once each loses to every other one at most once.
    private const int MaxAttempts = 5;

    private const string Doing = "writing the deployment record";

    /// <summary>Writes a record over the one that was observed.</summary>
    /// <param name="desired">Whose record.</param>
    /// <param name="observed">What was there.</param>
    /// <param name="record">What to write.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>False where another run wrote the connector after this one: its record is there, and stays.</returns>
    /// <exception cref="ConnectorException">CB8006: other runs were faster again and again; CB8xxx, CB9005.</exception>
    public async Task<bool> WriteAsync(
        DesiredState desired, RecordState observed, DeploymentRecord record, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await (observed.ValueId is { } value
                    ? UpdateAsync(value, observed.ETag, record, cancellationToken)
                    : CreateAsync(desired, observed.DefinitionId, record, cancellationToken)).ConfigureAwait(false);
                return true;
            }
            catch (ConnectorException e) when (attempt < MaxAttempts && e.Diagnostics[0].Descriptor == DataverseDiagnostics.Moved)
            {
                var now = await read(desired, cancellationToken).ConfigureAwait(false);
                if (now.Record.ValueId == observed.ValueId && now.Record.ETag == observed.ETag)
                {
                    throw;
                }

                // The answer of a first try may have been lost.
                if (now.Record.Record is { } there && (IsLater(there, record, now.Connector) || there.ToJson() == record.ToJson()))
                {
                    return there.RowETag == record.RowETag;
                }

                observed = now.Record;
            }
        }
    }

    private static bool IsLater(DeploymentRecord theirs, DeploymentRecord ours, ConnectorState? row) =>
        theirs.RowETag == row?.ETag && ours.RowETag != row?.ETag;

    private async Task UpdateAsync(Guid value, string? etag, DeploymentRecord record, CancellationToken cancellationToken)
    {
        try
        {
            await UpdateAsync(etag ?? "*").ConfigureAwait(false);
        }
        catch (ConnectorException e) when (DataverseRefusals.HasNoVersions(e))
        {
            await UpdateAsync("*").ConfigureAwait(false);
        }

        Task UpdateAsync(string ifMatch) => client.UpdateAsync(
            $"environmentvariablevalues({value})", new JsonObject { ["value"] = record.ToJson() }, ifMatch, solution: null, Doing,
            cancellationToken);
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
