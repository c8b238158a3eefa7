using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Routes;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Projects;
using ConnectorBuild.Tests.AgainstLocalCloud;

namespace ConnectorBuild.Planning.Tests.Deployment;

/// <summary>Plans of the route Solution, as pure functions.</summary>
public sealed class ImportPlannerTests : IDisposable
{
    private readonly ProjectFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("nothing", "")]
    [InlineData("environment is empty", "Create application|Create service principal|Add secret|Create solution|Update sign-in|Add reply URL|Create record")]
    [InlineData("version", "Add secret|Update solution|Update sign-in|Update record")]
    [InlineData("column", "Add secret|Update solution|Update sign-in|Update record")]
    [InlineData("client id", "Update value")]
    [InlineData("secret is old", "Add secret|Update sign-in|Update record")]
    [InlineData("reply URL", "Add reply URL")]
    [InlineData("package", "Update record")]
    [InlineData("newer version there", "blocked")]
    [InlineData("other kind there", "blocked")]
    public void Plan_WhatDiffers_TakesTheseStepsInThisOrder(string what, string expected)
    {
        var desired = Desired();
        var observed = Imported(desired);
        observed = what switch
        {
            "nothing" => observed,
            "environment is empty" => Observed.Nothing,
            "version" => WithSolution(observed, s => s with { Version = "0.9.0.0" }),
            "column" =>
                observed.WithRow(r => r.Moved("description", "Former text"))
                    .WithRecord(r => r with { RowETag = "W/\"2000\"", Sent = new Dictionary<string, string>() }),
            "client id" =>
                observed with { Dataverse = observed.Dataverse with { Variables = observed.Dataverse.Variables.ToDictionary(
                    v => v.Key, v => v.Value with { Value = "another" }) } },
            "secret is old" => observed.WithApplication(a => a with { Passwords = [a.Passwords[0] with { End = Observed.Now.AddDays(1) }] }),
            "reply URL" => observed.WithApplication(a => a with { RedirectUris = [] }),
            "package" => observed.WithRecord(r => r with { PackageHash = "another" }),
            "newer version there" => WithSolution(observed, s => s with { Version = "9.0.0.0" }),
            _ => WithSolution(observed, s => s with { IsManaged = true }),
        };

        var plan = DeploymentPlanner.Plan(desired, observed, Observed.Now);

        Assert.Equal(expected, plan.IsBlocked ? "blocked" : string.Join('|', plan.Steps.Select(s => $"{s.Kind} {Word(s.Id.Thing)}")));
    }

    [Fact]
    public void Plan_ImportBroughtByAnotherConnector_PutsTheSecretBackWithoutAnImportOfItsOwn()
    {
        var desired = Desired();
        var observed = Imported(desired) with { ImportedWith = "contoso_other" };

        var plan = ImportForecast.Plan(desired, desired.Import(), observed, Observed.Now);

        Assert.DoesNotContain(plan.Steps, s => s is ImportSolution);
        Assert.Contains(plan.Steps, s => s is AddSecret { Reason.Kind: SecretReasonKind.ClearedByImport });
        Assert.Contains(plan.Steps, s => s is RestoreSignIn);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Plan_EmptyEnvironment_EveryNeedIsProvidedByAnEarlierStepOrByNone(bool isDirect)
    {
        var plan = DeploymentPlanner.Plan(isDirect ? Contoso.Desired() : Desired(), Observed.Nothing, Observed.Now);

        var provided = plan.Steps.SelectMany(s => s.Provides).ToHashSet();
        var done = new HashSet<StepFact>();
        foreach (var step in plan.Steps)
        {
            Assert.All(step.Needs.Where(provided.Contains), n => Assert.Contains(n, done));
            done.UnionWith(step.Provides);
        }

        Assert.Equal(plan.Steps.Length, plan.Steps.Select(s => s.Id).Distinct().Count());
        Assert.Contains(done, f => f == new StepFact(FactKind.Connector, Contoso.Desired().Row.Identity.Name));
    }

    private DesiredState Desired() =>
        DesiredStates.Create(
            _files.Project(Environment), Contoso.Target with { Environment = Environment }, TestContext.Current.CancellationToken)[0];

    private static DeploymentEnvironment Environment => Contoso.Target.Environment with { Route = "Solution" };

    private static ObservedState Imported(DesiredState desired)
    {
        var deployed = Observed.Deployed(desired).WithRecord(r => r with { PackageHash = desired.Import().Package.Hash });
        return WithSolution(deployed, s => s with { Version = desired.Solution.Version }) with
        {
            Dataverse = deployed.Dataverse with
            {
                Solution = deployed.Dataverse.Solution! with { Version = desired.Solution.Version },
                Variables = desired.Route.Variables.Definitions.ToDictionary(
                    d => d.SchemaName,
                    d => new VariableState(
                        Guid.NewGuid(), Guid.NewGuid(), desired.Route.Variables.Value(d.SchemaName, Observed.AppId.ToString()),
                        d.DefaultValue)
                    {
                        DisplayName = d.DisplayName,
                        Description = d.Description,
                        IsRequired = d.IsRequired,
                    }),
            },
        };
    }

    private static ObservedState WithSolution(ObservedState state, Func<SolutionState, SolutionState> change) =>
        state with { Dataverse = state.Dataverse with { Solution = change(state.Dataverse.Solution!) } };

    private static string Word(StepThing thing) => thing switch
    {
        StepThing.ClientSecret => "secret",
        StepThing.SignInSettings => "sign-in",
        StepThing.VariableValue => "value",
        StepThing.DeploymentRecord => "record",
        StepThing.ReplyUrl => "reply URL",
        StepThing.ServicePrincipal => "service principal",
        StepThing.Application => "application",
        _ => thing.ToString().ToLowerInvariant(),
    };
}
