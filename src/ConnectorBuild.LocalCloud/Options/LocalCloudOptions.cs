using System.Text.Json.Serialization;
using ConnectorBuild.LocalCloud.Scripts;

namespace ConnectorBuild.LocalCloud.Options;

/// <summary>
/// How a local cloud is set up. Every default is deterministic apart from ids and secrets, which <see cref="Seed"/> makes repeatable.
/// </summary>
/// <remarks>
/// The members have setters: the generated JSON reader makes constructor parameters of init-only members, which lose their defaults and
/// must all be read.
/// </remarks>
public sealed record LocalCloudOptions
{
    /// <summary>The JSON schema of an options file, for editors; nothing reads it.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; set; }

    /// <summary>The file that keeps the state between runs; null keeps it in memory. Its folder is made where missing.</summary>
    public string? StateFile { get; set; }

    /// <summary>
    /// Whether other processes may attach while it runs. A publish that hosts the cloud only for itself says no: who came in between would lose it
    /// in the middle.
    /// </summary>
    public bool IsAttachable { get; set; } = true;

    /// <summary>The clock of everything in the cloud: expiry, lag, imports, limits.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>How long a directory write takes to reach the replicas; Graph reads and the sign-in service do not see it before.</summary>
    public TimeSpan ReplicationLag { get; set; }

    /// <summary>The share (0 to 1) of Graph requests that meet a replica that is behind; the others meet one that is up to date.</summary>
    public double StaleShare { get; set; } = 1;

    /// <summary>How long the token endpoint refuses a new secret with AADSTS7000215, and a new app with AADSTS700016.</summary>
    public TimeSpan SecretDelay { get; set; }

    /// <summary>Makes ids, secrets and chances repeatable; null draws them from the system.</summary>
    public int? Seed { get; set; }

    /// <summary>
    /// The RSA key that signs tokens, PEM; null makes one. Tests that start many local clouds save its time by giving them all the same.
    /// </summary>
    public string? SigningKey { get; set; }

    /// <summary>
    /// Secrets in Azure Key Vault by resource path (<c>/subscriptions/…/secrets/{name}</c>), for environment variables of type Secret.
    /// </summary>
    public IReadOnlyDictionary<string, string> KeyVaultSecrets { get; set; } = new Dictionary<string, string>();

    /// <summary>The port of the sign-in service and Graph; null takes the one of the last run, else a free one.</summary>
    public int? Port { get; set; }

    /// <summary>The tenants; a state file may hold more.</summary>
    public IReadOnlyList<LocalTenantOptions> Tenants { get; set; } = [new() { Name = "local" }];

    /// <summary>The Dataverse environments; a state file may hold more.</summary>
    public IReadOnlyList<LocalEnvironmentOptions> Environments { get; set; } = [new() { Name = "local" }];

    /// <summary>What a tenant does with an API that it does not have and that an author's own could be.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<UnknownApis>))]
    public UnknownApis UnknownApis { get; set; }

    /// <summary>The hosts besides this machine that connectors may call, such as <c>orders.contoso.com</c>.</summary>
    public IReadOnlyList<string> AllowedHosts { get; set; } = [];

    /// <summary>How calls through connections behave where no source says how the platform does.</summary>
    public LocalRuntimeOptions Runtime { get; set; } = new();

    /// <summary>What runs the scripts of connectors; null answers calls that need one with 501.</summary>
    [JsonIgnore]
    public IScriptHost? Scripts { get; set; }

    /// <summary>Faults that strike from the start, in the form of the management call.</summary>
    public IReadOnlyList<FaultRule> Faults { get; set; } = [];

    /// <summary>The most requests that <see cref="LocalCloudServer.Requests"/> remembers.</summary>
    public int RequestLogLimit { get; set; } = 100_000;
}
