using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment.Planning;

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
                ReportErased(plan, url);
            }
            else if (plan.Application is { } application)
            {
                plan.Needs.Add($"Add the redirect URI {url} (platform Web, to the letter) to app '{application.DisplayName}' ({application.AppId}).");
            }
        }

        // Before anything is written: no secret and no connector for an app that users could not come back to.
        if (plan.Steps.Any(s => s is AddReplyUrl) && plan.Application is { } full && full.RedirectUris.Length >= ApplicationRegistry.MaxRedirectUris)
        {
            plan.Diagnostics.Add(ApplicationRegistry.NoRoom(full.RedirectUris.Length, wanted.IsShared));
        }
    }

    private static void ReportErased(PlanBuilder plan, string url)
    {
        if (plan.Application is { } application && plan.Record?.ClientId == application.AppId
            && plan.Record.RedirectUrls.Contains(url, StringComparer.Ordinal) && plan.Observed.Entra!.Deleted is null)
        {
            plan.Diagnostics.Add(new Diagnostic(
                EntraDiagnostics.ReplyUrlErased,
                $"Reply URL {url} was on app '{application.DisplayName}' after the last deployment and is gone: somebody removed it, "
                    + "or another deployment wrote the list from a read that did not see it yet. It is added again; until then "
                    + "sign-in ends with AADSTS50011."));
        }
    }
}
