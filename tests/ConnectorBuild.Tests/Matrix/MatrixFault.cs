using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.Tests.Matrix;

/// <summary>What strikes one request of a run.</summary>
/// <param name="Name">Its name in the summary.</param>
/// <param name="Rule">The rule, without the request that it strikes; null where only the process dies.</param>
/// <param name="Attempts">How many tries of the request are struck: one, or every try.</param>
/// <param name="Kills">Whether the process is gone at that request.</param>
internal sealed record MatrixFault(string Name, FaultRule? Rule, int Attempts, bool Kills = false)
{
    // More than the tries of any request.
    private const int EveryTry = 10;

    private static readonly Dictionary<string, string> Html = new() { ["Content-Type"] = "text/html" };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<MatrixFault> All { get; } =
    [
        new("429 once", new() { Status = 429, Headers = Wait(2) }, 1),
        new("503 once, before", new() { Status = 503, Headers = Wait(1) }, 1),
        new("503 once, after", new() { Status = 503, Moment = FaultMoment.AfterCommit }, 1),
        new("500 on every try, before", new() { Status = 500 }, EveryTry),
        new("502 on every try, after", new() { Status = 502, Moment = FaultMoment.AfterCommit }, EveryTry),
        new("cut once, before", new() { Abort = true }, 1),
        new("cut once, after", new() { Abort = true, Moment = FaultMoment.AfterCommit }, 1),
        new("cut on every try, before", new() { Abort = true }, EveryTry),
        new("cut on every try, after", new() { Abort = true, Moment = FaultMoment.AfterCommit }, EveryTry),
        new("truncated on every try", new() { Truncate = 7, Moment = FaultMoment.AfterCommit }, EveryTry),
        new(
            "a proxy's page",
            new() { Status = 200, Body = "<html>Please sign in</html>", Headers = Html, Moment = FaultMoment.AfterCommit }, EveryTry),
        new("token expired", new() { ExpireToken = true }, 1),
        new("clock ahead by ten minutes", new() { Skew = TimeSpan.FromMinutes(10) }, EveryTry),
        new("killed before", null, 0, Kills: true),
        new("killed after", new() { Abort = true, Moment = FaultMoment.AfterCommit }, EveryTry, Kills: true),
    ];

    /// <summary>Whether it can strike a request to a service.</summary>
    public bool Strikes(string service) => Rule is null or { ExpireToken: false } || service != "Entra";

    private static Dictionary<string, string> Wait(int seconds) =>
        new() { ["Retry-After"] = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture) };
}
