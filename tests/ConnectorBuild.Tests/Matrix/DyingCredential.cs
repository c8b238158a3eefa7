using Azure.Core;

namespace ConnectorBuild.Tests.Matrix;

/// <summary>Every request needs a token: from one on there is none, and so nothing more leaves the process, no cleaning up either.</summary>
/// <param name="inner">The credential of a process that lives.</param>
/// <param name="at">The request, counted from 1, that is not made; null for a process that lives.</param>
internal sealed class DyingCredential(TokenCredential inner, int? at) : TokenCredential
{
    private int _count;

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        Next();
        return inner.GetToken(requestContext, cancellationToken);
    }

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        Next();
        return inner.GetTokenAsync(requestContext, cancellationToken);
    }

    private void Next()
    {
        if (Interlocked.Increment(ref _count) >= at)
        {
            throw new OperationCanceledException("The process was killed.");
        }
    }
}
