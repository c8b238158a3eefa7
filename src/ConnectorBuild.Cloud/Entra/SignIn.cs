using Azure.Core;
using Azure.Identity;
using ConnectorBuild.Cloud.Entra.Credentials;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Entra;

/// <summary>The check before every write: who is signed in, and in which tenant.</summary>
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
            token = await credential.GetTokenAsync(new TokenRequestContext([scope], isCaeEnabled: service == "Entra"), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (AuthenticationFailedException e)
        {
            throw GraphErrors.SignInFailed(e, service, target);
        }

        var candidates = credential as CandidateCredential;
        var identity = SignedInIdentity.FromToken(token.Token) with { Way = candidates?.Taken, PassedOver = candidates?.PassedOver ?? [] };
        return identity.TenantId == target.TenantId
            ? identity
            : throw new ConnectorException(new Diagnostic(
                EntraDiagnostics.WrongTenant,
                $"Signed in to {service} as {identity}, but environment '{target.Name}' is in tenant {target.TenantId}. Nothing was "
                    + "changed. Sign in to the environment's tenant, or correct TenantId in the project."));
    }

    /// <summary>
    /// The failure of two sign-ins at once, reported once where it is the same: one credential that is refused is one thing to fix.
    /// </summary>
    /// <param name="entra">Why signing in to Entra failed.</param>
    /// <param name="dataverse">Why signing in to Dataverse failed.</param>
    /// <param name="target">The environment.</param>
    public static ConnectorException Merge(ConnectorException entra, ConnectorException dataverse, DeploymentTarget target)
    {
        if (entra.Diagnostics.SequenceEqual(dataverse.Diagnostics))
        {
            return entra;
        }

        if (entra.Diagnostics[0].Id != dataverse.Diagnostics[0].Id || Reason(entra) != Reason(dataverse))
        {
            return new ConnectorException([.. entra.Diagnostics, .. dataverse.Diagnostics], entra);
        }

        return Failure(entra) is { } failure ? GraphErrors.SignInFailed(failure, "Entra and Dataverse", target) : entra;
    }

    private static AuthenticationFailedException? Failure(ConnectorException e) =>
        ConnectionFailure.Flatten(e).OfType<AuthenticationFailedException>().FirstOrDefault();

    // The credential that was refused, and the service's code.
    private static (string? Way, string? Code) Reason(ConnectorException e) =>
        (ConnectionFailure.Flatten(e).OfType<SignInRefusedException>().FirstOrDefault()?.Way,
            Failure(e) is { } failure
                ? ConnectionFailure.Flatten(failure).Select(x => AadstsCodes.Find(x.Message)).FirstOrDefault(c => c is not null)
                : null);
}
