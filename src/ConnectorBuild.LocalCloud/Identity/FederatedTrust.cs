namespace ConnectorBuild.LocalCloud.Identity;

/// <summary>The tokens that an app without a secret trusts.</summary>
/// <param name="Issuer">The <c>iss</c> of the tokens.</param>
/// <param name="Subject">Their <c>sub</c>.</param>
/// <param name="Audience">Their <c>aud</c>.</param>
internal sealed record FederatedTrust(string Issuer, string Subject, string Audience);
