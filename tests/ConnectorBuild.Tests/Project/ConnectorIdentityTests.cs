using ConnectorBuild.Connectors;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tests.Project;

public sealed class ConnectorIdentityTests
{
    [Theory]
    [InlineData("Contoso Payments API", "contoso_contoso-20payments-20api")]
    [InlineData("Human-in-the-Loop", "contoso_human-2din-2dthe-2dloop")]
    [InlineData("contoso_already-20named", "contoso_already-20named")]
    [InlineData("Grüße", "contoso_gr-c3-bc-c3-9fe")]
    public void RowName_EncodesAsThePlatformDoes(string name, string expected) =>
        Assert.Equal(expected, ConnectorIdentity.RowName("contoso", name));

    [Fact]
    public void DeriveRowId_IsANameBasedGuidThatNeverChanges()
    {
        var id = ConnectorIdentity.DeriveRowId("contoso_azureresourcemanager");

        Assert.Equal(new Guid("516df5cd-2ddb-5bda-acb7-f1d779ff6ea4"), id);
        Assert.Equal(5, id.Version);
    }

    [Fact]
    public void Create_TitleAndDescription_ComeFromTheDefinition()
    {
        var identity = ProjectIdentity.Of(Contoso.Project, Contoso.Content());

        Assert.Equal("Azure Resource Manager", identity.DisplayName);
        Assert.Equal("Lists subscriptions.", identity.Description);
    }
}
