using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Adoption;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;

namespace ConnectorBuild.Tests.Adoption;

/// <summary>A project is made of the files of pac or paconn, or of a solution.</summary>
public sealed class AdoptingFilesTests : IDisposable
{
    private const string Hush = "~Hush~8Q-dEaDbEeF";

    private static readonly Guid RowId = new("6774a467-ce48-42dc-9bda-abc8ad4b3923");

    private readonly AdoptedFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static ConnectorRow Row(string name = "contoso_arm", string? definition = null, string? script = null, Guid? id = null) =>
        ConnectorRow.Create(
            new ConnectorIdentity(id ?? RowId, name, "Azure Resource Manager", "Lists subscriptions."),
            Contoso.Content(
                definition,
                Contoso.Properties.Replace(
                    "\"capabilities\":[]", "\"capabilities\":[],\"scriptOperations\":[\"ListSubscriptions\"]",
                    StringComparison.Ordinal)) with { Script = script, Icon = new byte[] { 1, 2, 3 } });

    private string Zip(params ConnectorRow[] rows)
    {
        var path = _folder.File("solution.zip");
        Directory.CreateDirectory(_folder.Path);
        var manifest = new SolutionManifest { UniqueName = "Apis", DisplayName = "Our APIs", Version = "1.2.3.4", PublisherName = "Contoso", PublisherDisplayName = "Contoso", PublisherPrefix = "contoso" };
        SolutionPackage.Create(manifest, rows, SolutionPackageType.Unmanaged).WriteToFile(path, managed: false);
        return path;
    }

    private AdoptedProject Folder(string properties, string? settings = null)
    {
        _folder.Add("src/apiDefinition.swagger.json", Contoso.Definition);
        _folder.Add("src/apiProperties.json", properties);
        if (settings is not null)
        {
            _folder.Add("src/settings.json", settings);
        }

        return Adopter.Create([FolderSource.Read(_folder.File("src"))], _folder.Options with { PublisherPrefix = "contoso" });
    }

    private static string Code(Action action) => Assert.Throws<ConnectorException>(action).Diagnostics[0].Id;

    [Fact]
    public void Adopt_SolutionZip_KeepsIdentitySolutionAndEveryColumn()
    {
        var row = Row(script: "public class Script : ScriptBase { }\n");

        _folder.Adopt(PackageSource.Read(Zip(row), wanted: null)).Write(overwrite: false);

        var project = _folder.Project();
        Assert.Equal(
            (RowId, "contoso_arm", "Apis", "Our APIs", "contoso", "Contoso"),
            (project.RowId, project.ConnectorName, project.SolutionName, project.SolutionDisplayName, project.PublisherPrefix, project.PublisherName));
        var adopted = _folder.Row();
        Assert.Equal(row.Identity, adopted.Identity);
        Assert.All(
            ConnectorColumns.Of(row, null),
            c => Assert.True(ConnectorColumns.AreSame(c.Key, c.Value, ConnectorColumns.Of(adopted, null)[c.Key]), c.Key));
    }

    [Fact]
    public void Adopt_UnpackedSolution_IsTheSameAsItsZip()
    {
        SolutionPackage.ReadFile(Zip(Row())).WriteToFolder(_folder.File("unpacked"));

        var files = _folder.Adopt(PackageSource.Read(_folder.File("unpacked"), null)).Files;

        Assert.Equal(
            _folder.Adopt(PackageSource.Read(_folder.File("solution.zip"), null)).Files.Select(f => Convert.ToHexString(f.Content.Span)),
            files.Select(f => Convert.ToHexString(f.Content.Span)));
    }

    [Fact]
    public void Adopt_NameWithAnotherPrefixThanTheSolutions_IsKept()
    {
        _folder.Adopt(PackageSource.Read(Zip(Row("cr897_5FTrace-20parser")), null)).Write(overwrite: false);

        Assert.Equal("cr897_5FTrace-20parser", _folder.Row().Identity.Name);
    }

    [Fact]
    public void Adopt_SolutionWithTwoConnectors_AsksWhich()
    {
        var zip = Zip(Row(), Row("contoso_other", id: Guid.NewGuid()));

        Assert.Equal("CB6302", Code(() => PackageSource.Read(zip, null)));
        Assert.Equal("CB6301", Code(() => PackageSource.Read(zip, "contoso_third")));
        Assert.Equal("contoso_other", PackageSource.Read(zip, "CONTOSO_other").Name);
    }

    [Fact]
    public void Adopt_ZipThatIsCutOff_WritesNothing()
    {
        var zip = Zip(Row());
        File.WriteAllBytes(zip, File.ReadAllBytes(zip)[..^100]);

        Assert.StartsWith("CB62", Code(() => PackageSource.Read(zip, null)), StringComparison.Ordinal);
    }

    [Fact]
    public void Adopt_DefinitionThatIsCutOff_IsRefused() =>
        Assert.StartsWith(
            "CB1", Code(() => RowFiles.Create(Row() with { OpenApiDefinition = Contoso.Definition[..200] }, "there")),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"token":{},"token":{}}""")]
    [InlineData("""{"token":{"oAuthSettings":{"clientId":"a","clientId":"b"}}}""")]
    public void Adopt_NameThatComesTwice_IsRefused(string parameters) =>
        Assert.Equal("CB6310", Code(() => RowFiles.Create(Row() with { ConnectionParameters = parameters }, "there")));

    [Fact]
    public void Adopt_ParametersThatAreCutOff_IsRefused() =>
        Assert.Equal("CB6310", Code(() => RowFiles.Create(Row() with { ConnectionParameters = "{\"token\":" }, "there")));

    [Fact]
    public void Adopt_FolderOfPac_LeavesSecretAndRedirectUrlOutAndKeepsTheRest()
    {
        var properties = Contoso.Properties
            .Replace(
                "\"clientId\":\"\"",
                $"\"clientId\":\"11111111-0000-0000-0000-000000000001\",\"clientSecret\":\"{Hush}\",\"redirectUrl\":\"https://global.consent.azure-apim.net/redirect/x\"",
                StringComparison.Ordinal)
            .Replace("\"capabilities\":[]", "\"capabilities\":[],\"stackOwner\":\"Contoso\",\"publisher\":\"Contoso\"", StringComparison.Ordinal);

        var project = Folder(properties, $$"""{"connectorId":"{{RowId}}","environment":"x","apiProperties":"apiProperties.json","apiDefinition":"./apiDefinition.swagger.json","icon":"","script":null}""");
        project.Write(overwrite: false);

        Assert.Contains(project.Findings, d => d.Id == "CB6305");
        Assert.DoesNotContain(Directory.EnumerateFiles(_folder.File("project")), f => File.ReadAllText(f).Contains(Hush, StringComparison.Ordinal));
        var written = JsonNode.Parse(_folder.Read("project/apiProperties.json"))!["properties"]!;
        Assert.Equal("Contoso", (string?)written["stackOwner"]);
        Assert.Null(written["connectionParameters"]!["token"]!["oAuthSettings"]!["redirectUrl"]);
        Assert.Equal(RowId, _folder.Project().RowId);
        _folder.Content();
    }

    [Theory]
    [InlineData("\"AzureActiveDirectoryResourceId\"", "\"ClientSecret\":\"~\",\"AzureActiveDirectoryResourceId\"")]
    [InlineData("\"customParameters\":{", "\"customParameters\":{\"clientSecret\":{\"value\":\"~\"},")]
    [InlineData("{\"properties\":{\"icon", "{\"clientSecret\":\"~\",\"properties\":{\"icon")]
    public void Adopt_SecretWhereverItStands_IsLeftOut(string place, string secret)
    {
        var project = Folder(Contoso.Properties.Replace(place, secret.Replace("~", Hush, StringComparison.Ordinal), StringComparison.Ordinal));

        Assert.Contains(project.Findings, f => f.Id == "CB6305");
        Assert.DoesNotContain(project.Files, f => System.Text.Encoding.UTF8.GetString(f.Content.Span).Contains(Hush, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(EnvironmentVariableType.Secret)]
    [InlineData(EnvironmentVariableType.Text)]
    public void Adopt_DefaultOfASecretsVariable_IsLeftOutUnlessItIsAPath(EnvironmentVariableType type)
    {
        const string Path = "/subscriptions/1/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v/secrets/s";
        var row = Row() with { ConnectionParameters = Row().ConnectionParameters.Replace(
            "\"clientId\":\"\"", "\"clientId\":\"\",\"clientSecret\":\"@environmentVariables(\\\"contoso_Secret\\\")\"",
            StringComparison.Ordinal) };

        Assert.Equal("CB6305", string.Join(' ', Adopted(Hush).Findings.Select(f => f.Id)));
        Assert.Empty(Adopted(Path).Findings);
        Assert.DoesNotContain(Adopted(Hush).Files, f => System.Text.Encoding.UTF8.GetString(f.Content.Span).Contains(Hush, StringComparison.Ordinal));
        Assert.Contains(Adopted(Path).Files, f => System.Text.Encoding.UTF8.GetString(f.Content.Span).Contains(Path, StringComparison.Ordinal));

        AdoptedProject Adopted(string value) => _folder.Adopt(RowFiles.Create(row, "there") with
        {
            Solution = new AdoptedSolution("Contoso", null, null, null, "contoso") { EnvironmentVariables = [new EnvironmentVariable("contoso_Secret", "Secret", type) { DefaultValue = value }] },
        });
    }

    [Fact]
    public void Adopt_SecretBesideAReference_IsLeftOut()
    {
        var project = Folder(
            Contoso.Properties.Replace(
                "\"clientId\":\"\"", $"\"clientId\":\"\",\"clientSecret\":\"@environmentVariables(\\\"contoso_Secret\\\"){Hush}\"",
                StringComparison.Ordinal));

        Assert.Contains(project.Findings, f => f.Id == "CB6305");
        Assert.DoesNotContain(project.Files, f => System.Text.Encoding.UTF8.GetString(f.Content.Span).Contains(Hush, StringComparison.Ordinal));
    }

    [Fact]
    public void Adopt_SecretThatIsAReference_IsKept()
    {
        var project = Folder(
            Contoso.Properties.Replace(
                "\"clientId\":\"\"", "\"clientId\":\"\",\"clientSecret\":\"@environmentVariables(\\\"contoso_Secret\\\")\"",
                StringComparison.Ordinal));

        Assert.DoesNotContain(project.Findings, d => d.Id == "CB6305");
        Assert.Contains(project.Files, f => System.Text.Encoding.UTF8.GetString(f.Content.Span).Contains("contoso_Secret", StringComparison.Ordinal));
    }

    [Fact]
    public void Adopt_InItsOwnFolder_AddsTheProjectFileAndLeavesTheOthers()
    {
        Folder(Contoso.Properties);
        var before = _folder.Read("src/apiProperties.json");

        var written = Adopter.Create(
            [FolderSource.Read(_folder.File("src"))],
            _folder.Options with { PublisherPrefix = "contoso", Directory = _folder.File("src") }).Write(overwrite: false);

        Assert.Equal(["Adopted.csproj"], written.Select(Path.GetFileName));
        Assert.Equal(before, _folder.Read("src/apiProperties.json"));
    }

    [Fact]
    public void Adopt_FileInTheWay_IsNotOverwrittenUnlessTold()
    {
        var project = Folder(Contoso.Properties);
        _folder.Add("project/apiProperties.json", """{"properties":{"mine":true}}""");

        Assert.Equal("CB6304", Code(() => project.Write(overwrite: false)));
        Assert.Equal(["apiProperties.json"], Directory.EnumerateFiles(_folder.File("project")).Select(Path.GetFileName));
        project.Write(overwrite: true);
        Assert.DoesNotContain("mine", _folder.Read("project/apiProperties.json"), StringComparison.Ordinal);
    }

    [Fact]
    public void Adopt_FolderThatDoesNotSayThePrefix_AsksForIt()
    {
        _folder.Add("src/apiDefinition.swagger.json", Contoso.Definition);

        Assert.Equal("CB6308", Code(() => _folder.Adopt(FolderSource.Read(_folder.File("src")))));
    }

    [Theory]
    [InlineData("""{"apiDefinition":"../../etc/passwd"}""", "CB6307")]
    [InlineData("""{"apiDefinition":"/etc/passwd"}""", "CB6307")]
    [InlineData("""{"apiDefinition":"missing.json"}""", "CB6307")]
    [InlineData("""{"apiDefinition":""", "CB6307")]
    public void Adopt_SettingsThatLeadElsewhere_AreRefused(string settings, string code) =>
        Assert.Equal(code, Code(() => Folder(Contoso.Properties, settings)));

    [Fact]
    public void Adopt_EmptyFolder_IsNoConnector()
    {
        Directory.CreateDirectory(_folder.Path);

        Assert.Equal("CB6301", Code(() => FolderSource.Read(_folder.Path)));
    }

    [Fact]
    public void Adopt_SameConnectorOfTwoEnvironments_BecomesBaseAndPatches()
    {
        const string App1 = "11111111-0000-0000-0000-000000000001", App2 = "11111111-0000-0000-0000-000000000002";
        var dev = Environment(RowFiles.Create(WithApp(Row(), App1), "dev.zip"), "dev", App1);
        var prod = Environment(RowFiles.Create(
            WithApp(Row(definition: Contoso.Definition.Replace("management.azure.com", "management.contoso.com", StringComparison.Ordinal)), App2)
                with { PolicyTemplateInstances = """[{"templateId":"setheader","title":"H","parameters":{"x-ms-apimTemplateParameter.name":"x","x-ms-apimTemplateParameter.value":"1","x-ms-apimTemplateParameter.existsAction":"override","x-ms-apimTemplate-policySection":"Request"}}]""" },
            "prod.zip"), "prod", App2);

        _folder.Adopt(dev, prod).Write(overwrite: false);

        Assert.Equal("""{"host":"management.contoso.com"}""", JsonNode.Parse(_folder.Read("project/apiDefinition.prod.json"))!.ToJsonString());
        Assert.Equal(
            ["policyTemplateInstances"],
            JsonNode.Parse(_folder.Read("project/apiProperties.prod.json"))!["properties"]!.AsObject().Select(m => m.Key));
        Assert.Equal([App1, App2], _folder.Project().Environments.Where(e => e.Url is not null).Select(e => e.ClientId));
        Assert.Contains("management.azure.com", _folder.Row("dev").OpenApiDefinition, StringComparison.Ordinal);
        Assert.Contains("management.contoso.com", _folder.Row("prod").OpenApiDefinition, StringComparison.Ordinal);
        Assert.Contains("setheader", _folder.Row("prod").PolicyTemplateInstances, StringComparison.Ordinal);

        static AdoptedConnector Environment(AdoptedConnector connector, string name, string app) => connector with
        {
            Environment = new AdoptedEnvironment(name) { Url = $"https://{name}.crm4.dynamics.com", TenantId = Guid.NewGuid().ToString(), ClientId = app },
        };

        static ConnectorRow WithApp(ConnectorRow row, string app) =>
            row with { ConnectionParameters = row.ConnectionParameters.Replace(
                "\"clientId\":\"\"", $"\"clientId\":\"{app}\"", StringComparison.Ordinal) };
    }

    [Fact]
    public void Adopt_SecondEnvironmentIsManaged_PatchSaysOnlyWhatAPackageCan()
    {
        var dev = RowFiles.Create(Row(), "dev.zip") with { Environment = new AdoptedEnvironment("dev") };
        var other = Contoso.Definition.Replace(
            "management.azure.com", "@environmentVariables(\\\"contoso_Host\\\")",
            StringComparison.Ordinal).Replace("List subscriptions", "All subscriptions", StringComparison.Ordinal);
        var prod = RowFiles.Create(Row(definition: other), "prod.zip") with
        {
            Environment = new AdoptedEnvironment("prod") { Url = "https://prod.crm4.dynamics.com", TenantId = Guid.NewGuid().ToString(), IsManaged = true },
            VariableValues = new Dictionary<string, string> { ["contoso_Host"] = "prod.contoso.com" },
        };

        var project = _folder.Adopt(dev, prod);
        project.Write(overwrite: false);

        Assert.Equal("""{"host":"prod.contoso.com"}""", JsonNode.Parse(_folder.Read("project/apiDefinition.prod.json"))!.ToJsonString());
        Assert.False(File.Exists(_folder.File("project/apiProperties.prod.json")));
        Assert.Contains(project.Findings, f => f.Id == "CB6306" && f.Message.Contains("The definition of prod.zip", StringComparison.Ordinal));
        Assert.DoesNotContain(
            _folder.Adopt(dev, prod with { Environment = prod.Environment with { IsManaged = false } }).Findings, f => f.Id == "CB6306");
    }

    [Theory]
    [InlineData(1, 1, true, "")]
    [InlineData(1, 2, true, "CB6306")]
    [InlineData(1, null, true, "CB6306")]
    [InlineData(null, 1, true, "CB6306")]
    [InlineData(null, null, true, "")]
    [InlineData(1, null, false, "")]
    public void Adopt_IconsOfTwoEnvironments_AreComparedWhereTheyAreKnown(int? first, int? second, bool isRow, string expected)
    {
        var project = _folder.Adopt(Source("dev", first), Source("prod", second) with { Name = isRow ? Row().Identity.Name : null });

        Assert.Equal(expected, string.Join(' ', project.Findings.Select(f => f.Id)));

        AdoptedConnector Source(string environment, int? icon) => RowFiles.Create(Row(), environment) with
        {
            Environment = new AdoptedEnvironment(environment),
            Icon = icon is { } content ? new byte[] { (byte)content } : default(ReadOnlyMemory<byte>?),
        };
    }

    [Fact]
    public void Adopt_TwoConnectors_IsRefused()
    {
        var a = RowFiles.Create(Row(), "a") with { Environment = new AdoptedEnvironment("a") };
        var b = RowFiles.Create(Row(id: Guid.NewGuid()), "b") with { Environment = new AdoptedEnvironment("b") };

        Assert.Equal("CB6303", Code(() => _folder.Adopt(a, b)));
        Assert.Equal("CB6303", Code(() => _folder.Adopt(a, a)));
    }

    [Fact]
    public void Adopt_DescriptionThatIsNotTheDefinitions_IsKept()
    {
        _folder.Adopt(
            PackageSource.Read(
                Zip(Row() with { Identity = new ConnectorIdentity(RowId, "contoso_arm", "ARM", "Other words; 100% (of them).") }),
                null)).Write(overwrite: false);

        Assert.Equal("Other words; 100% (of them).", _folder.Row().Identity.Description);
    }

    [Fact]
    public void Adopt_EmptyDescriptionWhereTheDefinitionHasOne_StaysEmpty()
    {
        var project = _folder.Adopt(RowFiles.Create(Row() with { Identity = new ConnectorIdentity(RowId, "contoso_arm", "ARM", "") }, "there"));

        project.Write(overwrite: false);

        Assert.Empty(project.Findings);
        Assert.Equal("", _folder.Row().Identity.Description);
    }

    [Theory]
    [InlineData("""{"a":1}""", """{"a":1}""", "{}")]
    [InlineData("""{"a":1,"b":2}""", """{"a":1}""", """{"b":null}""")]
    [InlineData("""{"a":{"x":1,"y":2}}""", """{"a":{"x":1,"y":3}}""", """{"a":{"y":3}}""")]
    [InlineData("""{"a":[1,2]}""", """{"a":[1]}""", """{"a":[1]}""")]
    [InlineData("""{"a":{"x":1}}""", """{"a":2}""", """{"a":2}""")]
    [InlineData("""{}""", """{"a":{"b":{}}}""", """{"a":{"b":{}}}""")]
    public void MergePatch_OfTwoDocuments_MakesOneOfTheOther(string from, string to, string patch)
    {
        var (a, b) = ((JsonObject)JsonNode.Parse(from)!, (JsonObject)JsonNode.Parse(to)!);

        var made = MergePatch.Create(a, b);

        Assert.Equal(patch, made.ToJsonString());
        Assert.True(JsonNode.DeepEquals(b, MergePatch.Apply(a, made)));
    }
}
