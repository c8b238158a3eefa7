using Azure.Core;

namespace ConnectorBuild.Cloud.Entra.Credentials;

/// <summary>
/// Asks a person once: Graph and Dataverse want their tokens at the same moment, and each would prompt. The second one waits and is
/// served from the first one's sign-in.
/// </summary>
/// <param name="inner">Prompts, and remembers who signed in.</param>
internal sealed class OnePromptCredential(TokenCredential inner) : TokenCredential, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Azure.Identity remembers people apart for tokens with and without continuous access evaluation; the Graph SDK asks for the former.
            var context = new TokenRequestContext(
                requestContext.Scopes, requestContext.ParentRequestId, requestContext.Claims, requestContext.TenantId,
                isCaeEnabled: false);
            return await inner.GetTokenAsync(context, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        inner.GetToken(requestContext, cancellationToken);

    public void Dispose() => _turn.Dispose();
}
