using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Entra;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>The end of secrets of ours that no connector uses: replaced ones after their overlap, and ones that a failed run left.</summary>
internal static class SecretRetirement
{
    /// <summary>How long a former secret stays usable beside its successor; caches of a day have been seen (tf-azuread #1549).</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    /// <summary>How long a run can take from minting a secret to giving it to the connector; a younger one may belong to a run in progress.</summary>
    public static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(20);

    private const string Replaced = "its successor has been in place for more than a day";
    private const string Unused = "a run that failed left it, and no connector got it";

    /// <summary>Plans the removal of secrets.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="isRenewing">Whether the connector gets another secret.</param>
    public static void Plan(PlanBuilder plan, bool isRenewing)
    {
        if (plan.Desired.Application is not { IsVerifiedOnly: false } wanted || plan.Application is not { } application)
        {
            return;
        }

        foreach (var password in application.Passwords.Where(p => p.DisplayName.StartsWith(wanted.SecretPrefix, StringComparison.Ordinal)))
        {
            if (password.KeyId != plan.Record?.SecretKeyId && Reason(plan, password, isRenewing) is { } reason)
            {
                plan.Steps.Add(new RemoveSecret(password, reason));
            }
        }
    }

    private static string? Reason(PlanBuilder plan, PasswordState password, bool isRenewing)
    {
        var age = plan.Now - password.Start;
        if (plan.Record is not { } record)
        {
            // What no connector is there for, none holds.
            return plan.Dataverse.Connector is null && age > LongestRun ? Unused : null;
        }

        // The record says which secrets the row has held only as long as nobody else has written the row.
        if (!plan.IsRowOurs)
        {
            return null;
        }

        var isOver = !isRenewing && plan.Now - record.SecretSince >= Overlap;
        return record.Former is not { } former ? (isOver && age >= Overlap ? Replaced : null)
            : former.Contains(DeploymentRecord.SecretKey(password.KeyId)) ? (isOver ? Replaced : null)
            : age > LongestRun ? Unused
            : null;
    }
}
