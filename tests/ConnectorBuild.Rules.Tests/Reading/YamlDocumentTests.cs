using System.Text;
using System.Text.Json;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Tests.Reading;

public sealed class YamlDocumentTests
{
    [Theory]
    [InlineData("a: 1", """{"a":1}""")]
    [InlineData("a: 1.50", """{"a":1.50}""")]
    [InlineData("a: -0.5e3", """{"a":-0.5e3}""")]
    [InlineData("a: +7", """{"a":7}""")]
    [InlineData("a: 007", """{"a":7}""")]
    [InlineData("a: .5", """{"a":0.5}""")]
    [InlineData("a: 0x1F", """{"a":31}""")]
    [InlineData("a: 'x'", """{"a":"x"}""")]
    [InlineData("a: \"1\"", """{"a":"1"}""")]
    [InlineData("a: true", """{"a":true}""")]
    [InlineData("a: yes", """{"a":"yes"}""")]
    [InlineData("a: 2024-01-01", """{"a":"2024-01-01"}""")]
    [InlineData("a: 1.2.3", """{"a":"1.2.3"}""")]
    [InlineData("a: .inf", """{"a":".inf"}""")]
    [InlineData("a: ~", """{"a":null}""")]
    [InlineData("a:", """{"a":null}""")]
    [InlineData("a: !!str 1", """{"a":"1"}""")]
    [InlineData("a: !!int '7'", """{"a":7}""")]
    [InlineData("a: !!bool \"true\"", """{"a":true}""")]
    [InlineData("a: ! 7", """{"a":"7"}""")]
    [InlineData("a: !!seq [1]\nb: !!map {c: 2}", """{"a":[1],"b":{"c":2}}""")]
    [InlineData("200: OK", """{"200":"OK"}""")]
    [InlineData("a: [1, {b: c}]", """{"a":[1,{"b":"c"}]}""")]
    [InlineData("a: |\n  x\n  y\n", "{\"a\":\"x\\ny\\n\"}")]
    [InlineData("a: &x {b: 1}\nc: *x", """{"a":{"b":1},"c":{"b":1}}""")]
    [InlineData("a: &x {b: 1, d: 2}\nc:\n  <<: *x\n  d: 3", """{"a":{"b":1,"d":2},"c":{"b":1,"d":3}}""")]
    public void Read_ByTheCoreSchema_GivesTheSameJson(string yaml, string expected)
    {
        var file = Documents.Read(yaml, "a.yaml");

        Assert.Empty(file.Diagnostics);
        Assert.Equal(expected, Encoding.UTF8.GetString(JsonText.Minify(file.Document!.Text.Span)));
    }

    [Fact]
    public void Read_NamesAndValues_KeepTheirPlaces()
    {
        var document = Documents.Document("# comment\nswagger: '2.0'\npaths:\n  /items:\n    get: {operationId: Größe}\n", "a.yml");
        var get = document.Root[Keyword.Paths]["/items"][Keyword.Get];

        Assert.Equal((2, 10, 2, 15), Place(document.Root[Keyword.Swagger]));
        Assert.Equal((5, 24, 5, 29), Place(get[Keyword.OperationId]));
        ref readonly var record = ref document.Nodes[get.Index];
        Assert.Equal(
            (5, 5),
            (document.Map.Locate(record.NameStart - 1, record.NameStart).Line, document.Map.Locate(record.NameStart - 1, record.NameStart).Column));
    }

    [Fact]
    public void Read_AnAliasBomb_EndsWithAMessage()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var level = 1; level < 12; level++)
        {
            bomb.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]\n");
        }

        var file = Documents.Read(bomb.ToString(), "a.yaml");

        Assert.Null(file.Document);
        Assert.Equal(["CB1007"], file.Diagnostics.Select(d => d.Id));
    }

    [Theory]
    [InlineData("a: &x [*x]", "CB1012 1:8-1:10")]
    [InlineData("a: *x", "CB1012 1:4-1:6")]
    [InlineData("? [a]\n: b", "CB1012 1:3-1:3")]
    [InlineData("a: 1\n---\nb: 2", "CB1012 2:1-2:4")]
    [InlineData("<<: 1", "CB1012 1:1-1:3")]
    [InlineData("a: !!binary aGk=", "CB1012 1:4-1:17")]
    [InlineData("a: !!python/object:os.system x", "CB1012 1:4-1:31")]
    [InlineData("a: !Ref {b: 1}", "CB1012 1:4-1:9")]
    [InlineData("a: !!set [1]", "CB1012 1:4-1:10")]
    [InlineData("a: 1\na: 2", "CB1005 2:1-2:2")]
    [InlineData("a: [1, 2", "CB1001 1:9-1:9")]
    [InlineData("a: b: c", "CB1001 1:5-1:5")]
    [InlineData("- a", "CB1011 1:1-1:1")]
    [InlineData("# nothing", "CB1009 1:1-1:1")]
    public void Read_WhatHasNoCounterpartInJson_SaysSoAtItsPlace(string yaml, string expected)
    {
        var file = Documents.Read(yaml, "a.yaml");

        Assert.Equal([expected], file.Diagnostics.Select(Documents.Place));
    }

    [Theory]
    [InlineData("paths:\n  /x:\n    get:\n\t  operationId: A\n", "4:1-4:2")]
    [InlineData("a:\n  b: c\n  \td: e\n", "3:3-3:4")]
    [InlineData("a:\r\n  - b\r\n\t- c\r\n", "3:1-3:2")]
    [InlineData("a: |\n  x\n  \ty\nb:\n\tc: d\n", "5:1-5:2")]
    [InlineData("a:\n  b: {\n\tc: d }\n", "3:1-3:2")]
    [InlineData("ø: \"😀\"\nb:\n\tc: d\n", "3:1-3:2")]
    public void Read_ATabThatIndents_SaysSoAtTheTab(string yaml, string place)
    {
        var found = Assert.Single(Documents.Read(yaml, "a.yaml").Diagnostics);

        Assert.Equal("CB1001 " + place, Documents.Place(found));
        Assert.Contains("tab", found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: |\n  x\n  \ty\nb: [1\n")]
    [InlineData("a:\tb\nc: d: e\n")]
    public void Read_ATabThatDoesNotIndent_IsNotBlamed(string yaml) =>
        Assert.DoesNotContain("tab", Assert.Single(Documents.Read(yaml, "a.yaml").Diagnostics).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("a: 1\n{0}: 2", 100_000, "CB1001 2:1-2:100001")]
    [InlineData("a:\n  \"{0}\": 2", 1_023, "CB1001 2:3-2:1028")]
    public void Read_ANameThatIsTooLongForYaml_SaysHowLong(string yaml, int length, string place)
    {
        var found = Assert.Single(Documents.Read(yaml.Replace("{0}", new string('k', length), StringComparison.Ordinal), "a.yaml").Diagnostics);

        Assert.Equal(place, Documents.Place(found));
        Assert.Contains(length == 100_000 ? "100,000 characters" : "1,025 characters", found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{0}: 1", 1_024)]
    [InlineData("a: {0}", 100_000)]
    [InlineData("? {0}\n: 1", 2_000)]
    [InlineData("{{0}: 1}", 2_000)]
    public void Read_LongTextThatYamlAllows_IsFine(string yaml, int length) =>
        Assert.Empty(Documents.Read(yaml.Replace("{0}", new string('k', length), StringComparison.Ordinal), "a.yaml").Diagnostics);

    [Fact]
    public void Read_RawControlCharacters_AreReportedWhereTheyStand()
    {
        var file = Documents.Read("a: ø\u0001y\n\"\u0007b\": \"\t\u007f\"\n", "a.yaml");

        Assert.Equal(["CB1002 1:5-1:6", "CB1002 2:2-2:3", "CB1002 2:9-2:10"], file.Diagnostics.Select(Documents.Place));
        Assert.Contains("0x01", file.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.Equal("ø\u0001y", file.Document!.Root["a"].Text);
    }

    [Fact]
    public void Read_NestedDeeperThanTheBound_SaysSo()
    {
        Assert.Equal(["CB1006"], Documents.Read(new string('[', 10_000), "a.yaml").Diagnostics.Select(d => d.Id));
    }

    [Fact]
    public void Validate_AYamlConnector_GivesItsContentAsJson()
    {
        using var connector = new TestConnector();
        connector.Project = connector.Project with
        {
            DefinitionFile = connector.Write(
                "apiDefinition.swagger.yaml",
                "swagger: \"2.0\"\ninfo: {title: Items, version: \"1.0\", description: Items}\nhost: api.fabrikam.com\nschemes: "
                    + "[https]\npaths:\n  /items:\n    get: {operationId: GetItems, responses: {200: {description: OK}}}\n"),
        };
        connector.Write("apiDefinition.dev.yaml", "host: dev.fabrikam.com\n");

        using var content = JsonDocument.Parse(connector.DefinitionText("dev"));

        Assert.Equal("dev.fabrikam.com", content.RootElement.GetProperty("host").GetString());
        Assert.Equal(
            "OK",
            content.RootElement.GetProperty("paths").GetProperty("/items").GetProperty("get").GetProperty("responses").GetProperty("200")
                .GetProperty("description").GetString());
    }

    private static (int, int, int, int) Place(SourceNode node)
    {
        ref readonly var record = ref node.Document.Nodes[node.Index];
        var place = node.Document.Map.Locate(record.Start, record.End);
        return (place.Line, place.Column, place.EndLine, place.EndColumn);
    }
}
