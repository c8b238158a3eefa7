using Azure.Core;
using ConnectorBuild.Cloud.Targets;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>Azure.Identity renews a token by the machine's clock before its hour is over; here it is renewed by the test's.</summary>
internal sealed class RenewedCredential(CloudTest test, DeploymentTarget target) : TokenCredential
{
    private TokenCredential _current = test.Credential(target);
    private DateTimeOffset _since = test.Clock.GetUtcNow();

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        Current().GetToken(requestContext, cancellationToken);

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        Current().GetTokenAsync(requestContext, cancellationToken);

    private TokenCredential Current()
    {
        if (test.Clock.GetUtcNow() - _since > TimeSpan.FromMinutes(30))
        {
            (_current, _since) = (test.Credential(target), test.Clock.GetUtcNow());
        }

        return _current;
    }
}
