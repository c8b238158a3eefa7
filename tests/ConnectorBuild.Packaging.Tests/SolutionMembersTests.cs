using ConnectorBuild.Testing;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Packaging.Tests;

/// <summary>What the projects of a solution take from it, and what they say themselves.</summary>
public sealed class SolutionMembersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static ConnectorProject Solution { get; } = new()
    {
        ProjectName = "Contoso", ProjectDirectory = "/contoso", SolutionName = "ContosoConnectors", SolutionDisplayName = "Contoso connectors",
        SolutionDescription = "All of Contoso", SolutionVersion = "2.3.4", PublisherPrefix = "contoso", PublisherName = "contosoltd",
        PublisherDetails = new() { DisplayName = "Contoso Ltd." }, EnvironmentName = "dev", DeploymentSettingsFile = "settings.json",
        Environments = [new DeploymentEnvironment { Name = "dev" }], SkipLowerVersion = true, DeleteOmitted = ["contoso_old"], CompleteUpgrade = true,
        Owner = "Makers", Shares = [new ConnectorShare("Makers", "CanView")], ClientSecretEnvironmentVariable = "ALL", SecretLifetimeDays = 90,
        SecretRenewBeforeDays = 20, ServiceManagementReference = "4711",
        EnvironmentVariables = [new("contoso_Host", "Of all"), new("contoso_Path", "Of all")],
    };

    private static ConnectorProject Project { get; } = new() { ProjectName = "Orders", ProjectDirectory = "/orders", ProjectFile = "/orders/Orders.csproj" };

    public void Dispose() => _folder.Dispose();

    private ConnectorProject Member(ConnectorProject member, ConnectorProject? solution = null)
    {
        var file = Path.Combine(_folder.Path, "member.json");
        File.WriteAllBytes(file, member.ToJson());
        return Assert.Single(SolutionMembers.Of((solution ?? Solution) with { ConnectorProjects = [file] }));
    }

    [Fact]
    public void Of_ConnectorProject_IsItself() => Assert.Same(Project, Assert.Single(SolutionMembers.Of(Project)));

    [Fact]
    public void Of_ProjectThatSaysNothing_TakesEverythingFromTheSolution()
    {
        var member = Member(Project);

        Assert.Equal("Orders", member.ProjectName);
        Assert.Equal(
            ("ContosoConnectors", "Contoso connectors", "All of Contoso", "2.3.4", "contoso", "contosoltd", "Contoso Ltd."),
            (member.SolutionName, member.SolutionDisplayName, member.SolutionDescription, member.SolutionVersion, member.PublisherPrefix, member.PublisherName, member.PublisherDetails.DisplayName));
        Assert.Equal(("dev", "settings.json", true, true), (member.EnvironmentName, member.DeploymentSettingsFile, member.SkipLowerVersion, member.CompleteUpgrade));
        Assert.Equal(["dev"], member.Environments.Select(e => e.Name));
        Assert.Equal(["contoso_old"], member.DeleteOmitted);
        Assert.Equal(("Makers", "ALL", null, "4711"), (member.Owner, member.ClientSecretEnvironmentVariable, member.ClientSecretKeyVaultUri, member.ServiceManagementReference));
        Assert.Equal(["Makers"], member.Shares.Select(s => s.Principal));
        Assert.Equal((90, 20), (member.SecretLifetimeDays, member.SecretRenewBeforeDays));
        Assert.Equal(["contoso_Host", "contoso_Path"], member.EnvironmentVariables.Select(v => v.SchemaName));
        Assert.False(member.OverwriteDrift || member.AllowSharedApp || member.GrantAdminConsent || member.PrunePermissions);
    }

    [Fact]
    public void Of_ProjectThatSaysSomething_KeepsIt()
    {
        var member = Member(Project with
        {
            SolutionName = "CONTOSOCONNECTORS", PublisherPrefix = "CONTOSO", Owner = "Ada", Shares = [new ConnectorShare("Ada", "CanEdit")],
            ClientSecretKeyVaultUri = "https://v.vault.azure.net/secrets/s", SecretLifetimeDays = 30, SecretRenewBeforeDays = 5,
            ServiceManagementReference = "1", EnvironmentVariables = [new("CONTOSO_HOST", "Own")],
        });

        Assert.Equal(("ContosoConnectors", "contoso"), (member.SolutionName, member.PublisherPrefix));
        Assert.Equal(("Ada", null, "https://v.vault.azure.net/secrets/s", "1"), (member.Owner, member.ClientSecretEnvironmentVariable, member.ClientSecretKeyVaultUri, member.ServiceManagementReference));
        Assert.Equal(["Ada"], member.Shares.Select(s => s.Principal));
        Assert.Equal((30, 5), (member.SecretLifetimeDays, member.SecretRenewBeforeDays));
        Assert.Equal(["CONTOSO_HOST", "contoso_Path"], member.EnvironmentVariables.Select(v => v.SchemaName));
    }

    [Fact]
    public void Of_ProjectWithASecretVariable_DoesNotTakeTheSolutionsVault()
    {
        var solution = Solution with { ClientSecretEnvironmentVariable = null, ClientSecretKeyVaultUri = "https://v.vault.azure.net/secrets/all" };

        Assert.Equal("https://v.vault.azure.net/secrets/all", Member(Project, solution).ClientSecretKeyVaultUri);
        Assert.Null(Member(Project with { ClientSecretEnvironmentVariable = "MINE" }, solution).ClientSecretKeyVaultUri);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Of_SwitchOfProjectOrSolution_IsOn(bool ofProject, bool ofSolution)
    {
        var member = Member(Switched(Project, ofProject), Switched(Solution, ofSolution));

        Assert.True(member is { OverwriteDrift: true, AllowSharedApp: true, GrantAdminConsent: true, PrunePermissions: true });
    }

    [Theory]
    [InlineData("Other", null, "ConnectorSolutionName")]
    [InlineData(null, "fabrikam", "ConnectorPublisherPrefix")]
    public void Of_ProjectOfAnotherSolution_IsRefusedAtItsFile(string? solution, string? prefix, string property)
    {
        var e = Assert.Throws<ConnectorException>(() => Member(Project with { SolutionName = solution, PublisherPrefix = prefix }));

        var finding = Assert.Single(e.Diagnostics);
        Assert.Equal(("CB6245", "/orders/Orders.csproj"), (finding.Id, finding.Location?.File));
        Assert.Contains(property, finding.Message, StringComparison.Ordinal);
    }

    private static ConnectorProject Switched(ConnectorProject project, bool value) => project with
    {
        OverwriteDrift = value, AllowSharedApp = value, GrantAdminConsent = value, PrunePermissions = value,
    };
}
