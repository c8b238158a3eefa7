using System.Xml.Linq;
using ConnectorBuild.LocalCloud;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.Tool.Tests;

/// <summary>What <c>local-cloud</c> says to a person who wants to deploy to it from elsewhere.</summary>
public sealed class LocalCloudCommandTests : ToolRun
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Status_Running_PrintsAnEnvironmentThatCanBePasted()
    {
        await using var cloud = await LocalCloudServer.StartAsync(new LocalCloudOptions { StateFile = State }, Stop);

        var (exit, said) = await RunAsync("local-cloud", "status", Description);

        Assert.Equal(0, exit);
        var item = XElement.Parse(said[said.IndexOf("<Connector", StringComparison.Ordinal)..(said.IndexOf("/>", StringComparison.Ordinal) + 2)]);
        Assert.Equal(
            [("Include", "local"), ("Url", cloud.Environments["local"].Url), ("TenantId", cloud.Tenants["local"].TenantId), ("AuthorityHost", cloud.AuthorityHost), ("GraphUrl", cloud.GraphUrl), ("TrustedCertificate", cloud.CertificateFile)],
            item.Attributes().Select(a => (a.Name.LocalName, a.Value)));
        Assert.Contains($"AZURE_CLIENT_ID={cloud.Deployer.ClientId}", said, StringComparison.Ordinal);
        Assert.Contains($"its secret is in {State}.endpoints.json", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_SeveralEnvironments_NamesThemUntilOneIsChosen()
    {
        var options = new LocalCloudOptions { StateFile = State, Environments = [new() { Name = "dev" }, new() { Name = "test" }] };
        await using var cloud = await LocalCloudServer.StartAsync(options, Stop);
        string[] command = ["local-cloud", "sign-in", "--state", State, "--connector", "contoso_ca"];

        foreach (string[] more in new string[][] { [], ["-e", "prod"] })
        {
            var (exit, said) = await RunAsync([.. command, .. more]);

            Assert.Equal(1, exit);
            Assert.Contains("error CB9014: ", said, StringComparison.Ordinal);
            Assert.Contains("dev, test", said, StringComparison.Ordinal);
        }

        Assert.Contains(
            "There is no connector 'contoso_ca' in the environment 'test'", (await RunAsync([.. command, "-e", "TEST"])).Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartWithOptions_AnotherProcessRunsIt_IsRefused()
    {
        await using var cloud = await LocalCloudServer.StartAsync(new LocalCloudOptions { StateFile = State }, Stop);
        Write("cloud.json", """{ "replicationLag": "00:00:04" }""");

        var (exit, said) = await RunAsync("local-cloud", "start", Description, "--options", At("cloud.json"));

        Assert.Equal(1, exit);
        Assert.Contains("error CB9501", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartWithOptions_UnknownName_IsShownAtItsPlace()
    {
        Write("cloud.json", "{\n  \"replicationLagg\": \"00:00:04\"\n}");

        var (exit, said) = await RunAsync("local-cloud", "start", Description, "--options", At("cloud.json"));

        Assert.Equal(1, exit);
        Assert.Contains("cloud.json(2,3): error CB9505", said, StringComparison.Ordinal);
    }
}
