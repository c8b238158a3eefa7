using System.Xml.Linq;
using ConnectorBuild.Cloud.Adoption;
using ConnectorBuild.Cloud.Deployment.Routes;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Tests.Adoption;

/// <summary>A folder for an adopted project, and the project in it as the engine is told of it.</summary>
internal sealed class AdoptedFolder : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"connectorbuild-{Guid.NewGuid():N}");

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Add(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(File(name))!);
        System.IO.File.WriteAllText(File(name), text);
    }

    public string Read(string name) => System.IO.File.ReadAllText(File(name));

    public AdoptedProject Adopt(params AdoptedConnector[] sources) => Adopter.Create(sources, Options);

    public AdoptionOptions Options => new() { ProjectName = "Adopted", Directory = File("project"), SdkVersion = "1.0.0" };

    /// <summary>What MSBuild would say of the project file; there are only literals in it.</summary>
    public ConnectorProject Project(string? environment = null)
    {
        var folder = File("project");
        var xml = XDocument.Load(System.IO.Path.Combine(folder, "Adopted.csproj")).Root!;
        string? Property(string name) =>
            xml.Elements("PropertyGroup").Elements(name).SingleOrDefault()?.Value.Replace("%25", "%", StringComparison.Ordinal);
        string? Existing(string name) => System.IO.Path.Combine(folder, name) is var file && System.IO.File.Exists(file) ? file : null;
        return new ConnectorProject
        {
            ProjectName = "Adopted",
            ProjectDirectory = folder,
            DefinitionFile = Existing("apiDefinition.swagger.json"),
            PropertiesFile = Existing("apiProperties.json"),
            IconFile = Existing("icon.png"),
            ScriptFile = Existing("script.csx"),
            SolutionName = Property("ConnectorSolutionName"),
            SolutionDisplayName = Property("ConnectorSolutionDisplayName"),
            SolutionVersion = Property("Version")!,
            PublisherPrefix = Property("ConnectorPublisherPrefix"),
            PublisherName = Property("ConnectorPublisherName"),
            ConnectorName = Property("ConnectorName"),
            DisplayName = Property("ConnectorDisplayName"),
            Description = Property("ConnectorDescription") ?? (Property("ConnectorOmitDescription") == "true" ? "" : null),
            RowId = Property("ConnectorRowId") is { } id ? Guid.Parse(id) : null,
            Environments =
            [
                .. xml.Elements("ItemGroup").Elements("ConnectorEnvironment").Select(e => new DeploymentEnvironment
                {
                    Name = (string)e.Attribute("Include")!,
                    Url = (string?)e.Attribute("Url"),
                    TenantId = (string?)e.Attribute("TenantId"),
                    ClientId = (string?)e.Attribute("ClientId"),
                    Managed = (string?)e.Attribute("Managed") == "true",
                }),
            ],
            EnvironmentName = environment,
        };
    }

    public ConnectorContent Content(string? environment = null)
    {
        var result = ConnectorValidator.Validate(Project(environment), environment, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(result.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
        return result.Content!;
    }

    public ConnectorRow Row(string? environment = null) =>
        ConnectorRow.Create(ProjectIdentity.Of(Project(environment), Content(environment)), Content(environment));

    public DesiredState Desired(DeploymentTarget target)
    {
        var project = Project(target.Name);
        var environment = project.FindEnvironment(target.Name);
        return DesiredStates.Create(project, Content(target.Name), environment is null ? target : target with { Environment = environment });
    }

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
