using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Adoption;

/// <summary>A connector as it was found somewhere: its files' content without secrets, and what is known of its identity.</summary>
public sealed record AdoptedConnector
{
    /// <summary>Where it was found, as messages call it.</summary>
    public required string Source { get; init; }

    /// <summary>The definition.</summary>
    public required JsonObject Definition { get; init; }

    /// <summary>The content of <c>apiProperties.json</c>, with its <c>properties</c> wrapper; without secrets and redirect URLs.</summary>
    public required JsonObject Properties { get; init; }

    /// <summary>The icon's bytes, or null.</summary>
    public ReadOnlyMemory<byte>? Icon { get; init; }

    /// <summary>The text of the custom code, or null.</summary>
    public string? Script { get; init; }

    /// <summary>Path of the file that holds the definition, whatever its name; null where a row or a package holds it.</summary>
    public string? Document { get; init; }

    /// <summary>Path of the definition's file, where it has a name by which a project finds it; null when it has none.</summary>
    public string? DefinitionFile { get; init; }

    /// <summary>Row id in Dataverse, or null.</summary>
    public Guid? RowId { get; init; }

    /// <summary>Row name in Dataverse, or null.</summary>
    public string? Name { get; init; }

    /// <summary>What makers see, or null.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The row's description; null where there is no row.</summary>
    public string? Description { get; init; }

    /// <summary>The solution that it is in; null when that is not known.</summary>
    public AdoptedSolution? Solution { get; init; }

    /// <summary>The environment that it was found in; null when that is not known.</summary>
    public AdoptedEnvironment? Environment { get; init; }

    /// <summary>
    /// What the environment variables that it refers to hold there, by schema name; only of a live connector, and none of type secret.
    /// </summary>
    public IReadOnlyDictionary<string, string> VariableValues { get; init; } = new Dictionary<string, string>();

    /// <summary>What a person should know.</summary>
    public ImmutableArray<Diagnostic> Findings { get; init; } = [];
}

/// <summary>The solution of an adopted connector.</summary>
/// <param name="UniqueName">Its unique name.</param>
/// <param name="DisplayName">What makers see, or null.</param>
/// <param name="Version">Its version, or null.</param>
/// <param name="PublisherName">Unique name of its publisher, or null.</param>
/// <param name="PublisherPrefix">The publisher's customization prefix.</param>
public sealed record AdoptedSolution(string UniqueName, string? DisplayName, string? Version, string? PublisherName, string PublisherPrefix)
{
    /// <summary>Its description, or null.</summary>
    public string? Description { get; init; }

    /// <summary>The zip or folder that it was read from; null if it is in an environment.</summary>
    public string? Source { get; init; }

    /// <summary>Components that it has and a project does not take, each as <c>type:name</c>.</summary>
    public ImmutableArray<string> LeftOut { get; init; } = [];

    /// <summary>What its publisher says beside its names, without what a project says by itself.</summary>
    public PublisherDetails PublisherDetails { get; init; } = new();

    /// <summary>Texts of solution, publisher and environment variables in further languages.</summary>
    public ImmutableArray<Translation> Translations { get; init; } = [];

    /// <summary>Environment variables that it defines and a project would not by itself.</summary>
    public ImmutableArray<EnvironmentVariable> EnvironmentVariables { get; init; } = [];

    /// <summary>Its connection references.</summary>
    public ImmutableArray<ConnectionReference> ConnectionReferences { get; init; } = [];
}

/// <summary>The environment of an adopted connector.</summary>
/// <param name="Name">What the project will call it.</param>
public sealed record AdoptedEnvironment(string Name)
{
    /// <summary>The Dataverse environment's address; null for the local cloud, or when it is not known.</summary>
    public string? Url { get; init; }

    /// <summary>The Entra tenant, or null.</summary>
    public string? TenantId { get; init; }

    /// <summary>The Microsoft cloud that it is in; null for the public one.</summary>
    public string? Cloud { get; init; }

    /// <summary>Where tokens come from, where it is not the cloud's.</summary>
    public string? AuthorityHost { get; init; }

    /// <summary>Microsoft Graph's address, where it is not the cloud's.</summary>
    public string? GraphUrl { get; init; }

    /// <summary>The path of a PEM certificate that is trusted besides the machine's own, or null.</summary>
    public string? TrustedCertificate { get; init; }

    /// <summary>Whether it is the local cloud, which needs no address.</summary>
    public bool IsLocalCloud { get; init; }

    /// <summary>Whether the connector came there with a managed solution.</summary>
    public bool IsManaged { get; init; }

    /// <summary>Whether a project can be deployed to it with what is known.</summary>
    public bool IsReachable => IsLocalCloud || (Url is not null && TenantId is not null);

    /// <summary>Client id of the app that the connector signs in with there; null when it has none.</summary>
    public string? ClientId { get; init; }
}
