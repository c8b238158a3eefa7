using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Deployment.Retirement;

/// <summary>Whether the platform's authorization goes with a connector.</summary>
internal static class OnBehalfOfRetirement
{
    /// <summary>
    /// It goes where nothing else can need it: no other connector of the environment has the app, and no other environment. The scope and
    /// the Application ID URI stay in any case.
    /// </summary>
    public static bool Goes(DesiredApplication wanted, ApplicationState application, DataverseObservation dataverse) =>
        wanted.IsOnBehalfOf
        && !wanted.IsShared
        && application.Api.Preauthorized.Any(p => string.Equals(p.AppId, OnBehalfOf.PlatformAppId, StringComparison.OrdinalIgnoreCase))
        && !dataverse.OnBehalfOf.Any(c => c.ClientIds.Contains(application.AppId));
}
