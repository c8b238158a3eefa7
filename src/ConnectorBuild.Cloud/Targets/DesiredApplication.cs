using System.Collections.Immutable;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Targets;

/// <summary>The app registration that the connector signs in with.</summary>
public sealed record DesiredApplication
{
    /// <summary>What every app that we make is tagged with.</summary>
    public const string Tag = "ConnectorBuild";

    /// <summary>The alternate key that it is found by, unless <see cref="ClientId"/> says otherwise.</summary>
    public required string UniqueName { get; init; }

    /// <summary>What people see; set when the app is made and theirs from then on.</summary>
    public required string DisplayName { get; init; }

    /// <summary><c>AzureADMyOrg</c> or <c>AzureADMultipleOrgs</c>.</summary>
    public required string Audience { get; init; }

    /// <summary>The resource APIs and scopes that the connector asks for.</summary>
    public required IReadOnlyList<ResourceScopes> Resources { get; init; }

    /// <summary>What the display names of our secrets start with.</summary>
    public required string SecretPrefix { get; init; }

    /// <summary>Client id of an app that exists; null to find it by <see cref="UniqueName"/> or make it.</summary>
    public string? ClientId { get; init; }

    /// <summary><c>EntraMode=Verify</c>: the app is another team's; nothing in Entra is written.</summary>
    public bool IsVerifiedOnly { get; init; }

    /// <summary><c>AppScope=Shared</c>: several environments sign in with it.</summary>
    public bool IsShared { get; init; }

    /// <summary>Where the secret comes from.</summary>
    public SecretSource Secret { get; init; } = SecretSource.Minted;

    /// <summary>The lifetime asked for a new secret.</summary>
    public TimeSpan SecretLifetime { get; init; } = TimeSpan.FromDays(180);

    /// <summary>A secret with less left is renewed.</summary>
    public TimeSpan RenewBefore { get; init; } = TimeSpan.FromDays(30);

    /// <summary>
    /// Replace a secret that was minted up to this moment, even where it would do: <c>rotate-secret</c> gives the moment at which it was asked,
    /// so that of several at once one mints. Null: only as a secret expires.
    /// </summary>
    public DateTimeOffset? RotateAsOf { get; init; }

    /// <summary>Whether admin consent is given for all users.</summary>
    public bool GrantAdminConsent { get; init; }

    /// <summary>Whether permissions that the connector does not need are taken from the app.</summary>
    public bool PrunePermissions { get; init; }

    /// <summary>Whether the platform exchanges tokens on behalf of the signed-in user, for which the app exposes a scope.</summary>
    public bool IsOnBehalfOf { get; init; }

    /// <summary>Whether two connectors of one environment that sign in on behalf of users may have the app.</summary>
    public bool AllowsSharedApp { get; init; }

    /// <summary>Row names of the other on-behalf-of connectors that the same run deploys with this app.</summary>
    public ImmutableArray<string> Companions { get; init; } = [];

    /// <summary>Notes of an app that is made.</summary>
    public string Notes { get; init; } = "";

    /// <summary>
    /// What to do where the tenant does not have one of <see cref="Resources"/>, by resource, for places where the general advice does
    /// not help.
    /// </summary>
    public IReadOnlyDictionary<string, string> ResourceAdvice { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>What the tenant wants app registrations to carry; null for nothing.</summary>
    public string? ServiceManagementReference { get; init; }

    /// <summary>Tags of an app that is made.</summary>
    public ImmutableArray<string> Tags { get; init; } = [Tag];

    /// <summary>
    /// How long before its end a secret is renewed: with a short lifetime granted, a fixed number of days would renew in every run.
    /// </summary>
    /// <param name="lifetime">The secret's lifetime as granted.</param>
    internal TimeSpan EffectiveRenewBefore(TimeSpan lifetime)
    {
        var third = lifetime / 3;
        return RenewBefore < third ? RenewBefore : third;
    }

    /// <summary>The environment's part in <see cref="ReplyUrlTag"/>.</summary>
    public string EnvironmentKey { get; init; } = "";

    /// <summary>The tag by which a reply URL that we added is known again: whose environment it is, and which URL.</summary>
    public string ReplyUrlTag(string url) => $"{ReplyUrlTagPrefix}{ContentHash.Of(url)}";

    /// <summary>What the tags of this environment's reply URLs start with.</summary>
    public string ReplyUrlTagPrefix => $"{Tag}:{EnvironmentKey}:";
}
