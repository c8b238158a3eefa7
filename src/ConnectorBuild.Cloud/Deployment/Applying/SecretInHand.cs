using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Deployment.Applying;

/// <summary>The secret that a run holds for a connector, from minting it to giving it to the connector; an import may be in between.</summary>
internal sealed class SecretInHand
{
    /// <summary>The secret as the app shows it; null where the user brought it, or there is none yet.</summary>
    public PasswordState? Minted { get; set; }

    /// <summary>The secret; null while there is none.</summary>
    public ClientSecret? Secret { get; set; }

    /// <summary>Whether a connector has it, or may have it.</summary>
    public bool IsHandedOver { get; set; }
}
