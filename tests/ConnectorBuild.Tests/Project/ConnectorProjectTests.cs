using System.Text;
using ConnectorBuild.Connectors;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tests.Project;

public sealed class ConnectorProjectTests
{
    [Fact]
    public void Json_RoundTrip_KeepsEverything()
    {
        var project = Contoso.Project with
        {
            RowId = Guid.NewGuid(),
            Environments = [new DeploymentEnvironment { Name = "dev", Url = "https://x.example", Managed = true }],
            EnvironmentName = "dev",
            Description = "What makers read.",
            Shares = [new ConnectorShare("Makers", "CanView")],
            EnvironmentVariables = [new EnvironmentVariable(
                "contoso_Url", "Url", EnvironmentVariableType.Secret) { DefaultValue = "x", IsRequired = true, IsCustomizable = false }],
            ConnectionReferences = [new ConnectionReference("contoso_Mail", "Mail", "/providers/x") { CustomConnectorRowId = Guid.NewGuid() }],
            Validation = new ValidationSettings { NoWarn = ["CB4117"], Suppressions = [new ConnectorSuppression("CB4118", "/paths/**", "as published")] },
        };

        var json = project.ToJson();

        Assert.Equal(Encoding.UTF8.GetString(json), Encoding.UTF8.GetString(ConnectorProject.FromJson(json).ToJson()));
        Assert.Equal("dev", ConnectorProject.FromJson(json).FindEnvironment("DEV")!.Name);
    }
}
