namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>Waits between looks at something that takes minutes, for as long as it moves.</summary>
internal sealed class ImportProgress(TimeProvider clock)
{
    /// <summary>How long nothing may move. Imports with custom code stood still for close to half an hour in users' reports.</summary>
    public static readonly TimeSpan StillBound = TimeSpan.FromMinutes(45);

    private string? _last;
    private long _since = clock.GetTimestamp();
    private TimeSpan _delay = TimeSpan.FromSeconds(1);

    /// <summary>Waits, a little longer each time.</summary>
    /// <param name="seen">What was seen; another text means that it moves.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    /// <returns>False, without waiting, when nothing has moved for <see cref="StillBound"/>.</returns>
    public async Task<bool> WaitAsync(string seen, CancellationToken cancellationToken)
    {
        if (seen != _last)
        {
            (_last, _since) = (seen, clock.GetTimestamp());
        }
        else if (clock.GetElapsedTime(_since) > StillBound)
        {
            return false;
        }

        await Task.Delay(_delay, clock, cancellationToken).ConfigureAwait(false);
        _delay = TimeSpan.FromSeconds(Math.Min(_delay.TotalSeconds * 1.5, 15));
        return true;
    }
}
