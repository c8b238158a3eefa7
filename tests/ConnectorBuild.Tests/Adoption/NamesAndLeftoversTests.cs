using ConnectorBuild.Cloud.Adoption;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;

namespace ConnectorBuild.Tests.Adoption;

/// <summary>An adopted project builds, and is the connector that was adopted and no other one.</summary>
public sealed class NamesAndLeftoversTests : IDisposable
{
    private readonly AdoptedFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static AdoptedConnector Connector(string? version = null) => RowFiles.Create(
        ConnectorRow.Create(
            new ConnectorIdentity(
                new Guid("6774a467-ce48-42dc-9bda-abc8ad4b3923"), "contoso_arm", "Azure Resource Manager", "Lists subscriptions."),
            Contoso.Content()),
        "there") with
    {
        Solution = new AdoptedSolution("Apis", null, version ?? "1.2.3", null, "contoso"),
    };

    private static string Code(Action action) => Assert.Throws<ConnectorException>(action).Diagnostics[0].Id;

    [Theory]
    [InlineData("mscrm", null, "CB6202")]
    [InlineData("a b", null, "CB6202")]
    [InlineData("contoso", "../x y", "CB6201")]
    public void Adopt_NameThatDoesNotBuild_IsRefused(string prefix, string? solution, string code) =>
        Assert.Equal(code, Code(() => Adopter.Create([Connector()], _folder.Options with { PublisherPrefix = prefix, SolutionName = solution })));

    [Theory]
    [InlineData("contoso_V$(AZURE_CLIENT_SECRET)")]
    [InlineData("contoso_$([System.IO.File]::ReadAllText('/etc/hostname'))")]
    [InlineData("contoso_@(Compile)")]
    [InlineData("contoso_a;contoso_b")]
    [InlineData("contoso_*")]
    [InlineData("contoso_%41")]
    [InlineData("contoso_a\nb")]
    [InlineData("contoso a")]
    public void Adopt_NameOfAnItemThatThePlatformDoesNotHave_IsRefused(string name)
    {
        var solution = Connector().Solution!;

        Assert.Equal(
            "CB6214",
            Code(
                () => _folder.Adopt(
                    Connector() with { Solution = solution with { EnvironmentVariables = [new EnvironmentVariable(name, "x", EnvironmentVariableType.Text)] } })));
        Assert.Equal(
            "CB6215",
            Code(
                () => _folder.Adopt(
                    Connector() with { Solution = solution with { ConnectionReferences = [new ConnectionReference(
                        name, "x", "/providers/Microsoft.PowerApps/apis/shared_office365")] } })));
    }

    [Theory]
    [InlineData("swagger")]
    [InlineData("YAML")]
    public void Adopt_EnvironmentWhosePatchWouldBeTheDefinition_IsRefused(string name) =>
        Assert.Equal("CB6106", Code(() => _folder.Adopt(Connector() with { Environment = new AdoptedEnvironment(name) })));

    [Theory]
    [InlineData("1.0.0.99999999999", null)]
    [InlineData("1.2.3.4.5", null)]
    [InlineData("one", null)]
    [InlineData("1.2-ü", "<Version>1.2.0.0</Version>")]
    public void Adopt_VersionThatDoesNotBuild_IsLeftOutAndSaid(string version, string? becomes)
    {
        var project = _folder.Adopt(Connector(version));

        Assert.Contains(
            project.Findings,
            f => f.Id == "CB6203" && f.Severity == DiagnosticSeverity.Warning && f.Message.Contains(version, StringComparison.Ordinal));
        Assert.DoesNotContain(project.Files, f => System.Text.Encoding.UTF8.GetString(f.Content.Span).Contains(version, StringComparison.Ordinal));
        Assert.Equal(
            becomes is not null,
            System.Text.Encoding.UTF8.GetString(project.Files[0].Content.Span).Contains(becomes ?? "<Version>", StringComparison.Ordinal));
        Assert.DoesNotContain(_folder.Adopt(Connector()).Findings, f => f.Id == "CB6203");
    }

    [Fact]
    public void Adopt_IntoAFolderWithFilesOfAnotherConnector_NeedsForceAndSaysWhatIsKept()
    {
        _folder.Add("project/script.csx", "of another");
        _folder.Add("project/icon.png", "of another");
        _folder.Add("project/apiDefinition.prod.json", "{}");
        _folder.Add("project/apiProperties.prod.yaml", "{}");
        _folder.Add("project/readme.md", "no part of a connector");
        var project = _folder.Adopt(Connector());

        var refused = Assert.Throws<ConnectorException>(() => project.Write(overwrite: false)).Diagnostics[0];
        Assert.Equal(("CB6311", DiagnosticSeverity.Error), (refused.Id, refused.Severity));
        Assert.All(
            ["script.csx", "icon.png", "apiDefinition.prod.json", "apiProperties.prod.yaml"],
            name => Assert.Contains(name, refused.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("readme.md", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("project/Adopted.csproj")));

        project.Write(overwrite: true);
        Assert.Contains(
            project.Findings,
            f => f.Id == "CB6311" && f.Severity == DiagnosticSeverity.Warning
                && f.Message.Contains("script.csx", StringComparison.Ordinal));
        Assert.Equal("of another", _folder.Read("project/script.csx"));
    }

    [Fact]
    public void Adopt_InItsOwnFolder_TakesThePatchesThatAreThereForItsOwn()
    {
        _folder.Add("src/apiDefinition.swagger.json", Contoso.Definition);
        _folder.Add("src/apiDefinition.prod.json", """{"host":"prod.example"}""");

        var project = Adopter.Create(
            [FolderSource.Read(_folder.File("src"))],
            _folder.Options with { PublisherPrefix = "contoso", Directory = _folder.File("src") });

        Assert.Empty(project.Leftovers);
        project.Write(overwrite: false);
    }

    [Fact]
    public void Adopt_ZipOfAnEnvironmentCalledLocal_HasTheLocalCloudBesideIt()
    {
        _folder.Adopt(Connector() with { Environment = new AdoptedEnvironment("local") }).Write(overwrite: false);

        Assert.Equal(["local"], _folder.Project().Environments.Select(e => e.Name));
    }
}
