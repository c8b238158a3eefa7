using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Planning;

namespace ConnectorBuild.Cloud.Deployment.Applying;

/// <summary>Which secrets of ours a connector held before it gets another one, or may have held.</summary>
internal static class FormerSecrets
{
    /// <summary>The secrets as <see cref="DeploymentRecord.Former"/> keeps them; null for too many.</summary>
    /// <param name="observed">The state before.</param>
    /// <param name="prefix">What the names of our secrets start with.</param>
    /// <param name="minted">The new secret; null for one that was brought.</param>
    public static IReadOnlyList<string>? Of(ObservedState observed, string prefix, Guid? minted)
    {
        var (record, row) = (observed.Dataverse.Record.Record, observed.Dataverse.Connector);
        var held = record?.SecretKeyId is { } known ? [known] : new List<Guid>();
        if (row is not null && record?.RowETag != row.ETag)
        {
            // Somebody else has written the row: a run that was stopped may have given it any secret since.
            held.AddRange((observed.Entra?.Application?.Passwords ?? [])
                .Where(p => p.DisplayName.StartsWith(prefix, StringComparison.Ordinal) && (record?.SecretSince is not { } since || p.Start >= since))
                .Select(p => p.KeyId));
        }

        var former = held.Where(id => id != minted).Distinct().Select(DeploymentRecord.SecretKey).ToList();
        return former.Count > DeploymentRecord.MaxFormer ? null : former;
    }
}
