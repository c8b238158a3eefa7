using System.Text.Json.Serialization;

namespace ConnectorBuild.LocalCloud.Faults;

/// <summary>When a fault strikes.</summary>
public enum FaultMoment
{
    /// <summary>Nothing has been done when the answer goes out.</summary>
    BeforeCommit,

    /// <summary>Everything has been done and kept; only the answer is lost or another one.</summary>
    AfterCommit,
}

/// <summary>
/// A fault: which requests it strikes, and what they get. Without <see cref="Status"/> and <see cref="Abort"/> it only delays. Requests inside a batch are
/// struck like others, but for delays and aborts, which strike the batch itself.
/// </summary>
/// <remarks>A member with a default has a setter: an init-only member that the JSON leaves out would get its type's default.</remarks>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record FaultRule
{
    /// <summary><c>Entra</c>, <c>Graph</c> or <c>Dataverse</c>; null for every service.</summary>
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
}
