using Azure.Core;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Applying;
using ConnectorBuild.Cloud.Deployment.Approval;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Entra.Credentials;
using ConnectorBuild.Cloud.Targets;

namespace ConnectorBuild.Planning.Tests.Deployment;

/// <summary>
/// Every member of a closed set has a rule of its own wherever the set is decided on; none falls to a last arm that was meant for
/// another.
/// </summary>
public sealed class ClosedSetTests
{
    private static readonly DesiredState Desired = Contoso.Desired();

    public static TheoryData<CredentialKind> Credentials => [.. Enum.GetValues<CredentialKind>()];

    [Fact]
    public void Samples_AreOfEveryKindOfStep() => Assert.Equal(
        typeof(DeploymentStep).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(DeploymentStep)) && !t.IsAbstract).Select(t => t.Name)
            .Order(StringComparer.Ordinal),
        StepSamples.OfDeployments.Concat(StepSamples.OfRetirements).Select(s => s.GetType().Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Step_OfEveryKind_HasANounAndAnIdOfItsOwn()
    {
        var all = StepSamples.OfDeployments.Concat(StepSamples.OfRetirements).ToList();

        Assert.All(all, s => Assert.NotEmpty(s.Thing));
        Assert.Equal(all.Count, all.Select(s => (s.GetType(), s.Id)).Distinct().Count());
        Assert.All(Enum.GetValues<StepThing>(), t => Assert.Contains(all, s => s.Id.Thing == t));
    }

    [Fact]
    public void Step_OfEveryKindOfDeployment_SaysWhatItNeedsAndProvides()
    {
        var completed = StepSamples.OfDeployments.Select(new StepFacts(Desired).Complete).ToList();

        Assert.All(completed, s => Assert.DoesNotContain(s.Provides, s.Needs.Contains));
        Assert.All(Enum.GetValues<FactKind>(), f => Assert.Contains(completed, s => s.Provides.Any(p => p.Kind == f)));
        Assert.All(completed, s => Assert.NotEmpty(ApprovedStep.Create(s).Id.Thing));
    }

    // Without clouds it cannot be carried out; what is asked here is whether there is a rule for it.
    [Fact]
    public async Task Applier_OfEveryKindOfDeploymentStep_HasARule()
    {
        foreach (var step in StepSamples.OfDeployments)
        {
            var applier = new StepApplier(Desired, Observed.Nothing, null!, null!, null!, TimeProvider.System, null, null, null!);

            var e = await Record.ExceptionAsync(() => applier.ApplyAsync(step, TestContext.Current.CancellationToken));

            Assert.False(e is ArgumentException, $"{step.GetType().Name}: {e?.Message}");
        }

        foreach (var step in StepSamples.OfRetirements)
        {
            var applier = new StepApplier(Desired, Observed.Nothing, null!, null!, null!, TimeProvider.System, null, null, null!);
            await Assert.ThrowsAsync<ArgumentException>(() => applier.ApplyAsync(step, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public void Planner_OfEveryRoute_IsItsOwn()
    {
        Route[] routes = [new DirectRoute(), StepSamples.OfDeployments.OfType<ImportSolution>().Single().Route];

        Assert.Equal(
            typeof(Route).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Route))).ToHashSet(),
            routes.Select(r => r.GetType()).ToHashSet());
        var planners = routes.Select(r => RoutePlanner.Of(new PlanBuilder(Desired with { Route = r }, Observed.Nothing, Observed.Now)).GetType());
        Assert.Equal([typeof(DirectPlanner), typeof(ImportPlanner)], planners);
    }

    [Theory]
    [MemberData(nameof(Credentials))]
    public void Credential_OfEveryKind_IsItsOwn_AndOnlyTwoPromptAPerson(CredentialKind kind)
    {
        var factory = new CredentialFactory(
            name => name is "AZURE_CLIENT_CERTIFICATE_PATH" ? null : $"https://{name.ToLowerInvariant()}.example", prefix: null,
            Contoso.Target, _ => Task.CompletedTask);

        _ = factory.MissingFor(kind, isNamed: true);
        var way = factory.Way(kind);
        var credential = factory.Create(kind);

        Assert.StartsWith(kind.ToString(), way.Text, StringComparison.Ordinal);
        Assert.Equal(kind is CredentialKind.Browser or CredentialKind.DeviceCode, credential is OnePromptCredential);
        Assert.Equal(
            kind is CredentialKind.AzureCli or CredentialKind.AzurePowerShell or CredentialKind.AzureDeveloperCli or CredentialKind.Browser or CredentialKind.DeviceCode,
            !CredentialFactory.ReadsVariables(kind));
    }

    [Fact]
    public void Credential_OfNoKindThatThereIs_IsADefectAndNotAPrompt()
    {
        var factory = new CredentialFactory(_ => null, prefix: null, Contoso.Target, _ => Task.CompletedTask);
        const CredentialKind none = (CredentialKind)999;

        Assert.ThrowsAny<Exception>(() => factory.MissingFor(none, isNamed: true));
        Assert.ThrowsAny<Exception>(() => CredentialFactory.ReadsVariables(none));
        Assert.ThrowsAny<Exception>(() => factory.Way(none));
        Assert.ThrowsAny<Exception>(() => factory.Create(none));
    }

    [Fact]
    public void Words_OfEveryMember_AreItsOwn()
    {
        Unique(Enum.GetValues<SecretSourceKind>().Select(k => new SecretSource(k, "x").ToString()));
        Unique(Enum.GetValues<SecretReasonKind>().Select(k => new SecretReason(k, Observed.Now).ToString()));
        Unique(Enum.GetValues<StepThing>().Select(t => PlanWords.Of(t)));
        Unique(Enum.GetValues<FactKind>().Select(f => PlanWords.Of(f)));
        Unique(Enum.GetValues<ChangeKind>().Select(k => PlanWords.Of(k)));

        static void Unique(IEnumerable<string> words)
        {
            var all = words.ToList();
            Assert.DoesNotContain("", all);
            Assert.Equal(all.Count, all.Distinct(StringComparer.Ordinal).Count());
        }
    }

    [Fact]
    public void Omission_OfEveryKind_IsTold()
    {
        var desired = Desired with { Route = StepSamples.OfDeployments.OfType<ImportSolution>().Single().Route };
        var package = desired.Import().Package;
        string[] types = [ComponentTypes.Connector, ComponentTypes.Reference, ComponentTypes.Variable, "workflow", "table"];
        var observed = Observed.Nothing with
        {
            Dataverse = Observed.Nothing.Dataverse with
            {
                Solution = new SolutionState(Guid.NewGuid(), desired.Solution.UniqueName, IsManaged: true, "0.0.0.1", "contoso"),
                Omitted = [.. types.Select(t => new OmittedComponent(t, $"contoso_{t}", "Name", null))],
            },
        };

        var told = OmissionPlanner.Explain(OmissionPlanner.Deleted(new PlanBuilder(desired, observed, Observed.Now), package)).ToList();

        Assert.Equal(types.Length, told.Distinct().Count());
    }
}
