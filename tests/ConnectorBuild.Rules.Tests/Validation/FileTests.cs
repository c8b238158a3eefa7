using System.Text;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Rules.Tests.Validation;

public sealed class FileTests
{
    [Fact]
    public void Validate_AGoodConnector_FindsNothingWorseThanAdvice()
    {
        using var connector = new TestConnector();

        var result = connector.Validate();

        Assert.DoesNotContain(result.Diagnostics, d => d.Severity != DiagnosticSeverity.Info);
        Assert.False(result.HasErrors);
        Assert.Equal(TestConnector.Definition, Encoding.UTF8.GetString(result.Content!.Definition.Span));
        Assert.Equal("""{"properties":{}}""", Encoding.UTF8.GetString(result.Content.Properties.Span));
    }

    [Fact]
    public void Validate_WithoutDefinition_SaysSo()
    {
        using var connector = new TestConnector();
        connector.Project = connector.Project with { DefinitionFile = null };

        var result = connector.Validate();

        Assert.Equal(["CB1010"], result.Diagnostics.Select(d => d.Id));
        Assert.Null(result.Content);
    }

    [Theory]
    [InlineData("\"securityDefinitions\": { \"key\": { \"type\": \"apiKey\", \"in\": \"header\", \"name\": \"X-Key\" } }", false, "Warning CB2508 apiDefinition.swagger.json 4:1-4:22")]
    [InlineData("\"securityDefinitions\": { \"key\": { \"type\": \"apiKey\", \"in\": \"header\", \"name\": \"X-Key\" } }", true, "Error CB2508 apiDefinition.swagger.json 4:1-4:22")]
    [InlineData("\"securityDefinitions\": {}", false, "")]
    [InlineData("\"securityDefinitions\": {}", true, "Warning CB2508 items.csproj 0:0-0:0")]
    public void Validate_WithoutProperties_SaysSoInAProjectOrWhereCallersSignIn(string security, bool isProject, string expected)
    {
        using var connector = new TestConnector(
            $"{{ \"swagger\": \"2.0\",\n\"info\": {{ \"title\": \"x\", \"version\": \"1\" }},\n\"paths\": {{}},\n{security} }}");
        connector.Project = connector.Project with { ProjectFile = isProject ? Path.Combine(connector.Folder, "items.csproj") : null };

        var found = connector.Validate().Diagnostics.Where(d => d.Id == "CB2508").ToList();

        Assert.Equal(
            expected,
            string.Join(
                ' ',
                found.Select(
                    d => $"{d.Severity} {d.Id} {d.Location!.Value.File} "
                        + $"{d.Location.Value.Line}:{d.Location.Value.Column}-{d.Location.Value.EndLine}:{d.Location.Value.EndColumn}")));
        connector.WithProperties("""{ "properties": {} }""");
        Assert.DoesNotContain(connector.Validate().Diagnostics, d => d.Id == "CB2508");
    }

    [Fact]
    public void Validate_FilesThatDoNotExistOrAreFolders_SaysSo()
    {
        using var connector = new TestConnector();
        Directory.CreateDirectory(Path.Combine(connector.Folder, "icon.png"));
        connector.Project = connector.Project with
        {
            PropertiesFile = Path.Combine(connector.Folder, "apiProperties.json"),
            IconFile = Path.Combine(connector.Folder, "icon.png"),
            ScriptFile = Path.Combine(connector.Folder, "no", "script.csx"),
        };

        var result = connector.Validate();

        Assert.Equal(
            ["apiProperties.json", "icon.png", "no/script.csx"],
            result.Diagnostics.Where(d => d.Id == "CB1008").Select(d => d.Location!.Value.File));
        Assert.Null(result.Content);
    }

    [Fact]
    public void Validate_AFileThatNobodyMayRead_SaysSo()
    {
        using var connector = new TestConnector();
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(connector.Project.DefinitionFile!, UnixFileMode.None);
        }

        Assert.SkipWhen(CanRead(connector.Project.DefinitionFile!), "This user may read everything, or the system has no file modes.");

        Assert.Equal(["CB1008"], connector.Validate().Diagnostics.Select(d => d.Id));
    }

    [Fact]
    public void Validate_AHugeFile_IsNotEvenRead()
    {
        using var connector = new TestConnector();
        using (var file = File.OpenWrite(connector.Project.DefinitionFile!))
        {
            file.SetLength(100L * 1024 * 1024);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = connector.Validate();

        Assert.Equal(["CB1007"], result.Diagnostics.Select(d => d.Id));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 10_000_000);
    }

    [Fact]
    public void Validate_ADeviceWithoutEnd_IsReadToTheLimitOnly()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "The system has no such device.");
        using var connector = new TestConnector();
        connector.Project = connector.Project with { DefinitionFile = "/dev/zero" };

        Assert.Equal(["CB1007"], connector.Validate().Diagnostics.Select(d => d.Id));
    }

    [Fact]
    public void Validate_ASwagger1Document_SaysWhatItIsAndNothingElse()
    {
        using var connector = new TestConnector("""{ "swaggerVersion": "1.2", "info": {}, "paths": { "x": { "get": {} } }, "components": {} }""");

        var result = connector.Validate();

        var only = Assert.Single(result.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
        Assert.Equal("CB1101", only.Id);
        Assert.Contains("1.2", only.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_WithAnEnvironment_AppliesItsPatchesOnly()
    {
        using var connector = new TestConnector().WithProperties("""{ "properties": { "publisher": "Fabrikam" } }""");
        connector.Write("apiDefinition.dev.json", """{ "host": "https://dev.fabrikam.com" }""");
        connector.Write("apiDefinition.prod.json", """{ "host": "prod.fabrikam.com" }""");
        connector.Write("apiProperties.prod.json", """{ "properties": { "publisher": null } }""");

        Assert.Contains("api.fabrikam.com", connector.DefinitionText(), StringComparison.Ordinal);
        Assert.Contains("prod.fabrikam.com", connector.DefinitionText("prod"), StringComparison.Ordinal);
        Assert.Equal("""{ "properties": {} }""", Encoding.UTF8.GetString(connector.Validate("prod").Content!.Properties.Span));
        var error = Assert.Single(connector.Validate("dev").Diagnostics, d => d.Id == "CB1104");
        Assert.Equal(new SourceLocation("apiDefinition.dev.json", 1, 11, 1, 37), error.Location);
        Assert.DoesNotContain(connector.Validate("test").Diagnostics, d => d.Id == "CB1104");
    }

    [Fact]
    public void Validate_ABadPatch_IsReportedInItsFile()
    {
        using var connector = new TestConnector();
        connector.Write("apiDefinition.dev.json", "{ \"host\": }");

        var error = Assert.Single(connector.Validate("dev").Diagnostics, d => d.Severity == DiagnosticSeverity.Error);

        Assert.Equal(("CB1001", "apiDefinition.dev.json"), (error.Id, error.Location!.Value.File));
    }

    [Fact]
    public void Validate_AnEnvironmentNameWithPathCharacters_LooksNowhereElse()
    {
        using var connector = new TestConnector();

        Assert.NotNull(connector.Validate("../x\0").Content);
    }

    [Fact]
    public void Validate_Diagnostics_AreInTheOrderOfFilesAndLines()
    {
        using var connector = new TestConnector(
            "{\n \"swagger\": \"2.0\",\n \"info\": { \"title\": \"Items\", \"version\": \"1\" },\n \"host\": \"a/b\",\n \"paths\": { "
                + "\"x\": { \"get\": {} } }\n}").WithProperties("{ \"properties\": { \"capabilities\": \"x\" } }");

        var errors = connector.Validate().Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)
            .Select(d => (d.Location!.Value.File, d.Location.Value.Line, d.Id));

        Assert.Equal(
            [("apiDefinition.swagger.json", 4, "CB1104"), ("apiDefinition.swagger.json", 5, "CB1203"), ("apiDefinition.swagger.json", 5, "CB1207"), ("apiDefinition.swagger.json", 5, "CB2101"), ("apiProperties.json", 1, "CB2503")],
            errors);
    }

    [Fact]
    public void Validate_Cancelled_Stops()
    {
        using var connector = new TestConnector();

        Assert.Throws<OperationCanceledException>(() => ConnectorValidator.Validate(connector.Project, null, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void DisplayPath_OutsideOfTheProject_IsAbsolute()
    {
        using var connector = new TestConnector();
        var outside = Path.Combine(Path.GetTempPath(), "elsewhere.json");

        Assert.Equal(outside, DisplayPath.Of(connector.Project, outside));
        Assert.Equal("a/b.json", DisplayPath.Of(connector.Project, Path.Combine(connector.Folder, "a", "b.json")));
    }

    private static bool CanRead(string path)
    {
        try
        {
            File.ReadAllBytes(path);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    [Theory]
    [InlineData("apiDefinition.dev.json", "", 0)]
    [InlineData("apiDefinition.dev.json", "apiDefinition.dev.yaml", 1)]
    [InlineData("apiDefinition.dev.json", "apiDefinition.prod.yml", 0)]
    public void Validate_TwoPatchesOfOneEnvironment_SaysWhichOneWins(string first, string second, int count)
    {
        using var connector = new TestConnector();
        foreach (var (file, host) in new[] { (first, "one.example"), (second, "two.example") }.Where(f => f.Item1.Length > 0))
        {
            connector.Write(file, $"{{ \"host\": \"{host}\" }}");
        }

        var found = connector.Validate("dev").Diagnostics.Where(d => d.Id == "CB1013").ToList();

        Assert.Equal(count, found.Count);
        Assert.All(found, d => Assert.Equal("apiDefinition.dev.yaml", d.Location!.Value.File));
        Assert.Contains(count == 0 ? "one.example" : "two.example", connector.DefinitionText("dev"), StringComparison.Ordinal);
    }
}
