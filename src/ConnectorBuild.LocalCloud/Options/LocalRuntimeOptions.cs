using System.Text.Json.Serialization;

namespace ConnectorBuild.LocalCloud.Options;

/// <summary>
/// What the platform does with a call where no public source says so. docs/runtime.md has the reason of every default.
/// </summary>
/// <remarks>A member with a default has a setter: an init-only member that the JSON leaves out would get its type's default.</remarks>
public sealed record LocalRuntimeOptions
{
    /// <summary>Where the script stands among the policies.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<ScriptPlace>))]
    public ScriptPlace Script { get; set; }

    /// <summary>The section of a policy that names none.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<AbsentSection>))]
    public AbsentSection AbsentSection { get; set; }

    /// <summary>Whether the definition's base path stays behind the path of a <c>dynamichosturl</c>.</summary>
    public bool KeepBasePath { get; set; }

    /// <summary>Whether a name without value and default makes an expression fail, instead of being an empty text.</summary>
    public bool FailOnMissingNames { get; set; }

    /// <summary>How long a script may take.</summary>
    public TimeSpan ScriptTimeLimit { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The <c>message</c> in the body of a 500 that a script or a policy caused.</summary>
    public string FailureMessage { get; set; } = "InternalServerError";

    /// <summary>Whether the gateway follows a backend's redirects, instead of passing them on.</summary>
    public bool FollowRedirects { get; set; }

    /// <summary>Whether <c>stringtoarray</c> takes the delimiters as one text, instead of each character.</summary>
    public bool DelimitersAreOneText { get; set; }

    /// <summary>What <c>convertarraytoobject</c> does with a key that occurs twice.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<DuplicateKeys>))]
    public DuplicateKeys DuplicateKeys { get; set; }

    /// <summary>Whether scripts see the operation's id in base64, as in some regions.</summary>
    public bool OperationIdAsBase64 { get; set; }

    /// <summary>The most requests of a connection in a minute.</summary>
    public int RequestsPerMinute { get; set; } = 500;

    /// <summary>How long a backend may take.</summary>
    public TimeSpan BackendTimeLimit { get; set; } = TimeSpan.FromSeconds(120);

    /// <summary>The largest body of a request or an answer, in bytes.</summary>
    public long MessageSizeLimit { get; set; } = 100L * 1024 * 1024;

    /// <summary>
    /// Where calls to a host go instead, for an API that runs on this machine: host of the definition to address, such as
    /// <c>http://localhost:5080</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string> Backends { get; set; } = new Dictionary<string, string>();
}

/// <summary>Where a script stands among the policies.</summary>
public enum ScriptPlace
{
    /// <summary>Request policies, script, response policies.</summary>
    BetweenPolicies,

    /// <summary>An operation with a script has no policies.</summary>
    WithoutPolicies,
}

/// <summary>The section of a policy that names none.</summary>
public enum AbsentSection
{
    /// <summary>The request.</summary>
    Request,

    /// <summary>The answer.</summary>
    Response,
}

/// <summary>What becomes of a key that occurs twice.</summary>
public enum DuplicateKeys
{
    /// <summary>The last element counts.</summary>
    Last,

    /// <summary>The first element counts.</summary>
    First,

    /// <summary>The policy fails.</summary>
    Fail,
}
