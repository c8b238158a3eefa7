namespace ConnectorBuild.Cloud.Adoption;

/// <summary>What the person who adopts decides.</summary>
public sealed record AdoptionOptions
{
    /// <summary>The project's name: of its file, without extension.</summary>
    public required string ProjectName { get; init; }

    /// <summary>The project's folder.</summary>
    public required string Directory { get; init; }

    /// <summary>Version of the SDK that the project file names.</summary>
    public required string SdkVersion { get; init; }

    /// <summary>Unique name of the solution, where the source does not say or another is wanted; null for the source's.</summary>
    public string? SolutionName { get; init; }

    /// <summary>The publisher's prefix, where the source does not say; null for the source's.</summary>
    public string? PublisherPrefix { get; init; }
}
