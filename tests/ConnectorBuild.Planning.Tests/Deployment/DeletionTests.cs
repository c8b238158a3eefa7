using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Packages;

namespace ConnectorBuild.Planning.Tests.Deployment;

/// <summary>What an upgrade may delete, and what hides or stops an import, as pure functions.</summary>
public sealed class DeletionTests
{
    [Theory]
    [InlineData("contoso_x", "connector", "contoso_X", true)]
    [InlineData("connector:contoso_x", "connector", "contoso_X", true)]
    [InlineData("Workflow: Send Order ", "workflow", "Send order", true)]
    [InlineData("Send order", "workflow", "Send order", false)]
    [InlineData("table:contoso_x", "connector", "contoso_x", false)]
    [InlineData("webresource:a:b", "webresource", "a:b", true)]
    public void IsNamedIn_AnEntry_NamesTypeAndNameWithoutRegardToCase(string entry, string type, string name, bool expected) =>
        Assert.Equal(expected, new OmittedComponent(type, name, name, null).IsNamedIn(["other", entry]));

    [Theory]
    [InlineData("nothing is named", "", "connector:contoso_x workflow:w", "CB8115 CB8118")]
    [InlineData("the connector is named", "contoso_x", "connector:contoso_x workflow:w", "CB8118")]
    [InlineData("both are named", "contoso_x workflow:w", "connector:contoso_x workflow:w", "")]
    [InlineData("variables go with their connector", "contoso_x", "connector:contoso_x environmentvariable:contoso_x_ClientId environmentvariable:contoso_x_deployment", "")]
    [InlineData("another variable does not", "contoso_x", "connector:contoso_x environmentvariable:contoso_y_Host", "CB8118")]
    [InlineData("another solution has it", "", "workflow:w@Other", "")]
    public void Plan_ManagedUpgrade_RefusesWhatIsNotNamed(string what, string mayDelete, string omitted, string expected)
    {
        var (desired, state) = Upgrade(mayDelete, s => s with { Omitted = [.. omitted.Split(' ').Select(Component)] });

        var codes = DeploymentPlanner.Plan(desired, state, Observed.Now).Diagnostics.Select(d => d.Id).Where(id => id is "CB8115" or "CB8118");

        Assert.Equal($"{what}: {expected}", $"{what}: {string.Join(' ', codes)}");
    }

    [Theory]
    [InlineData(false, "", "CB8119", false)]
    [InlineData(true, "", "CB8118", true)]
    [InlineData(true, "workflow:w", "", true)]
    public void Plan_StagedUpgrade_IsRefusedOrPlanned(bool completes, string mayDelete, string expected, bool isPlanned)
    {
        var (desired, state) = Upgrade(
            mayDelete,
            s => s with { Staged = new StagedUpgrade(
                s.Solution! with { UniqueName = s.Solution.UniqueName + StagedUpgrade.Suffix, Version = "0.9.5.0" },
                [Component("workflow:w")]) },
            completes);

        var plan = DeploymentPlanner.Plan(desired, state, Observed.Now);

        Assert.Equal(expected, string.Join(' ', plan.Diagnostics.Select(d => d.Id).Where(id => id is "CB8118" or "CB8119")));
        Assert.Equal(isPlanned, plan.Steps.FirstOrDefault() is PromoteUpgrade);
        Assert.Equal(isPlanned ? "0.9.5.0" : "0.9.0.0", Assert.Single(plan.Steps.OfType<ImportSolution>()).Former!.Version);
    }

    [Theory]
    [InlineData("description", "description", false, "CB8120")]
    [InlineData("description", "displayname", false, "")]
    [InlineData("description", "description", true, "")]
    [InlineData("connectionparameters", "connectionparameters", false, "")]
    public void Plan_UnmanagedLayer_IsRefusedWhereItHidesAChange(string changed, string covered, bool overwrites, string expected)
    {
        var (desired, state) = Upgrade(
            "",
            s => s with { UnmanagedColumns = [covered], Connector = s.Connector!.Moved(
                changed, changed == "description" ? "Former text" : "{}") with { IsManaged = true } });
        state = state.WithRecord(r => r with { RowETag = "W/\"2000\"", Sent = new Dictionary<string, string>() });

        var codes = DeploymentPlanner.Plan(desired with { OverwriteDrift = overwrites }, state, Observed.Now).Diagnostics
            .Select(d => d.Id).Where(id => id == "CB8120");

        Assert.Equal(expected, string.Join(' ', codes));
    }

    private static OmittedComponent Component(string text)
    {
        var parts = text.Split('@');
        var colon = parts[0].IndexOf(':', StringComparison.Ordinal);
        return new OmittedComponent(parts[0][..colon], parts[0][(colon + 1)..], "Name", parts.Length > 1 ? parts[1] : null);
    }

    // A managed solution of a lower version.
    private static (DesiredState Desired, ObservedState State) Upgrade(
        string mayDelete, Func<DataverseObservation, DataverseObservation> change, bool completes = false)
    {
        var desired = Contoso.Desired();
        var package = new DesiredPackage(new byte[] { 1 })
        {
            Manifest = SolutionManifest.Create(Contoso.Project) with { Version = "1.0.0" },
            IsManaged = true,
            Connectors = [desired.Row.Identity],
            MayDelete = mayDelete.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            CompletesUpgrade = completes,
        };
        desired = desired with { Route = new ImportRoute(package) };
        var state = Observed.Deployed(desired);
        var dataverse = state.Dataverse with
        {
            Solution = state.Dataverse.Solution! with { IsManaged = true, Version = "0.9.0.0", UniqueName = desired.Solution.UniqueName },
            BlocksUnmanagedChanges = false,
        };
        return (desired, state with { Dataverse = change(dataverse) });
    }
}
