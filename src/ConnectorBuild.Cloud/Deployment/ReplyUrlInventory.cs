using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Deployment;

/// <summary>Which reply URL of an app belongs to whom. A pure function.</summary>
public static class ReplyUrlInventory
{
    /// <summary>The reply URLs with their owners.</summary>
    /// <param name="desired">The app that is asked about.</param>
    /// <param name="application">What is on it.</param>
    /// <param name="connectors">All connectors of the environment: row name and the redirect URLs that it has.</param>
    public static IReadOnlyList<ReplyUrlOwner> Create(
        DesiredApplication desired, ApplicationState application, IReadOnlyList<(string Name, IReadOnlyList<string> Urls)> connectors)
    {
        ArgumentNullException.ThrowIfNull(desired);
        ArgumentNullException.ThrowIfNull(application);
        return [.. application.RedirectUris.Select(url =>
        {
            var connector = connectors.FirstOrDefault(c => c.Urls.Contains(url, StringComparer.Ordinal)).Name;
            var tag = application.Tags.FirstOrDefault(
                t => t.StartsWith(DesiredApplication.Tag + ":", StringComparison.Ordinal)
                    && t.EndsWith(":" + ContentHash.Of(url), StringComparison.Ordinal));
            var environment = tag?.Split(':') is [_, .. var middle, _] ? string.Join(':', middle) : null;
            return new ReplyUrlOwner(url, connector, environment, connector is null && tag == desired.ReplyUrlTag(url));
        })];
    }
}
