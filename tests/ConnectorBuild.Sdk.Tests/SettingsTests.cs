using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.Sdk.Tests.Infrastructure;

namespace ConnectorBuild.Sdk.Tests;

/// <summary>What is wrong in a project file is shown on its line, before anything is validated or written.</summary>
public sealed class SettingsTests(PackedSdk sdk)
{
    [Fact]
    public async Task Build_WrongValues_ShowsAllOfThemAtTheirPlaces()
    {
        var folder = ConnectorFolder.WithConnector(sdk, $"""
            <Project Sdk="ConnectorBuild.Sdk/{PackedSdk.Version}">
              <PropertyGroup>
                <ConnectorRowId>seven</ConnectorRowId>
                <ConnectorGrantAdminConsent>yes</ConnectorGrantAdminConsent>
                <ConnectorSecretLifetimeDays>0</ConnectorSecretLifetimeDays>
                <ConnectorClientSecretEnvVar>hunter2!</ConnectorClientSecretEnvVar>
              </PropertyGroup>
              <ItemGroup>
                <ConnectorEnvironment Include="dev" Url="http://contoso-dev.crm4.dynamics.com" TenantId="contoso.com" />
                <ConnectorEnvironment Include="prod" Route="Direct" Managed="true">
                  <Cloud>Mars</Cloud>
                </ConnectorEnvironment>
                <ConnectorEnvironment Include="prod" />
                <ConnectorEnvironment Include="swagger" />
                <ConnectorShare Include="sales@contoso.com" Access="Own" />
              </ItemGroup>
            </Project>
            """);

        var result = (await folder.BuildAsync()).Failed();

        Assert.Equal(
            [
                "(3,5): error CB6106", "(4,5): error CB6106", "(5,5): error CB6106", "(6,5): error CB6106",
                "(9,41): error CB6106", "(9,84): error CB6106", "(10,42): error CB6106", "(11,7): error CB6106", "(13,5): error CB6104", "(14,5): error CB6106", "(15,49): error CB6106",
            ],
            Places(result).Order(PlaceOrder));
        Assert.DoesNotContain("hunter2", result.Output, StringComparison.Ordinal);
        Assert.False(folder.Has("obj/Orders.receipt.json"));
    }

    [Fact]
    public async Task Build_WrongPublisherAndTranslations_ShowsAllOfThemAtTheirPlaces()
    {
        var folder = ConnectorFolder.WithConnector(sdk, $"""
            <Project Sdk="ConnectorBuild.Sdk/{PackedSdk.Version}">
              <PropertyGroup>
                <ConnectorPublisherOptionValuePrefix>9999</ConnectorPublisherOptionValuePrefix>
                <ConnectorOmitDescription>maybe</ConnectorOmitDescription>
              </PropertyGroup>
              <ItemGroup>
                <ConnectorTranslation Include="solution" DisplayName="Konnektoren" />
                <ConnectorTranslation Include="publisher" Language="de" DisplayName="Contoso AG" />
              </ItemGroup>
            </Project>
            """);

        var result = (await folder.BuildAsync()).Failed();

        Assert.Equal(
            ["(3,5): error CB6106", "(4,5): error CB6106", "(7,5): error CB6106", "(8,47): error CB6106"],
            Places(result).Order(PlaceOrder));
    }

    [Theory]
    [InlineData("https://make.powerapps.com/environments/1")]
    [InlineData("https://contoso-dev.crm4.dynamics.com/?x=1")]
    public async Task Build_AddressOfAPage_IsRefusedAtItsPlace(string address)
    {
        var folder = ConnectorFolder.WithConnector(
            sdk, Connectors.Project.Replace("https://contoso-dev.crm4.dynamics.com", address, StringComparison.Ordinal));

        var line = Assert.Single((await folder.BuildAsync()).Failed().Diagnostics);

        Assert.Contains("(7,41): error CB6106: ", line, StringComparison.Ordinal);
        Assert.Contains("write the host alone", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_SettingsOfDeployments_AllReachTheDescription()
    {
        var folder = ConnectorFolder.WithConnector(sdk, $"""
            <Project Sdk="ConnectorBuild.Sdk/{PackedSdk.Version}">
              <PropertyGroup>
                <ConnectorSolutionName>ContosoConnectors</ConnectorSolutionName>
                <ConnectorPublisherPrefix>contoso</ConnectorPublisherPrefix>
                <ConnectorDescription>What makers read.</ConnectorDescription>
                <ConnectorOwner>Makers</ConnectorOwner>
                <ConnectorOverwriteDrift>true</ConnectorOverwriteDrift>
                <ConnectorSkipLowerVersion>true</ConnectorSkipLowerVersion>
                <ConnectorProof>call</ConnectorProof>
                <ConnectorProofOperation>ListOrders</ConnectorProofOperation>
                <ConnectorDeleteOmitted>contoso_a; workflow:Send order</ConnectorDeleteOmitted>
                <ConnectorCompleteUpgrade>true</ConnectorCompleteUpgrade>
                <ConnectorDeploymentSettings>settings.json</ConnectorDeploymentSettings>
              </PropertyGroup>
              <ItemGroup>
                <ConnectorShare Include="anna" Principal="anna@contoso.com" Access="canedit" />
                <ConnectorEnvironmentVariable Include="contoso_Host" Type="json" DefaultValue=" x " IsRequired="true" />
                <ConnectorConnectionReference Include="contoso_Mail" ConnectorRowId="6774a467-ce48-42dc-9bda-abc8ad4b3923" ConnectorId="/providers/x" />
              </ItemGroup>
            </Project>
            """)
            .Write("settings.json", """{"EnvironmentVariables":[]}""");

        var result = (await folder.BuildAsync()).Succeeded();

        result.Clean();
        using var description = JsonDocument.Parse(folder.Read("obj/Orders.connector.json"));
        var project = description.RootElement;
        Assert.Equal("What makers read.", project.GetProperty("description").GetString());
        Assert.Equal("Makers", project.GetProperty("owner").GetString());
        Assert.True(project.GetProperty("overwriteDrift").GetBoolean());
        Assert.True(project.GetProperty("skipLowerVersion").GetBoolean());
        Assert.Equal(("Call", "ListOrders"), (project.GetProperty("proof").GetString(), project.GetProperty("proofOperation").GetString()));
        Assert.True(project.GetProperty("completeUpgrade").GetBoolean());
        Assert.Equal("""["contoso_a","workflow:Send order"]""", Compact(project.GetProperty("deleteOmitted")));
        Assert.Equal(folder.PathOf("settings.json"), project.GetProperty("deploymentSettingsFile").GetString());
        Assert.Equal("""{"principal":"anna@contoso.com","access":"CanEdit"}""", Compact(project.GetProperty("shares")[0]));
        Assert.Equal("""{"schemaName":"contoso_Host","displayName":"contoso_Host","type":"Json","defaultValue":" x ","isRequired":true,"isCustomizable":true}""", Compact(project.GetProperty("environmentVariables")[0]));
        Assert.Equal(
            """{"logicalName":"contoso_Mail","displayName":"contoso_Mail","connectorId":"/providers/x","customConnectorRowId":"6774a467-ce48-42dc-9bda-abc8ad4b3923","isCustomizable":true}""",
            Compact(project.GetProperty("connectionReferences")[0]));

        static string Compact(JsonElement element) => JsonNode.Parse(element.GetRawText())!.ToJsonString();
    }

    [Fact]
    public async Task Build_MisspeltNames_WarnsAndSaysWhatWasMeant()
    {
        var folder = ConnectorFolder.WithConnector(sdk, $"""
            <Project Sdk="ConnectorBuild.Sdk/{PackedSdk.Version}">
              <PropertyGroup>
                <ConnectorPublisherPrefx>contoso</ConnectorPublisherPrefx>
                <ConnectorOfMyOwn>whatever</ConnectorOfMyOwn>
              </PropertyGroup>
              <ItemGroup>
                <ConnectorEnvironment Include="dev" Urll="https://contoso-dev.crm4.dynamics.com" />
                <ConnectorEnviroment Include="prod" />
              </ItemGroup>
            </Project>
            """);

        var result = (await folder.BuildAsync("-p:ConnectorOwnr=me")).Succeeded();

        Assert.Equal(
            [": warning CB6107", "(3,5): warning CB6107", "(7,41): warning CB6107", "(8,5): warning CB6107"],
            Places(result).Order(PlaceOrder));
        Assert.Contains("did you mean ConnectorPublisherPrefix?", result.Output, StringComparison.Ordinal);
        Assert.Contains("did you mean Url?", result.Output, StringComparison.Ordinal);
        Assert.Contains("did you mean ConnectorEnvironment?", result.Output, StringComparison.Ordinal);
        Assert.Contains("did you mean ConnectorOwner?", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_MisspeltName_ObeysNoWarnAndWarningsAsErrors()
    {
        var folder = ConnectorFolder.WithConnector(sdk);

        var silent = await folder.BuildAsync("-p:ConnectorOwnr=me", "-p:NoWarn=CB6107");
        var strict = await folder.BuildAsync("-p:ConnectorOwnr=me", "-p:WarningsAsErrors=CB6107");

        silent.Succeeded().Clean();
        Assert.Contains("error CB6107", Assert.Single(strict.Failed().Diagnostics), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prd", "did you mean prod?")]
    [InlineData("somewhere", "the project has dev, prod")]
    public async Task Publish_UnknownEnvironment_FailsBeforeAnythingIsWritten(string environment, string hint)
    {
        var folder = ConnectorFolder.WithConnector(sdk);

        var result = (await folder.DeployAsync($"-p:ConnectorEnvironment={environment}")).Failed();

        var line = Assert.Single(result.Diagnostics);
        Assert.Contains("Orders.csproj : error CB6102: ", line, StringComparison.Ordinal);
        Assert.Contains(hint, line, StringComparison.Ordinal);
        Assert.False(folder.Has("bin/publish/ContosoConnectors.zip"));
    }

    [Theory]
    [InlineData("publish", "-p:ConnectorDeploy=true")]
    [InlineData("build", "-t:PlanConnector")]
    public async Task DeployOrPlan_WithoutEnvironment_AsksForOne(string command, string argument)
    {
        var folder = ConnectorFolder.WithConnector(sdk);

        var result = (await folder.RunAsync(command, argument, ConnectorFolder.FakeTool)).Failed();

        var line = Assert.Single(result.Diagnostics);
        Assert.Contains("Orders.csproj : error CB6103: ", line, StringComparison.Ordinal);
        Assert.Contains("dev, prod", line, StringComparison.Ordinal);
        Assert.False(folder.Has("bin/publish/ContosoConnectors.zip"));
    }

    [Theory]
    [InlineData("", "contoso")]
    [InlineData("ContosoConnectors", "")]
    [InlineData("ContosoConnectors", "mscrmcontoso")]
    [InlineData("Contoso Connectors", "contoso")]
    public async Task Publish_UnusableNames_FailsAndPackagesNothing(string solution, string prefix)
    {
        var folder = ConnectorFolder.WithConnector(sdk);

        var result = (await folder.PublishAsync($"-p:ConnectorSolutionName={solution}", $"-p:ConnectorPublisherPrefix={prefix}")).Failed();

        Assert.All(result.Diagnostics, line => Assert.Matches(@"Orders\.csproj(\(\d+,\d+\)| ): error CB62", line));
        Assert.NotEmpty(result.Diagnostics);
        Assert.False(Directory.Exists(folder.PathOf("bin/publish")));
    }

    [Fact]
    public async Task Build_NamesThatDataverseRefuses_AreShownOnTheirLines()
    {
        var folder = ConnectorFolder.WithConnector(
            sdk,
            Connectors.Project.Replace(">contoso<", ">mscrm-contoso<", StringComparison.Ordinal)
                .Replace("</PropertyGroup>", "  <Version>1.2.3-beta</Version>\n  </PropertyGroup>", StringComparison.Ordinal));

        var result = (await folder.BuildAsync()).Failed();

        Assert.Contains(result.Diagnostics, l => l.Contains("Orders.csproj(4,5): error CB6202: ", StringComparison.Ordinal));
        Assert.Contains(result.Diagnostics, l => l.Contains("Orders.csproj(5,5): warning CB6204: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task BuildAndPublish_NoSolutionAndNoPublisher_SayItOnceAndEarly()
    {
        var folder = ConnectorFolder.WithConnector(sdk, $"""
            <Project Sdk="ConnectorBuild.Sdk/{PackedSdk.Version}">
              <ItemGroup>
                <ConnectorEnvironment Include="dev" Url="https://contoso-dev.crm4.dynamics.com" TenantId="11111111-2222-4333-8444-555555555555" />
              </ItemGroup>
            </Project>
            """);

        var build = (await folder.BuildAsync()).Succeeded();
        var publish = (await folder.PublishAsync("-p:ConnectorEnvironment=dev")).Failed();

        Assert.Contains(": warning CB6247: ", Assert.Single(build.Diagnostics), StringComparison.Ordinal);
        Assert.Contains(": error CB6247: ", Assert.Single(publish.Diagnostics), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_PartOfASolutionWithPatches_NeedsNoNames()
    {
        var folder = ConnectorFolder.WithConnector(sdk, $"""<Project Sdk="ConnectorBuild.Sdk/{PackedSdk.Version}"><ItemGroup><ConnectorEnvironment Include="prod" /></ItemGroup></Project>""")
            .Write("apiDefinition.prod.json", """{"host":"prod.contoso.com"}""");

        (await folder.BuildAsync()).Succeeded().Clean();
    }

    [Theory]
    [InlineData("order_service", true)]
    [InlineData("Zürich", true)]
    [InlineData("OrderService", false)]
    [InlineData("contoso_order-5fservice", false)]
    public async Task Build_NameWithCharactersThatARowCannotHave_WarnsWithTheRowsName(string name, bool warns)
    {
        var folder = ConnectorFolder.WithConnector(
            sdk,
            Connectors.Project.Replace(
                "</PropertyGroup>", $"  <ConnectorName>{name}</ConnectorName>\n  </PropertyGroup>", StringComparison.Ordinal));

        var result = (await folder.BuildAsync()).Succeeded();

        Assert.Equal(warns ? 1 : 0, result.Diagnostics.Count(l => l.Contains("Orders.csproj(5,5): warning CB6248: ", StringComparison.Ordinal)));
        Assert.Equal(warns ? 1 : 0, result.Diagnostics.Count);
    }

    [Fact]
    public async Task Build_PatchesAndDefinitionsWithoutUse_WarnsAtTheFiles()
    {
        var folder = ConnectorFolder.WithConnector(sdk)
            .Write("apiProperties.prd.json", "{}")
            .Write("apiProperties.dev.json", "{}")
            .Write("apiDefinition.json", "{}");

        var result = (await folder.BuildAsync()).Succeeded();

        Assert.Equal(2, result.Diagnostics.Count);
        Assert.Contains(
            result.Diagnostics,
            l => l.Contains("apiProperties.prd.json : warning CB6110: ", StringComparison.Ordinal)
                && l.Contains("did you mean prod?", StringComparison.Ordinal));
        Assert.Contains(result.Diagnostics, l => l.Contains("apiDefinition.swagger.json : warning CB6111: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Build_DefinitionBesideAnOpenApiDocument_IsAnErrorBecauseEitherMayBeTheSource()
    {
        var folder = ConnectorFolder.WithConnector(sdk).Write("openapi.json", "{}");

        var result = (await folder.BuildAsync()).Failed();

        Assert.Contains(result.Diagnostics, l => l.Contains("apiDefinition.swagger.json : error CB6111: ", StringComparison.Ordinal));
    }

    private static readonly IComparer<string> PlaceOrder = Comparer<string>.Create(
        (a, b) => (Line(a), string.CompareOrdinal(a, b)).CompareTo((Line(b), 0)));

    private static int Line(string place) =>
        place[0] == '('
            ? int.Parse(place[1..place.IndexOf(',', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture)
            : 0;

    // "/tmp/…/Orders.csproj(3,5): error CB6106: text" -> "(3,5): error CB6106"
    private static IEnumerable<string> Places(BuildResult result) =>
        result.Diagnostics.Select(line =>
        {
            var start = line.IndexOf("Orders.csproj", StringComparison.Ordinal) + "Orders.csproj".Length;
            return line[start..line.IndexOf(": ", line.IndexOf(" CB", StringComparison.Ordinal), StringComparison.Ordinal)].Trim();
        });
}
