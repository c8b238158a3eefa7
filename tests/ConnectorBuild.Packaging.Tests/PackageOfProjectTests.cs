using ConnectorBuild.Connectors;
using ConnectorBuild.Cloud.Deployment.Routes;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;
using ConnectorBuild.Projects;
using ConnectorBuild.Tests.AgainstLocalCloud;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Tests.Packaging;

/// <summary>What a project's package holds where environments differ.</summary>
public sealed class PackageOfProjectTests : IDisposable
{
    private static readonly DeploymentEnvironment[] Environments =
    [
        new() { Name = "dev", Url = "https://dev.example" },
        new() { Name = "test", Url = "https://test.example", Route = "Solution" },
        new() { Name = "prod", Url = "https://prod.example", Managed = true },
    ];

    private readonly ProjectFiles _files = new();

    public void Dispose() => _files.Dispose();

    private ConnectorPackage Create() => ValidatedProject.Open(_files.Project(Environments)).Package(TestContext.Current.CancellationToken);

    [Fact]
    public void Create_NoEnvironmentImports_HoldsWhatTheAuthorWrote()
    {
        var package = ValidatedProject.Open(_files.Project(Environments[0])).Package(TestContext.Current.CancellationToken);

        Assert.Empty(package.Manifest.EnvironmentVariables);
        Assert.DoesNotContain("@environmentVariables", package.Connectors[0].ConnectionParameters, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_PatchOfHostAndResource_BecomesVariablesWithTheBaseAsDefault()
    {
        _files.Write("apiDefinition.prod.json", """{"host":"prod.example","basePath":"/v2"}""");
        _files.Write("apiProperties.prod.json", """{"properties":{"connectionParameters":{"token":{"oAuthSettings":{"properties":{"AzureActiveDirectoryResourceId":"api://prod"},"customParameters":{"resourceUri":{"value":"api://prod"},"tenantId":{"value":"22222222-2222-3333-4444-555555555555"}}}}}}}""");

        var package = Create();

        var variables = package.Manifest.EnvironmentVariables.ToDictionary(v => v.SchemaName, v => v.DefaultValue);
        Assert.Equal("management.azure.com", variables["contoso_azureresourcemanager_Host"]);
        Assert.Equal("", variables["contoso_azureresourcemanager_BasePath"]);
        Assert.Equal(Contoso.ResourceUrl, variables["contoso_azureresourcemanager_Resource"]);
        Assert.Equal("common", variables["contoso_azureresourcemanager_TenantId"]);
        Assert.DoesNotContain("contoso_azureresourcemanager_Resource_2", variables.Keys);
        Assert.Equal("v2", package.Values["prod"]["contoso_azureresourcemanager_BasePath"]);
        Assert.Equal("management.azure.com", package.Values["test"]["contoso_azureresourcemanager_Host"]);
        Assert.Contains(
            "\"basePath\":\"/@environmentVariables(\\\"contoso_azureresourcemanager_BasePath\\\")\"",
            package.Connectors[0].OpenApiDefinition, StringComparison.Ordinal);
        Assert.DoesNotContain("dev", package.Values.Keys);
    }

    [Theory]
    [InlineData("test")]
    [InlineData("prod")]
    public void Create_PatchOfAnythingElse_IsAnErrorAtThePatch(string environment)
    {
        _files.Write($"apiDefinition.{environment}.json", "{\n  \"info\": {\n    \"title\": \"Other\"\n  }\n}");

        var e = Assert.Throws<ConnectorException>(Create);

        var finding = Assert.Single(e.Diagnostics);
        Assert.Equal("CB6243", finding.Id);
        Assert.EndsWith($"apiDefinition.{environment}.json", finding.Location!.Value.File, StringComparison.Ordinal);
        Assert.Equal(3, finding.Location.Value.Line);
        Assert.Contains("/info/title", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_PatchOfADirectEnvironment_IsNoMatter()
    {
        _files.Write("apiDefinition.dev.json", """{"info":{"title":"Other"}}""");

        Assert.DoesNotContain("Other", Create().Connectors[0].OpenApiDefinition, StringComparison.Ordinal);
    }

    [Fact]
    public void ToZip_WhateverTheEnvironment_IsTheSame()
    {
        _files.Write("apiDefinition.prod.json", """{"host":"prod.example"}""");

        Assert.Equal(Create().ToZip(managed: true), Create().ToZip(managed: true));
        Assert.DoesNotContain("prod.example", System.Text.Encoding.UTF8.GetString(Create().ToZip(managed: true)), StringComparison.Ordinal);
    }

    [Fact]
    public void Create_SeveralProjects_GoIntoOneSolution()
    {
        using var other = new ProjectFiles();
        File.WriteAllBytes(_files["a.connector.json"], (_files.Project() with { SolutionName = null }).ToJson());
        File.WriteAllBytes(_files["b.connector.json"], (other.Project() with { ConnectorName = "Other", SolutionName = null }).ToJson());
        var solution = Contoso.Project with { ConnectorProjects = [_files["a.connector.json"], _files["b.connector.json"]], Environments = Environments };

        var package = ValidatedProject.Open(solution).Package(TestContext.Current.CancellationToken);

        Assert.Equal(["contoso_azureresourcemanager", "contoso_other"], package.Connectors.Select(c => c.Identity.Name));
        Assert.Contains(package.Manifest.EnvironmentVariables, v => v.SchemaName == "contoso_other_ClientId");
        Assert.Equal(
            2,
            PackagedState.Create(
                solution, Contoso.Target with { Environment = Environments[2] }, TestContext.Current.CancellationToken).Count);
    }

    [Fact]
    public void Create_ProjectOfAnotherPublisher_IsRefused()
    {
        File.WriteAllBytes(_files["a.connector.json"], (_files.Project() with { PublisherPrefix = "fabrikam" }).ToJson());

        var e = Assert.Throws<ConnectorException>(
            () => ValidatedProject.Open(Contoso.Project with { ConnectorProjects = [_files["a.connector.json"]] })
                .Package(TestContext.Current.CancellationToken));

        Assert.Equal("CB6245", e.Diagnostics[0].Id);
    }

    [Fact]
    public void Desired_ManagedWithRouteDirect_IsRefused()
    {
        var target = Contoso.Target with { Environment = new DeploymentEnvironment { Name = "prod", Managed = true, Route = "Direct" } };

        Assert.Equal("CB8101", Assert.Throws<ConnectorException>(() => Contoso.Desired(target: target)).Diagnostics[0].Id);
    }

    [Fact]
    public void FromPackage_UnmanagedForAManagedEnvironment_IsRefused()
    {
        var target = Contoso.Target with { Environment = Environments[2] };

        var e = Assert.Throws<ConnectorException>(() => PackagedState.FromPackage(Contoso.Project, Create().ToZip(managed: false), "x.zip", target));

        Assert.Equal("CB8105", e.Diagnostics[0].Id);
    }

    [Fact]
    public void FromPackage_NoConnectorInIt_IsRefused()
    {
        using var zip = new MemoryStream();
        SolutionPackage.Write(zip, SolutionManifest.Create(Contoso.Project), [], managed: false);

        var e = Assert.Throws<ConnectorException>(() => PackagedState.FromPackage(Contoso.Project, zip.ToArray(), "x.zip", Contoso.Target));

        Assert.Equal("CB6246", e.Diagnostics[0].Id);
        Assert.Contains("'x.zip' has no connector", e.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromPackage_OtherPublisher_IsRefused()
    {
        var e = Assert.Throws<ConnectorException>(
            () => PackagedState.FromPackage(
                Contoso.Project with { PublisherPrefix = "fabrikam" }, Create().ToZip(managed: false), "x.zip", Contoso.Target));

        Assert.Equal("CB6236", e.Diagnostics[0].Id);
    }

    [Fact]
    public void FromPackage_WithSettings_TakesTheirValues()
    {
        _files.Write("apiDefinition.prod.json", """{"host":"prod.example"}""");
        var zip = Create().ToZip(managed: true);
        _files.Write("settings.json", """{"EnvironmentVariables":[{"SchemaName":"contoso_azureresourcemanager_Host","Value":"elsewhere.example"},{"SchemaName":"unknown_X","Value":"1"}]}""");

        var state = PackagedState.FromPackage(_files.Project(Environments), zip, "x.zip", Contoso.Target with { Environment = Environments[2] })[0];

        Assert.Equal("elsewhere.example", state.Route.Variables.Values["contoso_azureresourcemanager_Host"]);
        Assert.DoesNotContain("unknown_X", state.Route.Variables.Values.Keys);
        Assert.Equal(zip, state.Import().Package.Zip.ToArray());
    }

    [Fact]
    public void Create_WhatSolutionAndProjectSay_IsInThePackageOnce()
    {
        _files.Write(
            "apiDefinition.swagger.json",
            Contoso.Definition.Replace("management.azure.com", "@environmentVariables(\\\"contoso_Host\\\")", StringComparison.Ordinal));
        _files.Write(
            "apiProperties.json",
            Contoso.Properties
                .Replace("\"clientId\":\"\"", "\"clientId\":\"\",\"clientSecret\":\"@environmentVariables(\\\"contoso_Secret\\\")\"", StringComparison.Ordinal)
                .Replace("\"common\"", "\"@environmentVariables(\\\"fabrikam_Tenant\\\")\"", StringComparison.Ordinal));
        var project = _files.Project(Environments) with
        {
            EnvironmentVariables = [new("contoso_Host", "Host of all") { DefaultValue = "a.example" }, new("contoso_Own", "Own")],
            Translations = [new Translation("solution", 1031) { DisplayName = "Deutsch" }, new Translation("solution", 1031) { DisplayName = "Deutsch" }],
            ConnectionReferences = [new("contoso_Mail", "Mail", "/providers/Microsoft.PowerApps/apis/shared_office365")],
        };

        var package = ValidatedProject.Open(project).Package(TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                "contoso_Host Text Host of all a.example", "contoso_Own Text Own ", "contoso_azureresourcemanager_ClientId Text Azure Resource Manager: client id ",
                "contoso_azureresourcemanager_deployment Json Azure Resource Manager: deployment record ", "contoso_Secret Secret contoso_Secret ",
            ],
            package.Manifest.EnvironmentVariables.Select(v => $"{v.SchemaName} {v.Type} {v.DisplayName} {v.DefaultValue}"));
        Assert.Equal(2, package.Manifest.EnvironmentVariables.Count(v => v.Description is { Length: > 40 }));
        Assert.Single(package.Manifest.Translations);
        Assert.Equal(["contoso_Mail"], package.Manifest.ConnectionReferences.Select(r => r.LogicalName));
        Assert.Contains("@environmentVariables(\\\"contoso_azureresourcemanager_ClientId\\\")", package.Connectors[0].ConnectionParameters, StringComparison.Ordinal);
        Assert.Throws<OperationCanceledException>(() => ValidatedProject.Open(project).Package(new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Create_ConnectorWithoutEntra_HasNoClientIdAndARecord()
    {
        _files.Write("apiProperties.json", """{"properties":{"connectionParameters":{"key":{"type":"securestring"}}}}""");

        var package = Create();

        Assert.Equal(["contoso_azureresourcemanager_deployment"], package.Manifest.EnvironmentVariables.Select(v => v.SchemaName));
        Assert.Empty(package.Warnings);
    }
}
