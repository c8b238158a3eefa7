using System.Text.Json.Nodes;
using System.Xml.Linq;
using ConnectorBuild.LocalCloud;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.Tests;

namespace ConnectorBuild.Tool.Tests;

/// <summary>Projects out of connectors that exist, and back.</summary>
public sealed class AdoptAndUnpackTests : ToolRun
{
    [Theory]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData(" ")]
    [InlineData("a\"b")]
    public async Task Adopt_NameThatNoFileCanHave_IsWrongUsage(string name)
    {
        var (exit, output) = await RunAsync("adopt", At("."), "--name", name);

        Assert.True(exit == 64 && output.Contains("is not a valid project name", StringComparison.Ordinal), output);
    }

    [Fact]
    public async Task Adopt_Local_WritesAProjectOnceAndAgainOnlyWhenForced()
    {
        await RunAsync("deploy", Description);

        var (exit, said) = await RunAsync("adopt", "local", "--state", State, "--output", At("adopted"));

        Assert.True(exit == 0, said);
        Assert.Contains("For your own organisation alone, write its tenant id into apiProperties.{environment}.json", said, StringComparison.Ordinal);
        Assert.Equal(
            ["AzureResourceManager.csproj", "apiDefinition.swagger.json", "apiProperties.json"],
            Directory.EnumerateFiles(At("adopted")).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
        var project = XDocument.Parse(Read("adopted/AzureResourceManager.csproj")).Root!;
        Assert.StartsWith("ConnectorBuild.Sdk/", (string?)project.Attribute("Sdk"), StringComparison.Ordinal);
        Assert.Equal("contoso_azureresourcemanager", project.Descendants("ConnectorName").Single().Value);

        // The new project's local cloud is another one, without the app.
        Assert.Null(project.Descendants("ConnectorEnvironment").Single().Attribute("ClientId"));
        Assert.Contains($"plan {At("adopted")} --environment local)", said, StringComparison.Ordinal);
        Assert.Contains(
            "Where the environment has no deployment record of the connector, the next deployment adds one and mints", said,
            StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync("adopt", "local", "--state", State, "--output", At("adopted"))).Exit);
        Write("adopted/apiProperties.json", """{"properties":{}}""");
        Assert.Contains(
            "error CB6304", (await RunAsync("adopt", "local", "--state", State, "--output", At("adopted"))).Output,
            StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("adopt", "local", "--state", State, "--output", At("adopted"), "--force")).Exit);
    }

    [Fact]
    public async Task Adopt_AddressInACloudOfItsOwn_GoesThereAndWritesItsAddresses()
    {
        await RunAsync("deploy", Description);
        var options = new LocalCloudOptions { StateFile = State, Clock = Clock, Environments = [new() { Name = "local" }, new() { Name = "test" }] };
        await using var cloud = await LocalCloudServer.StartAsync(options, TestContext.Current.CancellationToken);
        Environment.SetEnvironmentVariable("AZURE_CLIENT_ID", cloud.Deployer.ClientId);
        Environment.SetEnvironmentVariable("AZURE_CLIENT_SECRET", cloud.Deployer.ClientSecret);
        try
        {
            var (exit, said) = await RunAsync(
                "adopt", $"dev={cloud.Environments["local"].Url}/main.aspx?x=1#frag", "--tenant", cloud.Tenants["local"].TenantId, "--output", At("adopted"),
                "--authority-host", cloud.AuthorityHost, "--graph-url", cloud.GraphUrl + "/v1.0", "--trusted-certificate", cloud.CertificateFile);

            Assert.True(exit == 0, said);
            var item = XDocument.Parse(Read("adopted/AzureResourceManager.csproj")).Root!.Descendants("ConnectorEnvironment")
                .Single(e => (string?)e.Attribute("Include") == "dev");
            Assert.Equal(
                (cloud.Environments["local"].Url, cloud.AuthorityHost.TrimEnd('/'), cloud.GraphUrl, Path.GetRelativePath(At("adopted"), cloud.CertificateFile).Replace(Path.DirectorySeparatorChar, '/')),
                ((string?)item.Attribute("Url"), (string?)item.Attribute("AuthorityHost"), (string?)item.Attribute("GraphUrl"), (string?)item.Attribute("TrustedCertificate")));
        }
        finally
        {
            Environment.SetEnvironmentVariable("AZURE_CLIENT_ID", null);
            Environment.SetEnvironmentVariable("AZURE_CLIENT_SECRET", null);
        }
    }

    [Fact]
    public async Task Adopt_FolderWithoutPrefix_SaysWhatIsMissing()
    {
        Write("files/apiDefinition.json", Contoso.Definition);

        Assert.Contains("error CB6308", (await RunAsync("adopt", At("files"))).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("adopt", At("files"), "--prefix", "contoso")).Exit);
        Assert.True(File.Exists(At("files/AzureResourceManager.csproj")));
        Assert.False(File.Exists(At("files/apiDefinition.swagger.json")));
    }

    [Fact]
    public async Task Adopt_TwoEnvironments_WritesPatches()
    {
        Write("dev/apiDefinition.swagger.json", Contoso.Definition);
        Write("prod/apiDefinition.swagger.json", Contoso.Definition.Replace("management.azure.com", "prod.example", StringComparison.Ordinal));

        var (exit, said) = await RunAsync(
            "adopt", $"dev={At("dev")}", $"prod={At("prod")}", "--prefix", "contoso", "--output", At("both"), "--name", "Both");

        Assert.True(exit == 0, said);
        Assert.Equal("prod.example", (string?)JsonNode.Parse(Read("both/apiDefinition.prod.json"))!["host"]);
        Assert.Contains("<!-- <ConnectorEnvironment Include=\"prod\"", Read("both/Both.csproj"), StringComparison.Ordinal);
        Assert.Contains($"plan {At("both")} --environment local)", said, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unpack_ThenPack_GivesTheSameZip()
    {
        Assert.Equal(0, (await RunAsync("package", Description, "--output", Folder)).Exit);
        var before = File.ReadAllBytes(At("ContosoConnectors.zip"));

        Assert.Equal(0, (await RunAsync("unpack", At("ContosoConnectors.zip"))).Exit);
        Assert.True(File.Exists(At("ContosoConnectors/Other/Solution.xml")));
        Assert.Contains("error CB6304", (await RunAsync("unpack", At("ContosoConnectors"))).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("unpack", At("ContosoConnectors"), "--output", At("again.zip"))).Exit);

        Assert.Equal(before, File.ReadAllBytes(At("again.zip")));
    }

    [Fact]
    public async Task Download_NothingChanged_WritesNothing()
    {
        await RunAsync("deploy", Description);

        var (exit, said) = await RunAsync("download", Description);

        Assert.True(exit == 0, said);
        Assert.Contains("the files are as the environment is", said, StringComparison.Ordinal);
        Assert.Equal(Contoso.Properties, Read("apiProperties.json"));
    }

    [Fact]
    public async Task Download_OtherIdentityProviderAndNothingMoved_LeavesTheFilesAlone()
    {
        const string Properties = """{"properties":{"iconBrandColor":"#1a6dc2","capabilities":[],"connectionParameters":{"token":{"type":"oauthSetting","oAuthSettings":{"identityProvider":"oauth2","clientId":"my-client","scopes":["read"],"customParameters":{"authorizationUrl":{"value":"https://login.contoso.com/authorize"},"tokenUrl":{"value":"https://login.contoso.com/token"},"refreshUrl":{"value":"https://login.contoso.com/token"}}}}},"policyTemplateInstances":[]}}""";
        Write("apiProperties.json", Properties);
        await RunAsync("deploy", Description);

        var (exit, said) = await RunAsync("download", Description);

        Assert.True(exit == 0, said);
        Assert.Contains("the files are as the environment is", said, StringComparison.Ordinal);
        Assert.Equal(Properties, Read("apiProperties.json"));
    }
}
