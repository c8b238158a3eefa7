namespace ConnectorBuild.Scripting;

/// <summary>How the host behaves towards a script.</summary>
public sealed record ScriptOptions
{
    /// <summary>
    /// How long the script may take, calls to the backend included. Microsoft documents 5 seconds; <see cref="Timeout.InfiniteTimeSpan"/>
    /// helps while debugging.
    /// </summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether <c>Context.OperationId</c> is the base64 form of the operationId, as in some regions of the platform.</summary>
    public bool OperationIdAsBase64 { get; init; }

    /// <summary>What <c>Context.ConnectionParameters</c> has. Whether the platform has that member is not proved.</summary>
    public IReadOnlyDictionary<string, string> ConnectionParameters { get; init; } = new Dictionary<string, string>();

    /// <summary><c>Context.CorrelationId</c>; null for a new one.</summary>
    public string? CorrelationId { get; init; }

    /// <summary><c>Context.OriginalRequestUri</c>; null for the request's own.</summary>
    public Uri? OriginalRequestUri { get; init; }

    /// <summary>Where URLs of <c>Context.CreateNotificationUri</c> begin.</summary>
    public Uri NotificationUri { get; init; } = new("https://localhost/notifications/");

    /// <summary>Measures the time limit.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
