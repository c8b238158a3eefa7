using ConnectorBuild.Cloud.Deployment.Applying;
using ConnectorBuild.Cloud.Deployment.Approval;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Deployment;

/// <summary>A deployment that is planned and not applied yet.</summary>
/// <param name="Desired">What the project wants.</param>
/// <param name="Plan">What would be done.</param>
/// <param name="Observed">What the plan was made from.</param>
public sealed record PreparedDeployment(DesiredState Desired, DeploymentPlan Plan, ObservedState Observed)
{
    internal ApprovedPlan? Approved { get; init; }

    internal Caller Caller { get; init; } = new(null, null);

    /// <summary>The first of the plan's steps, where they are done already: before an import that another connector needs.</summary>
    internal IReadOnlyList<DeploymentStep> Done { get; init; } = [];

    /// <summary>The app after <see cref="Done"/>; null where there is none.</summary>
    internal ApplicationState? Application { get; init; }

    /// <summary>The secret that <see cref="Done"/> has brought; null where it has brought none.</summary>
    internal SecretInHand? Hand { get; init; }

    /// <summary>Client ids of the other connectors of the package, by the environment variable that holds them.</summary>
    internal IReadOnlyDictionary<string, string>? ClientIds { get; init; }

    /// <summary>How many plans the engine had applied when this one was made.</summary>
    internal int Applied { get; init; }
}

/// <summary>Who deploys a connector, and the secret that they bring for it.</summary>
/// <param name="Entra">Who is signed in to Entra; null where the connector does not sign in with it.</param>
/// <param name="Brought">The secret; null where we mint it, the connector refers to one, or it is not here.</param>
/// <param name="IsWriting">Whether they deploy, and not only look.</param>
internal sealed record Caller(SignedInIdentity? Entra, ClientSecret? Brought, bool IsWriting = false);
