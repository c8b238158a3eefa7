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

    /// <summary>Writes a record over the one that was observed.</summary>
    /// <param name="desired">Whose record.</param>
    /// <param name="observed">What was there.</param>
    /// <param name="record">What to write.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">CB8xxx, CB9005.</exception>
    public async Task WriteAsync(DesiredState desired, RecordState observed, DeploymentRecord record, CancellationToken cancellationToken)
    {
        if (observed.ValueId is { } value)
        {
            await client.UpdateAsync(
                $"environmentvariablevalues({value})", new JsonObject { ["value"] = record.ToJson() }, "*", solution: null, Doing,
                cancellationToken).ConfigureAwait(false);
            return;
        }

        try
        {
            await CreateAsync(desired, observed.DefinitionId, record, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException e) when (e.Diagnostics[0].Descriptor == DataverseDiagnostics.Moved)
        {
            // Two runs that both came to an environment without a record; the other one was a moment faster.
            var now = (await read(desired, cancellationToken).ConfigureAwait(false)).Record;
            if (now.ValueId is null)
            {
                throw;
            }

            await WriteAsync(desired, now, record, cancellationToken).ConfigureAwait(false);
        }
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
