namespace ConnectorBuild.LocalCloud.Options;

/// <summary>A Dataverse environment to have from the start; it listens on a port of its own.</summary>
/// <remarks>A member with a default has a setter: an init-only member that the JSON leaves out would get its type's default.</remarks>
public sealed record LocalEnvironmentOptions
{
    /// <summary>The name, for example <c>local</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the tenant that it belongs to.</summary>
    public string Tenant { get; set; } = "local";

    /// <summary>Its port; null takes the one of the last run, else a free one.</summary>
    public int? Port { get; init; }

    /// <summary>Whether the deployment identity has an application user here; without one every call is refused with 0x80072560.</summary>
    public bool DeployerIsApplicationUser { get; set; } = true;

    /// <summary>Whether unmanaged customizations are blocked: only managed imports may change components.</summary>
    public bool BlockUnmanagedChanges { get; init; }

    /// <summary>Components of other types that solutions have.</summary>
    public IReadOnlyList<LocalComponentOptions> Components { get; set; } = [];

    /// <summary>How long an import takes on <see cref="LocalCloudOptions.Clock"/>.</summary>
    public TimeSpan ImportDuration { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Whether a managed import loses references to environment variables in client secrets (PowerPlatformConnectors issue 4010, open in
    /// 2025).
    /// </summary>
    public bool DropsSecretReferences { get; init; }

    /// <summary>
    /// Whether an import that is asked for while another one runs waits for it. When false its system job fails with 0x80071151, as in
    /// the real service.
    /// </summary>
    public bool QueueImports { get; init; }

    /// <summary>How long after a save makers get what was saved.</summary>
    public TimeSpan LiveLag { get; init; }

    /// <summary>Names of connector rows of which makers never get what was saved.</summary>
    public IReadOnlyList<string> NeverLive { get; set; } = [];

    /// <summary>Service protection: the most requests of one user within <see cref="RequestWindow"/>.</summary>
    public int RequestLimit { get; set; } = 6000;

    /// <summary>Service protection: the sliding window of <see cref="RequestLimit"/>.</summary>
    public TimeSpan RequestWindow { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Service protection: the most execution time of one user's requests within <see cref="RequestWindow"/>.</summary>
    public TimeSpan ExecutionTimeLimit { get; set; } = TimeSpan.FromMinutes(20);

    /// <summary>Service protection: the most requests of one user at the same time.</summary>
    public int ConcurrencyLimit { get; set; } = 52;
}
