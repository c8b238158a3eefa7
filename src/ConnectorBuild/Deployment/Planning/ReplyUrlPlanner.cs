using ConnectorBuild.Dataverse;
using ConnectorBuild.Entra;

namespace ConnectorBuild.Deployment.Planning;

/// <summary>The connector's redirect URLs on the app: added where missing, never replaced.</summary>
internal static class ReplyUrlPlanner
{
    public static void Plan(PlanBuilder plan)
    {
        if (plan.Desired.Application is not { } wanted)
        {
            return;
        }

        var urls = plan.Dataverse.Connector is { } row
            ? ConnectorSignIn.RedirectUrls(row[ConnectorColumns.ConnectionParameters], row[ConnectorColumns.ConnectionParameterSets])
            : [];
        if (urls.Count == 0 && !wanted.IsVerifiedOnly)
        {
            plan.Steps.Add(new AddReplyUrl(null));
        }

        foreach (var url in urls)
        {
            if (plan.Application?.RedirectUris.Contains(url, StringComparer.Ordinal) == true)
            {
                plan.Unchanged.Add($"reply URL {url}");
            }
            else if (!wanted.IsVerifiedOnly)
            {
                plan.Steps.Add(new AddReplyUrl(url));
            }
            else if (plan.Application is { } application)
            {
                plan.Needs.Add($"Add the redirect URI {url} (platform Web, to the letter) to app '{application.DisplayName}' ({application.AppId}).");
            }
        }
    }
}
