using Microsoft.Graph.Models.ODataErrors;

namespace ConnectorBuild.Cloud.Entra;

/// <summary>Waits for Entra's replicas: repeats a call while it is refused in a way that means "not here yet".</summary>
internal sealed class Replication(TimeProvider clock)
{
    /// <summary>The longest that one change may take to be seen. Microsoft's own services allow two minutes (ARO-HCP).</summary>
    public static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    /// <summary>How long to look for something that may never come; a new secret was seen after 4 to 18 seconds (graph-docs #1921).</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromSeconds(30);

    /// <summary>Calls until the answer is not such a refusal or the bound is reached; then the refusal is thrown.</summary>
    public async Task<T> RepeatAsync<T>(Func<Task<T>> call, Func<ODataError, bool> isLag, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        for (var delay = TimeSpan.FromMilliseconds(250); ; delay = Next(delay))
        {
            try
            {
                return await call().ConfigureAwait(false);
            }
            catch (ODataError e) when (isLag(e) && clock.GetElapsedTime(started) + delay < Bound)
            {
                await Task.Delay(delay, clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Reads until the value is as expected several times in a row: one replica's answer says nothing of the others.</summary>
    /// <returns>Whether it came to that within the bound.</returns>
    public async Task<bool> ConfirmAsync(Func<Task<bool>> isAsExpected, int agreeing, TimeSpan bound, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var agreed = 0;
        for (var delay = TimeSpan.FromMilliseconds(250); ; delay = Next(delay))
        {
            agreed = await isAsExpected().ConfigureAwait(false) ? agreed + 1 : 0;
            if (agreed == agreeing)
            {
                return true;
            }

            if (agreed > 0)
            {
                continue;
            }

            if (clock.GetElapsedTime(started) + delay >= bound)
            {
                return false;
            }

            await Task.Delay(delay, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private static TimeSpan Next(TimeSpan delay) => TimeSpan.FromSeconds(Math.Min(delay.TotalSeconds * 2, 10));
}
