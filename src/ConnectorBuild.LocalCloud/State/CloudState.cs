using System.Security.Cryptography;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.LocalCloud.State;

/// <summary>Everything that a local cloud knows. One request at a time touches it, under <see cref="Gate"/>.</summary>
internal sealed class CloudState
{
    /// <summary>Held while a request is handled.</summary>
    public Lock Gate { get; } = new();

    /// <summary>The set-up.</summary>
    public required LocalCloudOptions Options { get; init; }

    /// <summary>Ids, secrets, chances.</summary>
    public required IdSource Ids { get; init; }

    /// <summary>Where <see cref="SigningKey"/> comes from.</summary>
    public required SigningKeySource SigningKeySource { get; init; }

    /// <summary>Signs tokens.</summary>
    public RSA SigningKey => SigningKeySource.Key;

    /// <summary>Certificate and key for TLS, PKCS#12 without a password.</summary>
    public required byte[] TlsCertificate { get; init; }

    /// <summary>The tenants by name.</summary>
    public Dictionary<string, Tenant> Tenants { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The environments by name.</summary>
    public Dictionary<string, DataverseEnvironment> Environments { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The authority's address with a final slash; known once the server listens.</summary>
    public string AuthorityHost { get; set; } = "";

    /// <summary>The port of the authority, of this run or the last one; 0 before the first.</summary>
    public int Port { get; set; }

    /// <summary>The time in the cloud.</summary>
    public DateTimeOffset Now => Options.Clock.GetUtcNow() + Skew;

    /// <summary>The time by which replicas receive what was written, whatever the clock of the server that answers says.</summary>
    public DateTimeOffset ReplicationTime => Options.Clock.GetUtcNow();

    /// <summary>How far the clock is off for the request that is being handled; a fault sets it.</summary>
    internal TimeSpan Skew { get; set; }

    /// <summary>The tenant with this id or domain, or null.</summary>
    public Tenant? FindTenant(string idOrDomain) => Tenants.Values.FirstOrDefault(t =>
        string.Equals(t.Id, idOrDomain, StringComparison.OrdinalIgnoreCase)
            || string.Equals(t.Domain, idOrDomain, StringComparison.OrdinalIgnoreCase));

    /// <summary>How often anything that is kept was changed.</summary>
    public long Changes => Tenants.Values.Sum(t => t.Directory.Changes) + Environments.Values.Sum(e => e.Changes);

    /// <summary>Remembers everything, to return to it.</summary>
    public Action Snapshot()
    {
        var restore = Tenants.Values.Select(t => t.Directory.Snapshot()).Concat(Environments.Values.Select(e => e.Snapshot())).ToList();
        return () => restore.ForEach(r => r());
    }
}
