using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment.Applying;

/// <summary>
/// Writes columns of a connector that exists, with patience where the platform has no place for its custom code at the moment: "Unable to find an
/// unassigned function app" goes by itself (users' reports say minutes).
/// </summary>
internal sealed class CustomCodeWriter(DesiredState desired, ConnectorEnvironment environment, TimeProvider clock, IDeploymentObserver observer)
{
    /// <summary>How long to wait for a place.</summary>
    public static readonly TimeSpan Bound = TimeSpan.FromMinutes(15);

    /// <summary>Writes, if nobody else has changed the row since it was read.</summary>
    /// <exception cref="ConnectorException">CB8006: somebody has; CB8009: it was refused, or there was no place in all that time; CB8xxx,
    /// CB9005.</exception>
    public async Task<ConnectorState> WriteAsync(
        ConnectorState row, IReadOnlyDictionary<string, string?> columns, ClientSecret? secret, string? clientId, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        for (var delay = TimeSpan.FromSeconds(5); ; delay = TimeSpan.FromSeconds(Math.Min(delay.TotalSeconds * 2, 60)))
        {
            try
            {
                return await environment.UpdateConnectorAsync(desired, row, columns, secret, clientId, cancellationToken).ConfigureAwait(false);
            }
            catch (ConnectorException e) when (DataverseRefusals.HasNoPlaceForCode(e) && columns.Keys.Any(ConnectorColumns.IsCode) && clock.GetElapsedTime(started) + delay < Bound)
            {
                observer.Progress($"waits {delay.TotalSeconds:0} s: the platform has no place for the custom code at the moment");
                await Task.Delay(delay, clock, cancellationToken).ConfigureAwait(false);
                row = await ReadAsync(row, columns, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // The row may have been saved before its code was refused; then it has moved, and by us.
    private async Task<ConnectorState> ReadAsync(
        ConnectorState row, IReadOnlyDictionary<string, string?> columns, CancellationToken cancellationToken)
    {
        var now = (await environment.ReadAsync(desired, cancellationToken).ConfigureAwait(false)).Connector;
        if (now is null || now.Columns.Any(c => !columns.ContainsKey(c.Key) && !ConnectorColumns.AreSame(c.Key, c.Value, row[c.Key])))
        {
            throw new ConnectorException(new Diagnostic(
                DataverseDiagnostics.Moved,
                $"The row of connector '{row.Name}' was changed by somebody else while this run waited for a place for its custom "
                    + "code. It was not overwritten. Run again: the plan is then made from the current state."));
        }

        return now;
    }
}
