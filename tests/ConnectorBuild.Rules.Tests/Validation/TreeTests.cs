using System.Text;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Testing;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Rules.Tests.Validation;

public sealed class TreeTests
{
    [Fact]
    public void Find_ATree_YieldsEveryConnectorInOrder()
    {
        using var folder = new TemporaryFolder();
        folder.Write("b/apiDefinition.swagger.json", TestConnector.Definition);
        folder.Write("a/x/apiDefinition.json", TestConnector.Definition);
        folder.Write("a/y/openapi.yaml", "swagger: '2.0'");
        folder.Write("c/apidefinition.swagger.json", TestConnector.Definition);
        folder.Write("d/Items.swagger.json", TestConnector.Definition);
        folder.Write("e/readme.json", "{}");
        folder.Write("f/bin/apiDefinition.swagger.json", TestConnector.Definition);
        folder.Write("f/obj/apiDefinition.swagger.json", TestConnector.Definition);
        folder.Write("f/node_modules/p/apiDefinition.swagger.json", TestConnector.Definition);
        folder.Write(".git/apiDefinition.swagger.json", TestConnector.Definition);

        var found = ConnectorLocator.Find(folder.Path).Select(p => Path.GetRelativePath(folder.Path, p.DefinitionFile!).Replace('\\', '/'));

        Assert.Equal(
            ["a/x/apiDefinition.json", "a/y/openapi.yaml", "b/apiDefinition.swagger.json", "c/apidefinition.swagger.json", "d/Items.swagger.json"],
            found);
    }

    [Fact]
    public void Find_ATreeWithCodeSamples_TakesOnlyWhatIsMeantAsAConnector()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a/apiDefinition.swagger.json", TestConnector.Definition);
        folder.Write("sample/openapi.json", """{ "openapi": "3.0.1", "info": { "title": "Web API" } }""");
        folder.Write("sample/Items.csproj", """<Project Sdk="Microsoft.NET.Sdk.Web" />""");
        folder.Write("generated/client.swagger.json", """{ "x": [ 1, ] }""");
        folder.Write("docs/openapi.json", """{ "openapi": "3.0.1", "info": { "title": "See swagger-ui" } }""");
        folder.Write("broken/service.swagger.json", """{ "swagger": "2.0", "paths": {""");
        folder.Write("template/openapi.json", """{ {{#each}} "swagger": "2.0" {{/each}} }""");
        folder.Write("snippets/script.csx", "public class Script : ScriptBase {");
        folder.Write("snippets/settings.json", "{ broken");
        folder.Write("list/openapi.json", """[ { "swagger": "2.0" } ]""");
        folder.Write("meant/openapi.json", """{ "openapi": "3.0.1" }""");
        folder.Write("meant/apiProperties.json", """{ "properties": {} }""");
        folder.Write("project/openapi.json", """{ "openapi": "3.0.1" }""");
        folder.Write("project/Items.csproj", """<Project Sdk="ConnectorBuild.Sdk/1.0.0" />""");

        var found = ConnectorLocator.Find(folder.Path).Select(p => Path.GetFileName(p.ProjectDirectory));

        Assert.Equal(["a", "meant", "project"], found);
        Assert.Single(ConnectorLocator.Find(Path.Combine(folder.Path, "sample")));
    }

    [Fact]
    public void Find_PropertiesWithoutADefinition_AreAConnectorThatHasNone()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a/apiProperties.json", """{ "properties": {} }""");
        folder.Write("a/apiDefintion.json", TestConnector.Definition);
        folder.Write("b/apiDefinition.json", TestConnector.Definition);

        var reports = TreeValidation.Validate(ConnectorLocator.Find(folder.Path), [], null, [], null, null, TestContext.Current.CancellationToken);

        Assert.Equal(["CB1010"], reports[0].Result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Id));
        Assert.Equal(2, reports.Count);
    }

    [Fact]
    public void Validate_SuppressionOfTheCaller_IsUnusedOnlyIfItIsInAll()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a/apiDefinition.json", TestConnector.Definition);
        folder.Write("b/apiDefinition.json", TestConnector.Definition.Replace("\"api.fabrikam.com\"", "42", StringComparison.Ordinal));

        var reports = TreeValidation.Validate(
            ConnectorLocator.Find(folder.Path), [], null, [new("CB1104", null, "known"), new("CB1002", null, "known")], null, null,
            TestContext.Current.CancellationToken);

        Assert.Contains(
            "CB1002", Assert.Single(reports.SelectMany(r => r.Result.Diagnostics), d => d.Id == "CB1901").Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Find_AFolderWithEverything_TakesTheExactNamesAndNoPatches()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in (string[])["apiDefinition.dev.json", "apiDefinition.json", "apiDefinition.swagger.json", "apiProperties.json", "apiProperties.dev.json", "icon.png", "Script.csx", "openapi.json"])
        {
            folder.Write(name, "{}");
        }

        var project = Assert.Single(ConnectorLocator.Find(folder.Path));

        Assert.Equal(
            ["apiDefinition.swagger.json", "apiProperties.json", "icon.png", "Script.csx"],
            new[] { project.DefinitionFile, project.PropertiesFile, project.IconFile, project.ScriptFile }.Select(Path.GetFileName));
        Assert.Equal((Path.GetFileName(folder.Path), folder.Path), (project.ProjectName, project.ProjectDirectory));
    }

    [Theory]
    [InlineData("items.json", "items.json")]
    [InlineData("apiProperties.json", "apiDefinition.swagger.json")]
    [InlineData("icon.png", "apiDefinition.swagger.json")]
    [InlineData("items.csproj", "apiDefinition.swagger.json")]
    public void Find_OneFile_YieldsItsConnector(string file, string definition)
    {
        using var folder = new TemporaryFolder();
        foreach (var name in (string[])["apiDefinition.swagger.json", "apiProperties.json", "icon.png", "items.json", "items.csproj"])
        {
            folder.Write(name, "{}");
        }

        var project = Assert.Single(ConnectorLocator.Find(Path.Combine(folder.Path, file)));

        Assert.Equal(definition, Path.GetFileName(project.DefinitionFile));
        Assert.Equal("apiProperties.json", Path.GetFileName(project.PropertiesFile));
    }

    [Fact]
    public void Find_AProjectThatWasBuilt_UsesItsDescription()
    {
        using var folder = new TemporaryFolder();
        folder.Write("apiDefinition.swagger.json", TestConnector.Definition);
        var described = new ConnectorProject { ProjectName = "Items", ProjectDirectory = folder.Path, DefinitionFile = Path.Combine(folder.Path, "other.json"), Validation = new() { NoWarn = ["CB4117"] } };
        var description = folder.Write("obj/Items.connector.json", described.ToJson());

        foreach (var path in (string[])[folder.Path, description])
        {
            var project = Assert.Single(ConnectorLocator.Find(path));

            Assert.Equal("Items", project.ProjectName);
            Assert.Equal(["CB4117"], project.Validation.NoWarn);
        }
    }

    [Fact]
    public void Find_ADescriptionOfAnotherFolder_IsNotUsed()
    {
        using var folder = new TemporaryFolder();
        folder.Write("apiDefinition.swagger.json", TestConnector.Definition);
        folder.Write("obj/Items.connector.json", new ConnectorProject { ProjectName = "Copied", ProjectDirectory = "/elsewhere" }.ToJson());

        Assert.Equal(Path.GetFileName(folder.Path), Assert.Single(ConnectorLocator.Find(folder.Path)).ProjectName);
    }

    [Fact]
    public void Find_NothingOrNowhere_FailsWithACode()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal("CB1010", Assert.Throws<ConnectorException>(() => ConnectorLocator.Find(folder.Path)).Diagnostics[0].Id);
        Assert.Equal("CB1008", Assert.Throws<ConnectorException>(() => ConnectorLocator.Find(Path.Combine(folder.Path, "no"))).Diagnostics[0].Id);
        var broken = folder.Write("x.connector.json", "{");
        Assert.Equal("CB1008", Assert.Throws<ConnectorException>(() => ConnectorLocator.Find(broken)).Diagnostics[0].Id);
    }

    [Fact]
    public void Find_LinksInACircle_ComesToAnEnd()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a/apiDefinition.swagger.json", TestConnector.Definition);
        try
        {
            Directory.CreateSymbolicLink(Path.Combine(folder.Path, "a", "again"), folder.Path);
        }
        catch (IOException)
        {
            Assert.Skip("This user may not make links.");
        }

        Assert.Single(ConnectorLocator.Find(folder.Path));
    }

    [Fact]
    public void Validate_ATreeOfHundreds_ReportsEachInOrderWithProgress()
    {
        using var folder = new TemporaryFolder();
        for (var index = 0; index < 200; index++)
        {
            folder.Write($"c{index:000}/apiDefinition.swagger.json", index % 10 == 0 ? "{" : TestConnector.Definition);
        }

        var projects = ConnectorLocator.Find(folder.Path);
        var progress = new List<ValidationProgress>();
        var reports = TreeValidation.Validate(projects, [], null, [], null, progress.Add, TestContext.Current.CancellationToken);

        Assert.Equal(projects, reports.Select(r => r.Project));
        Assert.Equal(20, reports.Count(r => r.Result.HasErrors));
        Assert.Equal(Enumerable.Range(1, 200), progress.Select(p => p.Done));
        Assert.All(progress, p => Assert.Equal(200, p.Total));
    }

    [Fact]
    public void Validate_ATreeThatIsCancelled_Stops()
    {
        using var folder = new TemporaryFolder();
        folder.Write("apiDefinition.swagger.json", Encoding.UTF8.GetBytes(TestConnector.Definition));

        Assert.Throws<OperationCanceledException>(
            () => TreeValidation.Validate(
                ConnectorLocator.Find(folder.Path), [], null, [], null, null, new CancellationToken(canceled: true)));
    }
}
