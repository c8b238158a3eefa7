using ConnectorBuild.Packages;

namespace ConnectorBuild.Cloud.Targets;

/// <summary>How a connector gets into an environment: <see cref="DirectRoute"/> or <see cref="ImportRoute"/>, and nothing else.</summary>
public abstract record Route
{
    private protected Route()
    {
    }

    /// <summary>The environment variables that the deployment looks after, and what it gives them.</summary>
    public DesiredVariables Variables { get; init; } = new();
}

/// <summary><c>Route="Direct"</c>: the connector's row and its environment variables are written one by one.</summary>
public sealed record DirectRoute : Route;

/// <summary><c>Route="Solution"</c>: a package is imported that brings the connector and its environment variables.</summary>
/// <param name="Package">The package.</param>
public sealed record ImportRoute(DesiredPackage Package) : Route
{
    /// <summary>Whether the package was built before and named on purpose, so that a newer unmanaged version may be replaced by it.</summary>
    public bool MayRollBack { get; init; }

    /// <summary>The deployment settings as they were read; null where none are named.</summary>
    public DeploymentSettings? Settings { get; init; }
}
