namespace ConnectorBuild.Scripting.Running;

/// <summary>A call for a script that runs in another process. One line of JSON.</summary>
public sealed record ScriptCall
{
    /// <summary>Path of the compiled script.</summary>
    public required string Assembly { get; init; }

    /// <summary>The operationId, as the definition writes it.</summary>
    public required string OperationId { get; init; }

    /// <summary>The method of the request.</summary>
    public required string Method { get; init; }

    /// <summary>The absolute URL of the request.</summary>
    public required string Url { get; init; }

    /// <summary>The absolute URL as the caller sent it; null for <see cref="Url"/>.</summary>
    public string? OriginalUrl { get; init; }

    /// <summary>Headers of request and content, a name as often as it has values.</summary>
    public IReadOnlyList<ScriptHeader> Headers { get; init; } = [];

    /// <summary>The body; null without one.</summary>
    public byte[]? Body { get; init; }

    /// <summary>How long the script may take, in milliseconds. Its token is cancelled then, and whoever started the process ends it.</summary>
    public int TimeLimit { get; init; } = 5_000;

    /// <summary>Whether the script sees the base64 form of the operationId.</summary>
    public bool OperationIdAsBase64 { get; init; }

    /// <summary><c>Context.CorrelationId</c>; null for a new one.</summary>
    public string? CorrelationId { get; init; }

    /// <summary><c>Context.ConnectionParameters</c>.</summary>
    public IReadOnlyDictionary<string, string> ConnectionParameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Where URLs of <c>Context.CreateNotificationUri</c> begin; null for the default.</summary>
    public string? NotificationUrl { get; init; }

    /// <summary>
    /// Hosts other than loopback that <c>Context.SendAsync</c> may reach; null for all. A script's own HttpClient heeds nothing of this.
    /// </summary>
    public IReadOnlyList<string>? AllowedHosts { get; init; }

    /// <summary>Addresses that <c>Context.SendAsync</c> calls in the place of hosts: host to address.</summary>
    public IReadOnlyDictionary<string, string>? Backends { get; init; }
}

/// <summary>A header with one value.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value as it is sent.</param>
public sealed record ScriptHeader(string Name, string Value);
