using ConnectorBuild.Cloud.Deployment.Planning;

namespace ConnectorBuild.Cloud.Deployment;

/// <summary>What a run finds that lost a race: another run of the same project wrote the connector a moment before.</summary>
internal sealed class LostRace(DeploymentClouds clouds, TimeProvider clock)
{
    private const int MaxLooks = 15;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Reads what the other run has done. It writes its record right after the row; until then it is not known which secret the row
    /// holds.
    /// </summary>
    /// <returns>What is left to plan: a rotation that was asked for is done if the other run has rotated.</returns>
    /// <exception cref="Diagnostics.ConnectorException">A read failed.</exception>
    public async Task<ReadDeployment> ReadAsync(PreparedDeployment prepared, CancellationToken cancellationToken)
    {
        for (var look = 1; ; look++)
        {
            await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false);
            var now = await clouds.ReadAsync(prepared.Desired, prepared.Caller, cancellationToken).ConfigureAwait(false);
            if (look == MaxLooks || now.Dataverse is not { Connector: { } row } || now.Dataverse.Record.Record?.RowETag == row.ETag)
            {
                var desired = IsRotated(prepared, now)
                    ? prepared.Desired with { Application = prepared.Desired.Application! with { RotateAsOf = null } }
                    : prepared.Desired;
                return new ReadDeployment(desired, now) { Caller = prepared.Caller };
            }
        }
    }

    private static bool IsRotated(PreparedDeployment before, ObservedState now) =>
        before.Desired.Application is { RotateAsOf: not null }
        && now.Dataverse is { Connector: { } row, Record.Record: { SecretKeyId: { } key } record }
        && record.RowETag == row.ETag
        && key != before.Observed.Dataverse.Record.Record?.SecretKeyId;
}
