using Azure.Core;
using Azure.Identity;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Entra.Credentials;

/// <summary>
/// The ways that this process has the means for, in order: the first that gives a token is taken. A refusal ends it, because continuing as
/// somebody else would hide the refusal.
/// </summary>
/// <param name="candidates">The ways with their credentials.</param>
/// <param name="problem">What is wrong with a way's own files, if anything is; asked when it failed.</param>
internal sealed class CandidateCredential(
    IReadOnlyList<(CredentialWay Way, TokenCredential Credential)> candidates,
    Func<CredentialKind, Exception, ConnectorException?> problem) : TokenCredential
{
    private volatile string? _taken;
    private volatile IReadOnlyList<string> _passedOver = [];

    /// <summary>The way that gave the last token; null before the first.</summary>
    public string? Taken => _taken;

    /// <summary>What the ways before it lacked when they were asked, a line each.</summary>
    public IReadOnlyList<string> PassedOver => _passedOver;

    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        var lacking = new List<string>();
        CredentialUnavailableException? last = null;
        foreach (var (way, credential) in candidates)
        {
            try
            {
                var token = await credential.GetTokenAsync(requestContext, cancellationToken).ConfigureAwait(false);
                (_taken, _passedOver) = (way.Text, lacking);
                return token;
            }
            catch (AuthenticationFailedException e)
            {
                last = Next(way, e, lacking);
            }
        }

        throw new CredentialUnavailableException(string.Join(' ', lacking), last);
    }

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        var lacking = new List<string>();
        CredentialUnavailableException? last = null;
        foreach (var (way, credential) in candidates)
        {
            try
            {
                var token = credential.GetToken(requestContext, cancellationToken);
                (_taken, _passedOver) = (way.Text, lacking);
                return token;
            }
            catch (AuthenticationFailedException e)
            {
                last = Next(way, e, lacking);
            }
        }

        throw new CredentialUnavailableException(string.Join(' ', lacking), last);
    }

    private CredentialUnavailableException Next(CredentialWay way, AuthenticationFailedException e, List<string> lacking)
    {
        if (ConnectionFailure.Flatten(e).OfType<ConnectorException>().FirstOrDefault() is { } known)
        {
            throw new ConnectorException(known.Diagnostics, e);
        }

        if (problem(way.Kind, e) is { } explained)
        {
            throw explained;
        }

        if (e is not CredentialUnavailableException unavailable)
        {
            throw new SignInRefusedException(way.Text, e);
        }

        lacking.Add($"{way.Text}: {e.Message.TrimEnd('.')}.");
        return unavailable;
    }
}

/// <summary>A way to sign in, as messages name it.</summary>
/// <param name="Kind">The way.</param>
/// <param name="Text">With the variables that it reads.</param>
internal sealed record CredentialWay(CredentialKind Kind, string Text);
