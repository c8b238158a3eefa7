using System.Globalization;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>Whether the connector needs another secret.</summary>
internal static class SecretPlanner
{
    /// <summary>Plans a secret.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="loss">Why the connector loses the one that it holds; null where it keeps it.</param>
    /// <returns>Whether the connector gets another one, so that its connection parameters are written.</returns>
    public static bool Plan(PlanBuilder plan, SecretReason? loss)
    {
        if (plan.Desired.Application is not { } wanted || wanted.Secret.Kind is SecretSourceKind.Reference or SecretSourceKind.Federated)
        {
            ReferredSecretPlanner.Plan(plan);
            return false;
        }

        if ((Unknown(plan) ?? (wanted.Secret.IsBrought ? OtherThanBrought(plan) : NotGoodEnough(plan, wanted)) ?? loss) is not { } reason)
        {
            plan.Unchanged.Add(Kept(plan, wanted));
            return false;
        }

        plan.Steps.Add(wanted.Secret.IsBrought ? new UseSecret(wanted.Secret, reason) : new AddSecret(reason, plan.Now + wanted.SecretLifetime));
        return true;
    }

    private static SecretReason? Unknown(PlanBuilder plan)
    {
        if (plan.Application is not { } application || plan.Dataverse.Connector is null)
        {
            return new SecretReason(SecretReasonKind.NoneYet);
        }

        if (plan.Observed.Entra?.Deleted is not null)
        {
            return new SecretReason(SecretReasonKind.AppWasDeleted);
        }

        if (plan.Observed.ImportedWith is not null)
        {
            return SecretReason.ClearedByImport;
        }

        return plan.IsRowOurs && plan.Record!.ClientId == application.AppId
            && (plan.Record.SecretKeyId is not null || plan.Record.SecretFingerprint is not null)
            ? null
            : new SecretReason(SecretReasonKind.Unknown);
    }

    private static SecretReason? OtherThanBrought(PlanBuilder plan)
    {
        if (plan.Observed.Brought is { } brought && plan.Record!.SecretFingerprint != brought.Fingerprint)
        {
            if (plan.Record.SecretFingerprint != brought.UntriedFingerprint)
            {
                return new SecretReason(SecretReasonKind.OtherThanBrought);
            }

            if (plan.Observed.Entra!.ServicePrincipalId is not null)
            {
                return new SecretReason(SecretReasonKind.NotTriedBefore);
            }
        }

        return null;
    }

    private static SecretReason? NotGoodEnough(PlanBuilder plan, DesiredApplication wanted)
    {
        if (plan.Application!.Passwords.FirstOrDefault(p => p.KeyId == plan.Record!.SecretKeyId) is not { } current)
        {
            return new SecretReason(SecretReasonKind.GoneFromApp);
        }

        if (!current.DisplayName.StartsWith(wanted.SecretPrefix, StringComparison.Ordinal))
        {
            return new SecretReason(SecretReasonKind.NotOurs);
        }

        if (current.Start <= wanted.RotateAsOf)
        {
            return new SecretReason(SecretReasonKind.AskedFor);
        }

        if (current.End - plan.Now < wanted.EffectiveRenewBefore(current.Granted(plan.Record!.SecretLifetimeDays)))
        {
            return new SecretReason(SecretReasonKind.Expires, current.End);
        }

        return null;
    }

    private static string Kept(PlanBuilder plan, DesiredApplication wanted) =>
        !wanted.Secret.IsBrought && plan.Application!.Passwords.First(p => p.KeyId == plan.Record!.SecretKeyId) is var current
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"client secret {current.KeyId}, valid until {current.End:yyyy-MM-dd}{(wanted.RotateAsOf is null ? "" : ", minted by another run since this one began")}")
        : plan.Observed.Brought is null ? $"client secret from {wanted.Secret}, not compared: it is not here to be read"
        : $"client secret from {wanted.Secret}";
}
