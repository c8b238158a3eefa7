using Azure.Core;
using Azure.Identity;
using ConnectorBuild.Deployment;
using ConnectorBuild.Rules;

namespace ConnectorBuild.Entra;

/// <summary>The check that stands before every write: who is signed in, and in which tenant.</summary>
internal static class SignIn
{
    /// <summary>Gets a token and compares its tenant with the target's.</summary>
    /// <exception cref="ConnectorException">CB7001, CB7002: no token; CB7003: a token of another tenant.</exception>
    public static async Task<SignedInIdentity> RequireTenantAsync(
        TokenCredential credential, string scope, DeploymentTarget target, string service, CancellationToken cancellationToken)
    {
        AccessToken token;
        try
        {
            token = await credential.GetTokenAsync(new TokenRequestContext([scope], isCaeEnabled: service == "Entra"), cancellationToken).ConfigureAwait(false);
        }
        catch (AuthenticationFailedException e)
        {
            throw GraphErrors.SignInFailed(e, service);
        }

        var identity = SignedInIdentity.FromToken(token.Token);
        return identity.TenantId == target.TenantId
            ? identity
            : throw new ConnectorException(new Diagnostic(
                EntraDiagnostics.WrongTenant,
                $"Signed in to {service} as {identity}, but environment '{target.Name}' is in tenant {target.TenantId}. Nothing was changed. Sign in to the environment's tenant, or correct TenantId in the project."));
    }
}
