using System.Globalization;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse.WebApi;

/// <summary>The service protection limits: requests, execution time and concurrency of each user.</summary>
internal sealed class ServiceProtection(TimeProvider clock, DataverseEnvironment environment)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Usage> _users = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Lets a request in, or refuses it with 429.</summary>
    /// <param name="user">The token's object id.</param>
    /// <param name="request">The request.</param>
    /// <param name="leave">To be called when it is answered.</param>
    public CloudResponse? Enter(string user, CloudRequest request, out Action leave)
    {
        var options = environment.Options;
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            if (!_users.TryGetValue(user, out var usage))
            {
                _users[user] = usage = new Usage();
            }

            usage.Forget(now - options.RequestWindow);
            leave = () => Leave(usage, now);
            var refusal = usage.Requests.Count >= options.RequestLimit ? new DataverseError(429, "0x80072322",
                    $"Number of requests exceeded the limit of {options.RequestLimit} over time window of {Seconds(options.RequestWindow)} seconds.")
                : usage.Execution > options.ExecutionTimeLimit ? new DataverseError(429, "0x80072321", string.Create(CultureInfo.InvariantCulture,
                    $"Combined execution time of incoming requests exceeded limit of "
                        + $"{options.ExecutionTimeLimit.TotalMilliseconds:#,##0} milliseconds over time window of "
                        + $"{Seconds(options.RequestWindow)} seconds. Decrease number of concurrent requests or reduce the duration of "
                        + $"requests and try again later."))
                : usage.Running >= options.ConcurrencyLimit ? new DataverseError(429, "0x80072326",
                    $"Number of concurrent requests exceeded the limit of {options.ConcurrencyLimit}.")
                : null;
            if (refusal is null)
            {
                usage.Requests.Enqueue(now);
                usage.Running++;
                return null;
            }

            leave = () => { };
            var wait = refusal.Code == "0x80072326" || usage.Requests.Count == 0
                ? TimeSpan.FromSeconds(1)
                : usage.Requests.Peek() + options.RequestWindow - now;
            return refusal.ToFailure(request).Response
                .With("Retry-After", Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture))
                .With(
                    "x-ms-ratelimit-burst-remaining-xrm-requests",
                    Math.Max(0, options.RequestLimit - usage.Requests.Count).ToString(CultureInfo.InvariantCulture))
                .With("x-ms-ratelimit-time-remaining-xrm-requests", "0");
        }
    }

    private void Leave(Usage usage, DateTimeOffset started)
    {
        lock (_gate)
        {
            usage.Running--;
            var duration = clock.GetUtcNow() - started;
            if (duration > TimeSpan.Zero)
            {
                usage.Durations.Enqueue((started, duration));
                usage.Execution += duration;
            }
        }
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);

    private sealed class Usage
    {
        public Queue<DateTimeOffset> Requests { get; } = new();

        public Queue<(DateTimeOffset Started, TimeSpan Duration)> Durations { get; } = new();

        public TimeSpan Execution { get; set; }

        public int Running { get; set; }

        public void Forget(DateTimeOffset before)
        {
            while (Requests.TryPeek(out var first) && first <= before)
            {
                Requests.Dequeue();
            }

            while (Durations.TryPeek(out var oldest) && oldest.Started <= before)
            {
                Execution -= Durations.Dequeue().Duration;
            }
        }
    }
}
