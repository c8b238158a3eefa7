using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Cloud.Targets;

/// <summary>What should be true in an environment: project and content, nothing read from a cloud.</summary>
public sealed record DesiredState
{
    /// <summary>Where.</summary>
    public required DeploymentTarget Target { get; init; }

    /// <summary>The connector.</summary>
    public required ConnectorRow Row { get; init; }

    /// <summary>The app that the connector signs in with; null when it does not sign in with Entra.</summary>
    public DesiredApplication? Application { get; init; }

    /// <summary>The solution that the connector lives in.</summary>
    public required DesiredSolution Solution { get; init; }

    /// <summary>User or team that owns the row; null leaves the owner alone.</summary>
    public string? Owner { get; init; }

    /// <summary>Who the connector is shared with; others stay.</summary>
    public IReadOnlyList<ConnectorShare> Shares { get; init; } = [];

    /// <summary>Whether changes made in the environment since the last deployment are overwritten.</summary>
    public bool OverwriteDrift { get; init; }

    /// <summary>Where a message about the project's content points at.</summary>
    public SourceLocation? PropertiesLocation { get; init; }

    /// <summary>The OpenAPI 3 document that the connector's definition is made of; null where there is none.</summary>
    public DefinitionSource? Source { get; init; }

    /// <summary>Schema name of the environment variable that holds our record.</summary>
    public string RecordName { get; init; } = "";

    /// <summary>How the connector gets there.</summary>
    public Route Route { get; init; } = new DirectRoute();
}

/// <summary>The solution and its publisher.</summary>
/// <param name="UniqueName">Unique name of the solution.</param>
/// <param name="DisplayName">What makers see.</param>
/// <param name="Version">The version of a solution that must be made.</param>
/// <param name="PublisherName">Unique name of a publisher that must be made.</param>
/// <param name="PublisherPrefix">Customization prefix that the publisher must have.</param>
public sealed record DesiredSolution(string UniqueName, string DisplayName, string Version, string PublisherName, string PublisherPrefix)
{
    /// <summary>The description of a solution that must be made, or null.</summary>
    public string? Description { get; init; }

    /// <summary>What a publisher that must be made says beside its names.</summary>
    public PublisherDetails PublisherDetails { get; init; } = new();

    /// <summary>Option value prefix of a publisher that must be made, the same that a package of the solution carries.</summary>
    public int OptionValuePrefix => PublisherDetails.OptionValuePrefix ?? SolutionManifest.DeriveOptionValuePrefix(PublisherPrefix);
}
