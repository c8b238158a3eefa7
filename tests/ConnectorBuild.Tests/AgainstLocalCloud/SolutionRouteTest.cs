using ConnectorBuild.Cloud.Deployment.Routes;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>Deployments by Route="Solution" into environments that import at different speeds, in two tenants.</summary>
public abstract class SolutionRouteTest : CloudTest
{
    private protected ProjectFiles Files { get; } = new();

    protected override LocalCloudOptions Options => base.Options with
    {
        Tenants = [new() { Name = "local" }, new() { Name = "other" }],
        Environments =
        [
            new() { Name = "local", ImportDuration = TimeSpan.FromMinutes(10) },
            new() { Name = "test", ImportDuration = TimeSpan.FromSeconds(2) },
            new() { Name = "prod", Tenant = "other", ImportDuration = TimeSpan.FromSeconds(90) },
            new() { Name = "slow", ImportDuration = TimeSpan.FromHours(5) },
        ],
    };

    public override ValueTask DisposeAsync()
    {
        Files.Dispose();
        GC.SuppressFinalize(this);
        return base.DisposeAsync();
    }

    protected static DeploymentEnvironment Environment(string name = "local", bool managed = false) =>
        new() { Name = name, Route = "Solution", Managed = managed };

    protected DeploymentTarget Target(DeploymentEnvironment environment) =>
        Target(Cloud.Environments[environment.Name]) with { Environment = environment };

    protected DesiredState Desired(
        string version = "1.0.0", bool managed = false, Func<ConnectorProject, ConnectorProject>? change = null, string name = "local")
    {
        var environment = Environment(name, managed);
        var project = Files.Project(environment) with { SolutionVersion = version };
        return PackagedState.Create(change is null ? project : change(project), Target(environment), Stop)[0];
    }
}
