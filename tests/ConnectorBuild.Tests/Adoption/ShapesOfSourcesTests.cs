using System.IO.Compression;
using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Adoption;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;

namespace ConnectorBuild.Tests.Adoption;

/// <summary>A connector is adopted in whatever form it lies there, with the same result.</summary>
public sealed class ShapesOfSourcesTests : IDisposable
{
    private static readonly string[] Forms = ["zip", "unpacked", "unzipped", "below"];
    private static readonly string[] Names = ["apiDefinition.swagger.json", "apiProperties.json", "script.csx", "icon.png", "settings.json"];

    private readonly AdoptedFolder _folder = new();

    public static TheoryData<string, int> Sources => [.. Forms.SelectMany(form => new[] { (form, 1), (form, 3) })];

    public static TheoryData<string> Cases => ["lower", "UPPER", "Mixed"];

    public void Dispose() => _folder.Dispose();

    private static ConnectorRow Row(int index) => ConnectorRow.Create(
        new ConnectorIdentity(new Guid(index, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10), $"contoso_c{index}", $"Connector {index}", "Lists subscriptions."),
        Contoso.Content(
            Contoso.Definition.Replace("Azure Resource Manager", $"Connector {index}", StringComparison.Ordinal),
            Contoso.Properties.Replace(
                "\"capabilities\":[]", "\"capabilities\":[],\"scriptOperations\":[\"ListSubscriptions\"]", StringComparison.Ordinal)) with
        {
            Script = "public class Script : ScriptBase { }\n",
            Icon = new byte[] { 1, 2, (byte)index },
        });

    private static SolutionManifest Manifest => new()
    {
        UniqueName = "Apis", DisplayName = "Our APIs", Version = "1.2.3.4", PublisherName = "Contoso", PublisherDisplayName = "Contoso Ltd.",
        PublisherDescription = "Makes things.", PublisherEmail = "a@contoso.com", PublisherUrl = "https://contoso.com", PublisherPrefix = "contoso",
        OptionValuePrefix = 72700,
        Translations = [new Translation(Translation.OfPublisher, 1031) { DisplayName = "Contoso AG" }],
    };

    private string Make(string form, int count)
    {
        var zip = _folder.File("solution.zip");
        Directory.CreateDirectory(_folder.Path);
        SolutionPackage.Create(Manifest, [.. Enumerable.Range(1, count).Select(Row)], SolutionPackageType.Unmanaged).WriteToFile(zip, managed: false);
        var place = _folder.File(form);
        switch (form)
        {
            case "unpacked":
                SolutionPackage.ReadFile(zip).WriteToFolder(place);
                return place;
            case "unzipped":
                ZipFile.ExtractToDirectory(zip, place);
                File.WriteAllText(Path.Combine(place, "README.md"), "# Ours");
                return place;
            case "below":
                SolutionPackage.ReadFile(zip).WriteToFolder(Path.Combine(place, "src"));
                File.WriteAllText(Path.Combine(place, "Apis.cdsproj"), "<Project />");
                return place;
            default:
                return zip;
        }
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Adopt_SolutionInAnyForm_KeepsEveryConnectorAndThePublisher(string form, int count)
    {
        var place = Make(form, count);
        foreach (var index in Enumerable.Range(1, count))
        {
            _folder.Adopt(PathSource.Read(place, count == 1 ? null : $"contoso_c{index}")).Write(overwrite: true);

            var (expected, adopted) = (ConnectorColumns.Of(Row(index), null), ConnectorColumns.Of(_folder.Row(), null));
            Assert.Equal(Row(index).Identity, _folder.Row().Identity);
            Assert.All(expected, c => Assert.True(ConnectorColumns.AreSame(c.Key, c.Value, adopted[c.Key]), c.Key));
            var file = _folder.Read("project/Adopted.csproj");
            Assert.Contains("<ConnectorPublisherDisplayName>Contoso Ltd.</ConnectorPublisherDisplayName>", file, StringComparison.Ordinal);
            Assert.Contains("<ConnectorPublisherOptionValuePrefix>72700</ConnectorPublisherOptionValuePrefix>", file, StringComparison.Ordinal);
            Assert.Contains("<ConnectorPublisherEmail>a@contoso.com</ConnectorPublisherEmail>", file, StringComparison.Ordinal);
            Assert.Contains("Contoso AG", file, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Adopt_UsualNamesInAnyLetterCase_AreFound(string letters)
    {
        string InCase(string name) => letters switch
        {
            "lower" => name.ToLowerInvariant(),
            "UPPER" => name.ToUpperInvariant(),
            _ => string.Concat(name.Select((c, i) => i % 2 == 0 ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c))),
        };
        var row = Row(1);
        var contents = new Dictionary<string, string>
        {
            [Names[0]] = row.OpenApiDefinition,
            [Names[1]] = Contoso.Properties,
            [Names[2]] = row.CustomCode!,
            [Names[3]] = "icon",
            [Names[4]] = $$"""{"connectorId":"{{row.Identity.RowId}}","apiDefinition":"apiDefinition.swagger.json"}""",
        };
        foreach (var (name, content) in contents)
        {
            _folder.Add($"src/{InCase(name)}", content);
        }

        var adopted = PathSource.Read(_folder.File("src"), wanted: null);

        Assert.Equal((row.Identity.RowId, row.CustomCode, 4), (adopted.RowId, adopted.Script, adopted.Icon!.Value.Length));
        Assert.NotNull(adopted.Properties["properties"]!["connectionParameters"]);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(row.OpenApiDefinition), adopted.Definition));
    }

    [Theory]
    [InlineData("orders.json")]
    [InlineData("Orders API v2.JSON")]
    [InlineData("swagger.yaml")]
    [InlineData("anything.YML")]
    public void Adopt_DefinitionUnderAnyName_IsFoundByFileAndByFolder(string name)
    {
        var isYaml = !name.EndsWith("json", StringComparison.OrdinalIgnoreCase);
        _folder.Add(
            $"src/{name}",
            isYaml ? "swagger: '2.0'\ninfo:\n  title: Orders\n  version: '1'\nhost: orders.contoso.com\npaths: {}\n" : Contoso.Definition);
        _folder.Add("src/package.json", """{"name":"not-a-connector"}""");
        _folder.Add("src/values.yaml", "image: nginx\n");

        var (byFolder, byFile) = (PathSource.Read(_folder.File("src"), null), PathSource.Read(_folder.File($"src/{name}"), null));

        Assert.True(JsonNode.DeepEquals(byFolder.Definition, byFile.Definition));
        Adopter.Create([byFolder], _folder.Options with { PublisherPrefix = "contoso" }).Write(overwrite: false);
        Assert.True(File.Exists(_folder.File("project/apiDefinition.swagger.json")));
    }

    [Fact]
    public void Adopt_FolderOfSeveralDocuments_AsksWhich()
    {
        _folder.Add("src/a.json", Contoso.Definition);
        _folder.Add("src/b.json", Contoso.Definition);

        var error = Assert.Throws<ConnectorException>(() => PathSource.Read(_folder.File("src"), null)).Diagnostics[0];

        Assert.Equal("CB6302", error.Id);
        Assert.Contains("a.json", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{ client secret }}", false)]
    [InlineData("[[CLIENT-SECRET]]", false)]
    [InlineData("<<Please add your secret here>>", false)]
    [InlineData("YOUR_CLIENT_SECRET", false)]
    [InlineData("your client secret", false)]
    [InlineData("****", false)]
    [InlineData("~Hush~8Q-dEaDbEeF", true)]
    [InlineData("Kx18Q~your.secret-0123456789abcdefABCDEF", true)]
    [InlineData("hunter2", true)]
    public void Adopt_PlaceholderInPlaceOfTheSecret_IsNoSecret(string text, bool isSecret)
    {
        _folder.Add("src/apiDefinition.swagger.json", Contoso.Definition);
        _folder.Add(
            "src/apiProperties.json",
            Contoso.Properties.Replace("\"clientId\":\"\"", $"\"clientId\":\"\",\"clientSecret\":\"{text}\"", StringComparison.Ordinal));

        var adopted = PathSource.Read(_folder.File("src"), null);

        Assert.Equal(isSecret, adopted.Findings.Any(f => f.Id == "CB6305"));
        Assert.Equal(!isSecret, adopted.Properties.ToJsonString().Contains("clientSecret", StringComparison.Ordinal));
    }

    [Fact]
    public void Adopt_SeveralConnectors_EachFindingNamesItsConnector()
    {
        var zip = _folder.File("solution.zip");
        Directory.CreateDirectory(_folder.Path);
        SolutionPackage.Create(Manifest, [Row(1), Row(2)], SolutionPackageType.Unmanaged).WriteToFolder(_folder.File("unpacked"));
        foreach (var file in Directory.EnumerateFiles(_folder.File("unpacked"), "*_connectionparameters.json", SearchOption.AllDirectories))
        {
            File.WriteAllText(
                file,
                File.ReadAllText(file).Replace(
                    "\"clientId\":\"\"", "\"clientId\":\"\",\"clientSecret\":\"~Hush~8Q-dEaDbEeF\"", StringComparison.Ordinal));
        }

        var (solution, connectors) = PackageSource.ReadAll(_folder.File("unpacked"));
        var findings = Adopter.CreateSolution(solution, [.. connectors.Select(c => (c.Name!, c))], _folder.Options)
            .SelectMany(p => p.Findings).ToList();

        Assert.Equal(["CB6305", "CB6305"], findings.Select(f => f.Id));
        Assert.Contains("contoso_c1", findings[0].Message, StringComparison.Ordinal);
        Assert.Contains("contoso_c2", findings[1].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("unzipped")]
    public void Adopt_SolutionWithMore_SaysWhatIsLeftOutAndProposesASolutionOfItsOwn(string form)
    {
        var place = Make("unzipped", 2);
        var solution = Path.Combine(place, "solution.xml");
        File.WriteAllText(solution, File.ReadAllText(solution).Replace("<RootComponents>", """
            <RootComponents>
              <RootComponent type="1" schemaName="contoso_order" behavior="0" />
              <RootComponent type="29" id="{11111111-2222-3333-4444-555555555555}" behavior="0" />
            """, StringComparison.Ordinal));
        var customizations = Path.Combine(place, "customizations.xml");
        File.WriteAllText(customizations, File.ReadAllText(customizations).Replace(
            "<Workflows></Workflows>", "<Workflows><Workflow WorkflowId=\"{11111111-2222-3333-4444-555555555555}\" Name=\"Send order\" "
                + "/></Workflows>", StringComparison.Ordinal));
        Directory.CreateDirectory(Path.Combine(place, "CanvasApps"));
        File.WriteAllText(Path.Combine(place, "CanvasApps", "contoso_app.msapp"), "x");
        var source = form == "zip" ? _folder.File("with-more.zip") : place;
        if (form == "zip")
        {
            ZipFile.CreateFromDirectory(place, source);
        }

        var project = _folder.Adopt(PathSource.Read(source, "contoso_c1"));

        var finding = Assert.Single(project.Findings);
        Assert.Equal("CB6312", finding.Id);
        Assert.All(
            ["table:contoso_order", "workflow:Send order", "canvasapp:contoso_app.msapp", "connector:contoso_c2", "--solution ApisConnectors"],
            text => Assert.Contains(text, finding.Message, StringComparison.Ordinal));
        var own = Adopter.Create([PathSource.Read(source, "contoso_c1")], _folder.Options with { SolutionName = "ApisConnectors" });
        Assert.Empty(own.Findings);
        own.Write(overwrite: false);
        Assert.Equal(("ApisConnectors", "Contoso"), (_folder.Project().SolutionName, _folder.Project().PublisherName));
        Assert.Contains("Contoso Ltd.", _folder.Read("project/Adopted.csproj"), StringComparison.Ordinal);
    }

    [Fact]
    public void Adopt_UnpackedSolutionWithFlows_NamesThemByTheirFiles()
    {
        var place = Make("unpacked", 1);
        var solution = Path.Combine(place, "Other", "Solution.xml");
        File.WriteAllText(solution, File.ReadAllText(solution).Replace(
            "<RootComponents>", "<RootComponents><RootComponent type=\"29\" id=\"{11111111-2222-3333-4444-555555555555}\" "
                + "/><RootComponent type=\"4711\" schemaName=\"x\" />", StringComparison.Ordinal));
        Directory.CreateDirectory(Path.Combine(place, "Workflows"));
        var flow = Path.Combine(place, "Workflows", "Sendorder-11111111-2222-3333-4444-555555555555.json");
        File.WriteAllText(flow, "{}");
        File.WriteAllText(flow + ".data.xml", "<Workflow WorkflowId=\"{11111111-2222-3333-4444-555555555555}\" Name=\"Send order\" />");

        var finding = Assert.Single(_folder.Adopt(PathSource.Read(place, null)).Findings);

        Assert.Equal("CB6312", finding.Id);
        Assert.Contains("also has type4711:x, workflow:Send order.", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"openapi":"3.0.1","info":{"title":"Orders","version":"1"},"paths":{"/a":{"get":{}}}}""", true)]
    [InlineData("""{"openapi":"3.0.1","info":{"title":"Orders","version":"1"},"servers":[{"url":"http://localhost:5000"},{"url":"/v1"}],"paths":{"/a":{"get":{}}}}""", true)]
    [InlineData("""{"openapi":"3.0.1","info":{"title":"Orders","version":"1"},"servers":[{"url":"https://orders.contoso.com"}],"paths":{"/a":{"get":{}}}}""", false)]
    [InlineData("""{"openapi":"3.0.1","info":{"title":"Orders","version":"1"},"paths":{"/a":{"get":{"servers":[{"url":"https://orders.contoso.com"}]}}}}""", false)]
    public void Adopt_OpenApiWithoutAServer_HasALineToFillIn(string document, bool isMissing)
    {
        _folder.Add("src/openapi.json", document);

        var project = Adopter.Create([PathSource.Read(_folder.File("src"), null)], _folder.Options with { PublisherPrefix = "contoso" });
        project.Write(overwrite: false);

        Assert.Equal(isMissing, project.Findings.Any(f => f.Id == "CB6313"));
        Assert.Equal(isMissing, File.Exists(_folder.File("project/server.overlay.yaml")));
        Assert.Equal(
            document.Contains("http://", StringComparison.Ordinal),
            isMissing && _folder.Read("project/server.overlay.yaml").Contains("$.servers", StringComparison.Ordinal));
        Assert.Equal(isMissing, _folder.Read("project/Adopted.csproj").Contains("ConnectorOverlay", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("#/components/schemas/A", false)]
    [InlineData("schemas.yaml#/A", true)]
    [InlineData("sub/p.json", true)]
    public void Adopt_OpenApiOfSeveralFiles_IsRefusedAndNamesThem(string reference, bool isRefused)
    {
        _folder.Add(
            "src/openapi.json",
            """{"openapi":"3.0.1","info":{"title":"Orders","version":"1"},"paths":{"/a":{"get":{"responses":{"200":{"description":"A","content":{"application/json":{"schema":{"$ref":"REFERENCE"}}}}}}}},"components":{"schemas":{"A":{"type":"string"}}}}""".Replace("REFERENCE", reference, StringComparison.Ordinal));

        var refusal = Record.Exception(() => PathSource.Read(_folder.File("src"), null)) as ConnectorException;

        Assert.Equal(isRefused ? "CB6314" : null, refusal?.Diagnostics[0].Id);
        Assert.True(!isRefused || refusal!.Message.Contains($"'{reference.Split('#')[0]}'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{ "openapi": "3.1.0", "info": { "title": "Orders", "version": "1" } }""", "CB1602", 1, 1)]
    [InlineData("""{ "openapi": "3.1.0", "info": { "title": "Orders", "version": "1" }, "paths": {} }""", "CB1602", 1, 70)]
    [InlineData("""{ "openapi": "4.0.0", "paths": { "/a": { "get": {} } } }""", "CB1601", 1, 14)]
    [InlineData("""{ "swaggerVersion": "1.2", "apis": [] }""", "CB1601", 1, 21)]
    [InlineData("""{ "swagger": "1.1", "paths": { "/a": { "get": {} } } }""", "CB1601", 1, 14)]
    [InlineData("""{ "info": { "title": "Orders" } }""", "CB1601", 1, 1)]
    [InlineData("""{ "swagger": "2.0", "info": { "title": "Orders", "version": "1" } }""", "CB1602", 1, 1)]
    public void Read_OfADocumentThatIsNoDefinition_IsAnErrorAtItsPlace(string document, string code, int line, int column)
    {
        _folder.Add("src/api.json", document);

        var finding = Assert.Single(Assert.Throws<ConnectorException>(() => PathSource.Read(_folder.File("src/api.json"), null)).Diagnostics);

        Assert.Equal((code, line, column), (finding.Id, finding.Location!.Value.Line, finding.Location.Value.Column));
    }

    [Fact]
    public void Adopt_FilesOfOtherLetterCaseInPlace_SaysWhichToDelete()
    {
        _folder.Add("project/APIDEFINITION.SWAGGER.JSON", Contoso.Definition);
        _folder.Add("project/apiproperties.json", Contoso.Properties);
        if (File.Exists(_folder.File("project/apiProperties.json")))
        {
            return; // A file system without letter case has one file under both names.
        }

        var project = Adopter.Create([PathSource.Read(_folder.File("project"), null)], _folder.Options with { PublisherPrefix = "contoso" });
        project.Write(overwrite: false);

        Assert.Equal(["CB6311", "CB6311"], project.Findings.Select(f => f.Id));
        _folder.Content();
    }
}
