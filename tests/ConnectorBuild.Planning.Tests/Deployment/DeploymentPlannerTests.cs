using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Planning.Tests.Deployment;

public sealed class DeploymentPlannerTests
{
    private static readonly DesiredState Desired = Contoso.Desired();

    private static DeploymentPlan Plan(ObservedState observed, DesiredState? desired = null, DateTimeOffset? now = null) =>
        DeploymentPlanner.Plan(desired ?? Desired, observed, now ?? Observed.Now);

    private static string[] Steps(DeploymentPlan plan) => [.. plan.Steps.Select(s => $"{s.Kind} {s.Thing}")];

    [Fact]
    public void Plan_NothingThere_MakesEverythingInAnOrderThatSurvivesAStop()
    {
        var plan = Plan(Observed.Nothing);

        Assert.Equal(
            [
                "Create publisher", "Create solution", "Create app registration", "Create service principal",
                "Add client secret", "Create connector", "Add reply URL", "Create deployment record",
            ],
            Steps(plan));
        Assert.Empty(plan.Diagnostics);
        var create = Assert.IsType<CreateApplication>(plan.Steps[2]);
        Assert.Equal("user_impersonation", Assert.Single(create.Permissions).Scope.Value);
        Assert.Equal("connectorbuild.contoso_azureresourcemanager.contoso-dev.crm4.dynamics.com", create.Application.UniqueName);
        Assert.Null(Assert.IsType<AddReplyUrl>(plan.Steps[6]).Url);
    }

    [Fact]
    public void Plan_AsDeployed_IsEmpty()
    {
        var plan = Plan(Observed.Deployed(Desired));

        Assert.Empty(Steps(plan));
        Assert.Empty(plan.Diagnostics);
    }

    [Fact]
    public void Plan_DefinitionChanged_WritesThatColumnAndKeepsTheSecret()
    {
        var changed = Contoso.Desired(definition: Contoso.Definition.Replace("\"1.0\"", "\"1.1\"", StringComparison.Ordinal));

        var plan = Plan(Observed.Deployed(Desired), changed);

        Assert.Equal(["Update connector", "Update deployment record"], Steps(plan));
        Assert.Equal(["openapidefinition"], Assert.IsType<UpdateConnector>(plan.Steps[0]).Columns.Keys);
    }

    [Fact]
    public void Plan_ConnectionParametersChanged_MintsASecretBecauseWritingLosesTheOldOne()
    {
        var changed = Contoso.Desired(properties: Contoso.Properties.Replace("\"common\"", "\"organizations\"", StringComparison.Ordinal));

        var plan = Plan(Observed.Deployed(Desired), changed);

        Assert.Equal(["Add client secret", "Update connector", "Update deployment record"], Steps(plan));
    }

    [Fact]
    public void Plan_RowMovedWithoutAVisibleChange_MintsASecretBecauseTheRowsIsUnknown()
    {
        var plan = Plan(Observed.Deployed(Desired).WithRow(r => r.Moved()));

        Assert.Equal(["Add client secret", "Update connector", "Update deployment record"], Steps(plan));
        Assert.Equal([ConnectorColumns.ConnectionParameters], Assert.IsType<UpdateConnector>(plan.Steps[1]).Columns.Keys);
        Assert.False(plan.IsBlocked);
    }

    [Fact]
    public void Plan_SecretGoneFromTheApp_MintsOne()
    {
        var plan = Plan(Observed.Deployed(Desired).WithApplication(a => a with { Passwords = [] }));

        Assert.Equal("Add client secret", Steps(plan)[0]);
    }

    [Theory]
    [InlineData(139, 180, false)] // 31 days left of 180: 30 before the end is not reached
    [InlineData(141, 180, true)]
    [InlineData(1, 9, false)] // a policy granted 9 days: a third of them counts, not 30 days
    [InlineData(7, 9, true)]
    public void Plan_SecretGetsOld_RenewsBeforeItsEndButNeverInEveryRun(int daysLater, int granted, bool renews)
    {
        var state = Observed.Deployed(Desired)
            .WithApplication(
                a => a with { Passwords = [a.Passwords[0] with { Start = Observed.Now, End = Observed.Now.AddDays(granted == 180 ? 170 : granted) }] })
            .WithRecord(r => r with { SecretLifetimeDays = granted });

        var plan = Plan(state, now: Observed.Now.AddDays(daysLater));

        Assert.Equal(renews, plan.Steps.Any(s => s is AddSecret));
    }

    [Fact]
    public void Plan_ReplyUrlErased_AddsItBack()
    {
        var plan = Plan(Observed.Deployed(Desired).WithApplication(a => a with { RedirectUris = ["https://other.example/redirect"] }));

        Assert.Equal(["Add reply URL"], Steps(plan));
        Assert.Equal(Observed.RedirectUrl, Assert.IsType<AddReplyUrl>(plan.Steps[0]).Url);
    }

    [Fact]
    public void Plan_PermissionMissing_AddsItToThoseThatAreThere()
    {
        var other = new RequiredPermission(Guid.NewGuid(), Guid.NewGuid(), "Scope");

        var plan = Plan(Observed.Deployed(Desired).WithApplication(a => a with { Permissions = [other] }));

        var update = Assert.IsType<UpdateApplication>(Assert.Single(plan.Steps));
        Assert.Equal(2, update.Permissions!.Value.Length);
        Assert.Contains(other, update.Permissions.Value);
    }

    [Fact]
    public void Plan_EditedInThePortal_IsBlockedUntilToldToOverwrite()
    {
        var state = Observed.Deployed(Desired).WithRow(r => r.Moved("description", "Edited by hand."));

        var plan = Plan(state);

        Assert.True(plan.IsBlocked);
        Assert.Contains("description", Assert.Single(plan.Diagnostics, d => d.Id == "CB9008").Message, StringComparison.Ordinal);
        Assert.False(Plan(state, Contoso.Desired(Contoso.Project with { OverwriteDrift = true })).IsBlocked);
    }

    [Fact]
    public void Plan_OtherPrefix_IsBlocked()
    {
        var state = Observed.Deployed(Desired);
        state = state with { Dataverse = state.Dataverse with { Solution = state.Dataverse.Solution! with { PublisherPrefix = "fabrikam" } } };

        Assert.Equal("CB8007", Assert.Single(Plan(state).Diagnostics).Id);
    }

    [Fact]
    public void Plan_NameTaken_IsBlocked()
    {
        var state = Observed.Nothing with { Dataverse = Observed.Nothing.Dataverse with { NameHolder = Guid.NewGuid() } };

        Assert.Contains(Plan(state).Diagnostics, d => d.Id == "CB8010" && d.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public void Plan_FormerSecret_StaysForADayAndThenGoes()
    {
        var former = new PasswordState(
            Guid.NewGuid(), Desired.Application!.SecretPrefix + "former", Observed.Now.AddDays(-100), Observed.Now.AddDays(80));
        var foreign = new PasswordState(Guid.NewGuid(), "made by hand", Observed.Now.AddDays(-100), Observed.Now.AddDays(80));
        var state = Observed.Deployed(Desired)
            .WithApplication(a => a with { Passwords = [.. a.Passwords, former, foreign] });

        Assert.Empty(Plan(state.WithRecord(r => r with { SecretSince = Observed.Now.AddHours(-23) })).Steps);
        var step = Assert.Single(Plan(state.WithRecord(r => r with { SecretSince = Observed.Now.AddHours(-25) })).Steps);
        Assert.Equal(former.KeyId, Assert.IsType<RemoveSecret>(step).Secret.KeyId);
    }

    [Fact]
    public void Plan_NoSignIn_TouchesNoApp()
    {
        var desired = Contoso.Desired(properties: """{"properties":{"connectionParameters":{}}}""");

        var plan = DeploymentPlanner.Plan(desired, Observed.Nothing with { Entra = null }, Observed.Now);

        Assert.Equal(["Create publisher", "Create solution", "Create connector", "Create deployment record"], Steps(plan));
    }

    [Fact]
    public void Plan_SignInGoneFromTheProject_IsBlockedUntilItIsMeant()
    {
        var without = """{"properties":{"connectionParameters":{}}}""";
        var state = Observed.Deployed(Desired) with { Entra = null };

        Assert.Contains(Plan(state, Contoso.Desired(properties: without)).Diagnostics, d => d.Id == "CB9017");
        Assert.DoesNotContain(
            Plan(state, Contoso.Desired(Contoso.Project with { OverwriteDrift = true }, properties: without)).Diagnostics,
            d => d.Id == "CB9017");
    }
}
