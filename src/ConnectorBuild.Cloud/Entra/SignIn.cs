using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Identity;
using ConnectorBuild.Cloud.Entra.Credentials;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Entra;

/// <summary>The check before every write: who is signed in, and in which tenant.</summary>
internal static partial class SignIn
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
            throw GraphErrors.SignInFailed(e, service, target);
        }

        var candidates = credential as CandidateCredential;
        var identity = SignedInIdentity.FromToken(token.Token) with { Way = candidates?.Taken, PassedOver = candidates?.PassedOver ?? [] };
        return identity.TenantId == target.TenantId
            ? identity
            : throw new ConnectorException(new Diagnostic(
                EntraDiagnostics.WrongTenant,
                $"Signed in to {service} as {identity}, but environment '{target.Name}' is in tenant {target.TenantId}. Nothing was changed. Sign in to the environment's tenant, or correct TenantId in the project."));
    }

    /// <summary>What both sign-ins met, reported once where it is the same: one credential that is refused is one thing to fix.</summary>
    public static IReadOnlyList<Diagnostic> Merge(IReadOnlyList<Diagnostic> entra, IReadOnlyList<Diagnostic> dataverse)
    {
        var rest = dataverse.Where(d => !entra.Any(e => e.Id == d.Id && Reason(e) == Reason(d))).ToList();
        var shared = entra.Where(e => dataverse.Any(d => d.Id == e.Id && Reason(d) == Reason(e)));
        return
        [
            .. entra.Except(shared),
            .. shared.Select(e => e with { Message = Rename(e.Message, "Entra and Dataverse") }),
            .. rest,
        ];
    }

    // Entra ends each of its texts with ids and the time of that one request.
    private static string Reason(Diagnostic diagnostic) => OneRequest().Replace(
        Rename(diagnostic.Message, "Dataverse"), "");

    private static string Rename(string message, string service) => message
        .Replace(" to Entra ", $" to {service} ", StringComparison.Ordinal)
        .Replace(" to Entra:", $" to {service}:", StringComparison.Ordinal);

    [GeneratedRegex(@"\s*(Trace ID|Correlation ID|Timestamp): \S+( \d\d:\d\d:\d\dZ)?")]
    private static partial Regex OneRequest();
}
