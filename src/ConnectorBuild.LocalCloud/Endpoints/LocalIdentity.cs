namespace ConnectorBuild.LocalCloud.Endpoints;

/// <summary>An app that can sign in with a client secret.</summary>
/// <param name="ClientId">The app's client id.</param>
/// <param name="ClientSecret">Its secret.</param>
/// <param name="TenantId">The tenant.</param>
/// <param name="ObjectId">The object id of its service principal, the <c>oid</c> of its tokens.</param>
/// <param name="DisplayName">Its display name.</param>
public sealed record LocalIdentity(string ClientId, string ClientSecret, string TenantId, string ObjectId, string DisplayName)
{
    /// <summary>Everything but the secret.</summary>
    public override string ToString() => $"{DisplayName} ({ClientId}) in {TenantId}";
}
