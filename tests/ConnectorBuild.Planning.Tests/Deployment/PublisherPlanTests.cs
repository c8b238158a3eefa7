using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Planning.Tests.Deployment;

/// <summary>An existing publisher stays as it is; the plan says what differs from the project.</summary>
public sealed class PublisherPlanTests
{
    private static readonly PublisherDetails Wanted = new()
    {
        DisplayName = "Contoso Ltd.",
        Description = "Connectors.",
        Email = "team@contoso.com",
        Url = "https://contoso.com",
        OptionValuePrefix = 72700,
    };

    private static DesiredState Desired(PublisherDetails details) =>
        Contoso.Desired() is var desired ? desired with { Solution = desired.Solution with { PublisherDetails = details } } : null!;

    private static DeploymentPlan Plan(PublisherDetails wanted, PublisherDetails? there)
    {
        var desired = Desired(wanted);
        var observed = Observed.Deployed(desired);
        var solution = observed.Dataverse.Solution! with { Publisher = observed.Dataverse.Publisher! with { Details = there } };
        return DeploymentPlanner.Plan(desired, observed with { Dataverse = observed.Dataverse with { Solution = solution } }, Observed.Now);
    }

    [Fact]
    public void Plan_PublisherAsWanted_SaysNothing() => Assert.Empty(Plan(Wanted, Wanted).Diagnostics);

    [Fact]
    public void Plan_ProjectThatSaysNothing_IsComparedWithNothing() => Assert.Empty(Plan(new(), Wanted).Diagnostics);

    [Fact]
    public void Plan_EachDifference_IsToldAndChangesNothing()
    {
        foreach (var (there, setting) in new[]
        {
            (Wanted with { DisplayName = "Fabrikam" }, "ConnectorPublisherDisplayName"),
            (Wanted with { Description = null }, "ConnectorPublisherDescription"),
            (Wanted with { Email = "x@contoso.com" }, "ConnectorPublisherEmail"),
            (Wanted with { Url = null }, "ConnectorPublisherUrl"),
            (Wanted with { OptionValuePrefix = 10000 }, "ConnectorPublisherOptionValuePrefix"),
        })
        {
            var plan = Plan(Wanted, there);

            var finding = Assert.Single(plan.Diagnostics);
            Assert.Equal(("CB8015", DiagnosticSeverity.Info), (finding.Id, finding.Severity));
            Assert.Contains(setting, finding.Message, StringComparison.Ordinal);
            Assert.Empty(plan.Steps);
        }
    }

    [Fact]
    public void Plan_NoPublisher_CreatesTheWholeOne()
    {
        var plan = DeploymentPlanner.Plan(Desired(Wanted), Observed.Nothing, Observed.Now);

        Assert.Equal(Wanted, Assert.IsType<CreatePublisher>(plan.Steps[0]).Solution.PublisherDetails);
        Assert.Equal(72700, ((CreatePublisher)plan.Steps[0]).Solution.OptionValuePrefix);
    }
}
