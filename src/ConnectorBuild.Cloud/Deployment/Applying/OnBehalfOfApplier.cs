using System.Diagnostics;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Deployment.Applying;

/// <summary>Carries out the steps of on-behalf-of sign-in.</summary>
internal sealed class OnBehalfOfApplier(ApplicationExposure exposure, bool isShared)
{
    public async Task<string?> ApplyAsync(OnBehalfOfStep step, ApplicationState application, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case AddIdentifierUri:
                var uri = OnBehalfOf.IdentifierUri(application.AppId);
                await exposure.AddIdentifierUriAsync(application, uri, isShared, cancellationToken).ConfigureAwait(false);
                return uri;

            case AddAccessScope:
                await exposure.AddScopeAsync(application, OnBehalfOf.ScopeName, isShared, cancellationToken).ConfigureAwait(false);
                return null;

            case CreatePlatformPrincipal:
                await exposure.EnsurePlatformAsync(cancellationToken).ConfigureAwait(false);
                return null;

            case Preauthorize preauthorize:
                await exposure.PreauthorizeAsync(application, preauthorize.Scope, isShared, cancellationToken).ConfigureAwait(false);
                return null;

            default:
                throw new UnreachableException($"No rule for {step.GetType().Name}.");
        }
    }
}
