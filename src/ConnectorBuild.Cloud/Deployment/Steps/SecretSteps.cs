using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;

namespace ConnectorBuild.Cloud.Deployment.Steps;

/// <summary>Mints a client secret.</summary>
/// <param name="Reason">Why the existing one does not do.</param>
/// <param name="Expires">The expiry asked for.</param>
public sealed record AddSecret(SecretReason Reason, DateTimeOffset Expires)
    : DeploymentStep(ChangeKind.Add, StepThing.ClientSecret, "", $"valid until {Expires:yyyy-MM-dd}, because {Reason}");

/// <summary>Gives the connector the secret that the user brought.</summary>
/// <param name="Source">Where it comes from.</param>
/// <param name="Reason">Why the existing one does not do.</param>
public sealed record UseSecret(SecretSource Source, SecretReason Reason)
    : DeploymentStep(ChangeKind.Add, StepThing.ClientSecret, $"{Source.Kind} {Source.Reference}", $"from {Source}, because {Reason}");

/// <summary>Takes a secret of ours that nothing uses any more from the app.</summary>
/// <param name="Secret">The secret; its text is not known.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record RemoveSecret(PasswordState Secret, string Reason)
    : DeploymentStep(ChangeKind.Remove, StepThing.ClientSecret, Secret.KeyId.ToString(), $"{Secret.KeyId}, because {Reason}");
