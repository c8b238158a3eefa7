using System.Text.Json.Serialization;

namespace ConnectorBuild.LocalCloud.Options;

/// <summary>When a fault strikes.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaultMoment>))]
public enum FaultMoment
{
    /// <summary>Nothing has been done when the answer goes out.</summary>
    BeforeCommit,

    /// <summary>Everything has been done and kept; only the answer is lost or another one.</summary>
    AfterCommit,
}

/// <summary>
/// A fault: which requests it strikes, and what they get. Requests inside a batch are struck like others where <see cref="Status"/> is
/// given; every other fault strikes the batch itself.
/// </summary>
/// <remarks>A member with a default has a setter: an init-only member that the JSON leaves out would get its type's default.</remarks>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record FaultRule
{
    /// <summary><c>Entra</c>, <c>Graph</c>, <c>Dataverse</c> or <c>PowerApps</c>; null for every service.</summary>
    public string? Service { get; init; }

    /// <summary>The Dataverse environment; null for every one.</summary>
    public string? Environment { get; init; }

    /// <summary>The method; null for every one.</summary>
    public string? Method { get; init; }

    /// <summary>The path with query as sent, <c>*</c> standing for any text; case does not matter. Null for every path.</summary>
    public string? Path { get; init; }

    /// <summary>Strikes only the nth request that matches, counted from 1; null for all.</summary>
    public int? Nth { get; init; }

    /// <summary>How often it strikes at most; null for no bound.</summary>
    public int? Times { get; init; }

    /// <summary>The share (0 to 1) of matching requests that it strikes, drawn with the cloud's seed.</summary>
    public double Rate { get; set; } = 1;

    /// <summary>Before or after the work is done.</summary>
    public FaultMoment Moment { get; init; }

    /// <summary>The status of the answer; null leaves the answer as it is.</summary>
    public int? Status { get; init; }

    /// <summary>Header fields of the answer, for example <c>Retry-After</c>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>();

    /// <summary>The body of the answer; JSON unless the headers say otherwise.</summary>
    public string? Body { get; init; }

    /// <summary>Cuts the connection without an answer.</summary>
    public bool Abort { get; init; }

    /// <summary>How long the answer is held back, on the cloud's clock.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Sends this many bytes of the answer's body, and cuts the connection; null sends all.</summary>
    public int? Truncate { get; init; }

    /// <summary>Sends no answer and keeps the connection until the client closes it.</summary>
    public bool Hang { get; init; }

    /// <summary>Treats the request's access token as expired: Graph and Dataverse answer 401.</summary>
    public bool ExpireToken { get; init; }

    /// <summary>
    /// How far the service's clock is ahead (negative: behind) while it handles the request: times in the answer, tokens, <c>Date</c>.
    /// </summary>
    public TimeSpan Skew { get; init; }

    /// <summary>The first thing that is wrong with a rule, as a text that follows "The rule"; null for a sound one.</summary>
    /// <param name="rule">A rule as it was read; null where JSON had null.</param>
    public static string? Problem(FaultRule? rule) => rule switch
    {
        null => "is null instead of an object",
        { Service: { } service } when !Services.Contains(service, StringComparer.OrdinalIgnoreCase) =>
            $"names the service '{service}'; there are {string.Join(", ", Services)}",
        { Headers: null } => "has headers that are null; leave them out",
        { Rate: not (>= 0 and <= 1) } => "has a rate that is not from 0 to 1",
        { Nth: < 1 } or { Times: < 1 } => "has an nth or times below 1",
        { Status: < 100 or > 599 } => "has a status that is not from 100 to 599",
        { Truncate: < 0 } => "has a negative truncate",
        { Delay.Ticks: < 0 } => "has a negative delay",
        { ExpireToken: true, Service: { } service } when service.Equals("Entra", StringComparison.OrdinalIgnoreCase) =>
            "has expireToken for Entra, which gives tokens and takes none",
        { Abort: true, Hang: true } => "has abort and hang, of which one can happen",
        _ => null,
    };

    private static readonly string[] Services = ["Entra", "Graph", "Dataverse", "PowerApps"];
}
