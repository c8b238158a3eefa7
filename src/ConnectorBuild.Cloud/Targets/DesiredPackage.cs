using System.Security.Cryptography;
using ConnectorBuild.Connectors;
using ConnectorBuild.Packages;

namespace ConnectorBuild.Cloud.Targets;

/// <summary>The package that an environment imports.</summary>
public sealed record DesiredPackage
{
    private readonly Lazy<string> _hash;

    /// <summary>A package.</summary>
    /// <param name="zip">The bytes that are imported.</param>
    public DesiredPackage(ReadOnlyMemory<byte> zip)
    {
        Zip = zip;
        _hash = new(() => Convert.ToHexStringLower(SHA256.HashData(zip.Span)));
    }

    /// <summary>The bytes that are imported.</summary>
    public ReadOnlyMemory<byte> Zip { get; }

    /// <summary>SHA-256 of the bytes, in hex.</summary>
    public string Hash => _hash.Value;

    /// <summary>What the package says of itself.</summary>
    public required SolutionManifest Manifest { get; init; }

    /// <summary>Whether it is managed.</summary>
    public required bool IsManaged { get; init; }

    /// <summary>All connectors in the package.</summary>
    public IReadOnlyList<ConnectorIdentity> Connectors { get; init; } = [];

    /// <summary>Variables that deployments fill themselves: client ids and records of all connectors in the package.</summary>
    public IReadOnlySet<string> DeploymentVariables { get; init; } = new HashSet<string>();

    /// <summary>Variables that refer to the client secret.</summary>
    public IReadOnlySet<string> SecretVariables { get; init; } = new HashSet<string>();

    /// <summary>
    /// The connections that references of the package get in this environment; a reference that nothing gives one is not among them.
    /// </summary>
    public IReadOnlyList<ConnectionReferenceValue> Connections { get; init; } = [];

    /// <summary><c>ConnectorSkipLowerVersion</c>: leave an environment with a newer version as it is, instead of failing.</summary>
    public bool SkipsLowerVersion { get; init; }

    /// <summary><c>ConnectorCompleteUpgrade</c>: complete an upgrade that somebody staged, instead of failing.</summary>
    public bool CompletesUpgrade { get; init; }

    /// <summary>
    /// <c>ConnectorDeleteOmitted</c>: what an upgrade may delete, <c>type:name</c>, a bare name for a connector; without regard to case.
    /// </summary>
    public IReadOnlyList<string> MayDelete { get; init; } = [];

    /// <summary>The version, four numbers.</summary>
    /// <exception cref="InvalidOperationException">The manifest's version is not valid: <see cref="PackageChecks"/> were not made.</exception>
    public Version Version => SolutionVersion.TryNormalize(Manifest.Version, out var version, out _)
        ? Version.Parse(version)
        : throw new InvalidOperationException("The version was not checked.");
}
