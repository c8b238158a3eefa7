using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>An existing publisher is never changed. The plan reports where the publisher differs from the project.</summary>
internal static class PublisherPlanner
{
    public static void Compare(PlanBuilder plan)
    {
        var publisher = plan.Dataverse.Solution is { } solution ? solution.Publisher : plan.Dataverse.Publisher;
        if (publisher?.Details is not { } there || (plan.Dataverse.Solution is null && IsMadeByImport(plan, publisher)))
        {
            return;
        }

        var wanted = plan.Desired.Solution.PublisherDetails;
        string[] differences =
        [
            .. Difference("ConnectorPublisherDisplayName", there.DisplayName, wanted.DisplayName),
            .. Difference("ConnectorPublisherDescription", there.Description, wanted.Description),
            .. Difference("ConnectorPublisherEmail", there.Email, wanted.Email),
            .. Difference("ConnectorPublisherUrl", there.Url, wanted.Url),
            .. Difference("ConnectorPublisherOptionValuePrefix", there.OptionValuePrefix, wanted.OptionValuePrefix),
        ];
        if (differences.Length > 0)
        {
            plan.Diagnostics.Add(new Diagnostic(
                DataverseDiagnostics.PublisherDiffers,
                $"Publisher '{SafeText.OneLine(publisher.UniqueName)}' in {plan.Desired.Target.DataverseUrl} differs from the project: "
                    + $"{string.Join(", ", differences)}. A deployment leaves an existing publisher as it is, because other solutions "
                    + "may belong to it. Change it in the maker portal (Solutions, Publishers), or take its texts into the project."));
        }
    }

    // An import finds its publisher by the unique name; another publisher of the same prefix is not the solution's.
    private static bool IsMadeByImport(PlanBuilder plan, PublisherState publisher) =>
        plan.Desired.Route is ImportRoute
            && !string.Equals(publisher.UniqueName, plan.Desired.Solution.PublisherName, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Difference<T>(string setting, T? there, T? wanted) =>
        wanted is null || Equals(there, wanted)
            ? []
            : [$"{setting} is '{SafeText.OneLine($"{wanted}")}' and the publisher has {(there is null ? "none" : $"'{SafeText.OneLine($"{there}")}'")}"];
}
