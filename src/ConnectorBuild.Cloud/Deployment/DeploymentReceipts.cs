using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Cloud.Deployment;

/// <summary>Makes the receipts that deployments leave behind.</summary>
public static class DeploymentReceipts
{
    /// <summary>The receipt of a deployment.</summary>
    public static DeploymentReceipt Create(DesiredState desired, ObservedState observed)
    {
        ArgumentNullException.ThrowIfNull(desired);
        ArgumentNullException.ThrowIfNull(observed);
        var record = observed.Dataverse.Record.Record;
        var password = record?.SecretKeyId is { } keyId ? observed.Entra?.Application?.Passwords.FirstOrDefault(p => p.KeyId == keyId) : null;
        return new DeploymentReceipt
        {
            Environment = desired.Target.Name,
            Url = desired.Target.DataverseUrl.ToString(),
            ClientId = observed.Entra?.Application?.AppId,
            RedirectUrls = record?.RedirectUrls ?? [],
            SecretExpires = password?.End,
            RenewFrom = password is null
                ? null
                : password.End - desired.Application!.EffectiveRenewBefore(password.Granted(record?.SecretLifetimeDays)),
        };
    }
}
