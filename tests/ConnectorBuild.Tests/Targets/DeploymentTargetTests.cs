using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tests.Targets;

public sealed class DeploymentTargetTests
{
    private static readonly DeploymentEnvironment Complete = new()
    {
        Name = "dev",
        Url = "https://contoso-dev.crm4.dynamics.com/main.aspx",
        TenantId = "11111111-2222-3333-4444-555555555555",
    };

    public static TheoryData<string, string, DeploymentEnvironment> Wrong => new()
    {
        { "CB9002", "no Url", Complete with { Url = null } },
        { "CB9002", "'contoso-dev'", Complete with { Url = "contoso-dev" } },
        { "CB9002", "only sent over TLS", Complete with { Url = "http://contoso-dev.crm4.dynamics.com" } },
        { "CB9002", "the Url", Complete with { Url = "https://user:word@contoso-dev.crm4.dynamics.com" } },
        { "CB9002", "the GraphUrl", Complete with { GraphUrl = "http://graph.example" } },
        { "CB9002", "the AuthorityHost", Complete with { AuthorityHost = "login.example" } },
        { "CB9003", "no TenantId", Complete with { TenantId = null } },
        { "CB9003", "'contoso.onmicrosoft.com', which is not a GUID", Complete with { TenantId = "contoso.onmicrosoft.com" } },
        { "CB9004", "'Moon'", Complete with { Cloud = "Moon" } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Resolve_SettingThatCannotBeUsed_IsRefusedAtTheProjectFile(string code, string says, DeploymentEnvironment environment)
    {
        var found = Assert.Single(
            Assert.Throws<ConnectorException>(() => DeploymentTarget.Resolve(environment, "/project/Orders.csproj")).Diagnostics);

        Assert.Equal(code, found.Id);
        Assert.Contains(says, found.Message, StringComparison.Ordinal);
        Assert.Equal("/project/Orders.csproj", found.Location?.File);
    }

    [Fact]
    public void Resolve_CompleteEnvironment_LeavesThePathOut() =>
        Assert.Equal(new Uri("https://contoso-dev.crm4.dynamics.com/"), DeploymentTarget.Resolve(Complete).DataverseUrl);
}
