using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>Solution and publisher: made where missing, refused where they are not the project's.</summary>
internal static class SolutionPlanner
{
    public static void Plan(PlanBuilder plan)
    {
        var wanted = plan.Desired.Solution;
        var url = plan.Desired.Target.DataverseUrl;
        if (plan.Dataverse.Solution is { } solution)
        {
            RequirePrefix(plan, solution);
            if (solution.IsManaged)
            {
                plan.Diagnostics.Add(new Diagnostic(
                    DataverseDiagnostics.SolutionManaged,
                    $"Solution '{solution.UniqueName}' is managed in {url}, so the connector cannot be written there directly. Nothing "
                        + $"was changed. Set Managed=\"true\" on environment '{plan.Desired.Target.Name}' of the project to have the "
                        + "managed package imported, or deploy to the environment in which it is developed."));
            }

            plan.Unchanged.Add($"solution '{solution.UniqueName}' {solution.Version}");
            return;
        }

        if (plan.Dataverse.Publisher is { } publisher)
        {
            plan.Unchanged.Add($"publisher '{publisher.UniqueName}' with prefix '{publisher.Prefix}'");
        }
        else
        {
            plan.Steps.Add(new CreatePublisher(wanted));
        }

        plan.Steps.Add(new CreateSolution(wanted));
    }

    internal static void RequirePrefix(PlanBuilder plan, SolutionState solution)
    {
        var wanted = plan.Desired.Solution;
        if (!string.Equals(solution.PublisherPrefix, wanted.PublisherPrefix, StringComparison.OrdinalIgnoreCase))
        {
            plan.Diagnostics.Add(new Diagnostic(
                DataverseDiagnostics.PrefixMismatch,
                $"Solution '{solution.UniqueName}' exists in {plan.Desired.Target.DataverseUrl} with a publisher whose prefix is "
                    + $"'{solution.PublisherPrefix}', but the project's ConnectorPublisherPrefix is '{wanted.PublisherPrefix}'. The "
                    + "prefix is part of names that cannot be changed later. Nothing was changed. Set ConnectorPublisherPrefix to "
                    + $"'{solution.PublisherPrefix}', or name another ConnectorSolutionName."));
        }
    }
}
