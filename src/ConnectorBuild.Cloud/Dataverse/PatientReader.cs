using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>
/// Reads while an import is followed. The import continues whatever happens to its reader, so a service that cannot be read for a while ends
/// nothing.
/// </summary>
internal sealed class PatientReader(DataverseClient client, TimeProvider clock, Action<string> tell)
{
    /// <summary>What it means that a run ends before its import does.</summary>
    public const string Consequence = "An import takes the client secret from its connectors, so their users cannot sign in until the next run.";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    // A refusal that no later read gets around.
    private static readonly DiagnosticDescriptor[] Final = [DataverseDiagnostics.NoApplicationUser, DataverseDiagnostics.Denied];

    /// <summary>
    /// Reads as <see cref="DataverseClient.ReadAsync"/> does, and continues for <see cref="ServiceBounds.Following"/> after the first
    /// failure.
    /// </summary>
    /// <exception cref="ConnectorException">What the last read met, and what it means for users.</exception>
    public async Task<IReadOnlyList<DataverseResponse>> ReadAsync(
        IReadOnlyList<string> paths, string doing, CancellationToken cancellationToken)
    {
        for (var started = clock.GetTimestamp(); ; await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false))
        {
            try
            {
                return await client.ReadAsync(paths, doing, cancellationToken).ConfigureAwait(false);
            }
            catch (ConnectorException e) when (
                !Final.Contains(e.Diagnostics[0].Descriptor) && clock.GetElapsedTime(started) < ServiceBounds.Following)
            {
                tell($"the import cannot be seen for the moment ({e.Diagnostics[0].Id}); looks again");
            }
            catch (ConnectorException e)
            {
                var cause = e.Diagnostics[0];
                var told = cause with { Message = $"{cause.Message} The import itself continues in the environment. {Consequence}" };
                throw new ConnectorException([told, .. e.Diagnostics.Skip(1)], e);
            }
        }
    }
}
