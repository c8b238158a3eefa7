using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Planning.Tests.Deployment;

public sealed class DeploymentReceiptTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("connectorbuild-").FullName;

    private ConnectorProject Project => Contoso.Project with
    {
        IntermediateDirectory = _folder,
        Environments = [new DeploymentEnvironment { Name = "dev" }],
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(0, false)]
    [InlineData(139, false)]
    [InlineData(141, true)]
    [InlineData(500, true)]
    public void FindExpiring_AfterADeployment_WarnsWhenAPublishWouldRenew(int daysLater, bool warns)
    {
        var desired = Contoso.Desired();
        File.WriteAllBytes(DeploymentReceipt.PathFor(Project, "dev")!, DeploymentReceipts.Create(desired, Observed.Deployed(desired)).ToJson());

        var found = DeploymentReceipt.FindExpiring(Project, Observed.Now.AddDays(daysLater)).ToList();

        Assert.Equal(warns ? ["CB7204"] : [], found.Select(d => d.Id));
    }

    [Fact]
    public void FindExpiring_NothingOrRubbish_SaysNothing()
    {
        Assert.Empty(DeploymentReceipt.FindExpiring(Project, Observed.Now));
        File.WriteAllText(DeploymentReceipt.PathFor(Project, "dev")!, "{");
        Assert.Empty(DeploymentReceipt.FindExpiring(Project, Observed.Now));
    }
}
