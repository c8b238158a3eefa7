using ConnectorBuild.Cloud.Deployment.Routes;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Projects;
using ConnectorBuild.Tests.AgainstLocalCloud;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Planning.Tests.Deployment;

/// <summary>A run opens each file of a connector once, and deploys the very bytes that it validated.</summary>
public sealed class FilesOfARunTests : IDisposable
{
    private readonly ProjectFiles _files = new();
    private readonly List<string> _opened = [];

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("Direct", false)]
    [InlineData("Direct", true)]
    [InlineData("Solution", false)]
    [InlineData("Solution", true)]
    public void Create_OnAnyRoute_OpensEachFileOnce(string route, bool hasPatches)
    {
        string[] expected = ["apiDefinition.swagger.json", "apiProperties.json"];
        if (hasPatches)
        {
            _files.Write("apiDefinition.dev.json", """{"host":"dev.example"}""");
            _files.Write("apiDefinition.test.json", """{"host":"test.example"}""");
            expected = [.. expected, "apiDefinition.dev.json", .. route == "Solution" ? ["apiDefinition.test.json"] : Array.Empty<string>()];
        }

        _ = Create(route);

        Assert.Equal(expected.Order(StringComparer.Ordinal), _opened.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Direct")]
    [InlineData("Solution")]
    public void Create_FileThatChangesAfterItWasRead_DeploysWhatWasValidated(string route)
    {
        var desired = Create(route, read: () =>
        {
            _files.Write("apiDefinition.swagger.json", "not JSON any more");
            _files.Write("apiProperties.json", "not JSON any more");
        });

        Assert.Contains("List subscriptions", desired.Row.OpenApiDefinition, StringComparison.Ordinal);
        Assert.NotNull(desired.Application);
    }

    private DesiredState Create(string route, Action? read = null)
    {
        DeploymentEnvironment[] environments =
        [
            Contoso.Target.Environment with { Route = route },
            new() { Name = "test", Url = "https://contoso-test.crm4.dynamics.com", Route = route },
        ];
        var project = ValidatedProject.Open(_files.Project(environments), path =>
        {
            _opened.Add(Path.GetFileName(path));
            return new FileStream(path, FileMode.Open, FileAccess.Read);
        });
        if (read is not null)
        {
            Assert.False(project.Validate(project.Connectors[0], Contoso.Target.Name, TestContext.Current.CancellationToken).HasErrors);
            read();
        }

        return DesiredStates.Create(
            project, Contoso.Target with { Environment = environments[0] }, cancellationToken: TestContext.Current.CancellationToken)[0];
    }
}
